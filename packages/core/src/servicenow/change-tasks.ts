/** The tasks of a change (ServiceNow docs, create-a-change-task; t_ProcessAChangeRequest). */
import * as z from 'zod/mini';
import { anotherRecord, isSameName } from './another-record.ts';
import type { Change } from './change.ts';
import type { ServiceNowClient } from './client.ts';
import { equals } from './encoded-query.ts';
import { unexpectedSchema } from './unexpected-schema.ts';

const TABLE = '/api/now/table/change_task';

const CLOSED = '3';

/** A task that is neither closed nor canceled. */
export interface OpenTask {
  readonly sysId: string;
  readonly number: string;
  readonly title: string;
  /** Whether the instance made it for the implementation or the testing of its change, and not a person. */
  readonly isOfDeployment: boolean;
}

const row = z.object({
  sys_id: z.string(),
  number: z.string(),
  change_request: z.string(),
  active: z.string(),
  short_description: z.optional(z.string()),
  created_from: z.optional(z.string()),
  change_task_type: z.optional(z.string()),
});
const rows = z.lazy(() => z.array(row));
type TaskRow = z.output<typeof row>;

/** More than any change has. */
const LIMIT = '200';

/**
 * Reads the open tasks of a change. Each row is checked: an instance answers with every task where it ignores the condition.
 * @throws GateError UNEXPECTED_ANSWER where the instance does not show what a task is and whose
 */
export async function openTasks(client: ServiceNowClient, { sysId }: Change): Promise<OpenTask[]> {
  const query = {
    sysparm_query: `${equals({ change_request: sysId, active: 'true' })}^ORDERBYnumber`,
    sysparm_fields: Object.keys(row.shape).join(','),
    sysparm_exclude_reference_link: 'true',
    sysparm_limit: LIMIT,
  };
  const found = rows.safeParse(await client.request('GET', TABLE, { query }));
  if (!found.success) throw unexpectedSchema('change_task', found.error);
  return found.data
    .filter((task) => task.change_request === sysId && task.active === 'true')
    .map((task) => ({
      sysId: task.sys_id,
      number: task.number,
      title: task.short_description ?? '',
      isOfDeployment: isOfDeployment(task),
    }));
}

/** A flow gives the two base tasks their types; a workflow leaves both at Planning, which names alone tell from other tasks. */
function isOfDeployment({
  created_from: origin,
  change_task_type: type,
  short_description: title,
}: TaskRow): boolean {
  if (origin !== 'flow' && origin !== 'workflow') return false;
  return type === 'implementation' || type === 'testing' || BASE_TASKS.includes(title ?? '');
}

const BASE_TASKS: readonly string[] = ['Implement', 'Post implementation testing'];

const written = z.lazy(() => z.object({ sys_id: z.string(), state: z.string() }));

/** Closes a task. @returns whether the instance says that it is closed: a write can be ignored with a 200 */
export async function closeTask(
  client: ServiceNowClient,
  task: OpenTask,
  fields: { readonly close_code: string; readonly close_notes: string },
): Promise<boolean> {
  const answer = await client.request('PATCH', `${TABLE}/${task.sysId}`, {
    query: { sysparm_fields: 'sys_id,state' },
    body: { ...fields, state: CLOSED },
    idempotent: true,
  });
  const now = written.safeParse(answer).data;
  if (now !== undefined && !isSameName(now.sys_id, task.sysId)) {
    throw anotherRecord(`change_task ${task.number} with sys_id ${task.sysId}`, now.sys_id);
  }
  return now?.state === CLOSED;
}
