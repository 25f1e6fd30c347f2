/** Records that people give by name. */
import * as z from 'zod/mini';
import { GateError } from '../errors.ts';
import type { ServiceNowClient } from './client.ts';
import { anyOf } from './encoded-query.ts';
import { fourAtOnce } from './four-at-once.ts';

/** Where a reference column of `change_request` points to (ServiceNow's data dictionary). */
const TABLE_OF: Readonly<Record<string, string>> = {
  assignment_group: 'sys_user_group',
  assigned_to: 'sys_user',
  requested_by: 'sys_user',
  opened_by: 'sys_user',
  chg_model: 'chg_model',
  cmdb_ci: 'cmdb_ci',
  business_service: 'cmdb_ci',
  service_offering: 'cmdb_ci',
};

/** The columns by which people know a record. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  sys_user: ['user_name', 'email', 'name'],
  std_change_record_producer: ['sys_name', 'name'],
};

const rows = z.lazy(() => z.array(z.object({ sys_id: z.string() })));

const SYS_ID = /^[0-9a-f]{32}$/;

/**
 * The sys_id of a record that a person gives by name or sys_id.
 * @param what how the message names it: `assignment_group`
 * @returns the sys_id; one that is given as such is not looked up
 * @throws GateError NAME_NOT_RESOLVED unless exactly one record has this name
 */
export async function sysIdOf(
  client: ServiceNowClient,
  table: string,
  name: string,
  what: string,
): Promise<string> {
  if (SYS_ID.test(name)) return name;
  const found = rows.safeParse(
    await client.request('GET', `/api/now/table/${table}`, {
      query: {
        sysparm_query: anyOf(NAMES[table] ?? ['name'], name),
        sysparm_fields: 'sys_id',
        sysparm_limit: '2',
        sysparm_exclude_reference_link: 'true',
      },
    }),
  );
  const [first, second] = found.data ?? [];
  if (first !== undefined && second === undefined) return first.sys_id;
  throw new GateError(
    'NAME_NOT_RESOLVED',
    first === undefined
      ? `${what}: there is no ${JSON.stringify(name)} in ${table}, or the integration user may not read it. Check the name, or give the sys_id.`
      : `${what}: more than one record of ${table} is called ${JSON.stringify(name)}. Give the sys_id of the one that is meant.`,
  );
}

/** The fields with names replaced by sys_ids, where a column is known to refer to a record. */
export async function resolveNames<Fields extends Readonly<Record<string, unknown>>>(
  client: ServiceNowClient,
  fields: Fields,
): Promise<Fields> {
  const resolved = await fourAtOnce(Object.entries(fields), async ([column, value]) => {
    const table = TABLE_OF[column];
    if (table === undefined || typeof value !== 'string' || value === '') return [column, value];
    return [column, await sysIdOf(client, table, value, column)];
  });
  return Object.fromEntries(resolved) as Fields;
}
