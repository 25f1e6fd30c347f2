/** Affected configuration items: rows of `task_ci`. */
import * as z from 'zod/mini';
import type { Change } from './change.ts';
import type { ServiceNowClient } from './client.ts';
import { equals } from './encoded-query.ts';
import { unexpectedSchema } from './unexpected-schema.ts';

const TABLE = '/api/now/table/task_ci';

/** The columns of a row. */
export const AFFECTED_CI_FIELDS = ['task', 'ci_item'] as const;

const rows = z.lazy(() => z.array(z.object({ task: z.string(), ci_item: z.string() })));

/**
 * Lists the affected configuration items of a change. Each row is checked: an instance answers with those of every change
 * where it ignores the condition.
 * @returns their sys_ids
 */
export async function affectedCis(client: ServiceNowClient, change: Change): Promise<string[]> {
  const query = {
    sysparm_query: equals({ task: change.sysId }),
    sysparm_fields: AFFECTED_CI_FIELDS.join(','),
    sysparm_exclude_reference_link: 'true',
  };
  const found = rows.safeParse(await client.request('GET', TABLE, { query }));
  if (!found.success) throw unexpectedSchema('task_ci', found.error);
  return found.data.filter((row) => row.task === change.sysId).map((row) => row.ci_item);
}

/** Adds one affected configuration item. @param ci its sys_id */
export async function addAffectedCi(client: ServiceNowClient, change: Change, ci: string): Promise<void> {
  await client.request('POST', TABLE, { body: { task: change.sysId, ci_item: ci } });
}
