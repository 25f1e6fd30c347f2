/** The rows that an instance shows of each table, for tests: it ignores every condition, so whoever asks has to compare. */
import { GateError } from '../src/errors.ts';
import type { RequestOptions, ServiceNowClient } from '../src/servicenow/client.ts';

type Row = Readonly<Record<string, string>>;

/** @param tables one that is not named here is closed to the user */
export function shownTables(tables: Readonly<Record<string, readonly Row[]>>): ServiceNowClient {
  const request = async (method: string, path: string, { query }: RequestOptions = {}): Promise<unknown> => {
    const [table = '', sysId] = path.replace('/api/now/table/', '').split('/');
    const rows = tables[table];
    if (method !== 'GET' || rows === undefined) throw new GateError('FORBIDDEN', `No right to ${table}.`);
    const fields = query?.sysparm_fields?.split(',') ?? [];
    const shown = rows.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => fields.includes(name))),
    );
    if (sysId === undefined) {
      const offset = Number(query?.sysparm_offset ?? 0);
      return shown.slice(offset, offset + Number(query?.sysparm_limit ?? shown.length));
    }
    const index = rows.findIndex((row) => row.sys_id === sysId);
    if (index < 0) throw new GateError('RECORD_NOT_FOUND', `No ${sysId} in ${table}.`);
    return shown[index];
  };
  return { instanceUrl: 'https://acme.service-now.com', request } as ServiceNowClient;
}

/** Dictionary entries of `change_request` and `task`: `change_request.u_reason` to what is not usual about it. */
export function dictionaryOf(
  columns: Readonly<Record<string, Row>>,
): Readonly<Record<string, readonly Row[]>> {
  return {
    sys_db_object: [
      { name: 'change_request', 'super_class.name': 'task' },
      { name: 'task', 'super_class.name': '' },
    ],
    sys_dictionary_override: [],
    sys_dictionary: Object.entries({ 'task.sys_id': {}, ...columns }).map(([path, given]) => {
      const [name = '', element = ''] = path.split('.');
      return { name, element, internal_type: 'string', mandatory: 'false', read_only: 'false', ...given };
    }),
  };
}
