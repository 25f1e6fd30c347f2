/** The `change_task` table of an instance, for tests: keeps what is written, as a rule. */

import type { OperationContext } from '../src/operations/context.ts';
import type { Change } from '../src/servicenow/change.ts';
import { Changes } from '../src/servicenow/changes.ts';
import type { RequestOptions, ServiceNowClient } from '../src/servicenow/client.ts';

type Row = Record<string, string>;

export const KEY = 'testci:build-1:change';

export const CHANGE = { sysId: 'c1', number: 'CHG0030001', correlationId: KEY } as Change;

export interface FakeTasks {
  readonly rows: Row[];
  /** Method and path of each request. */
  readonly requests: string[];
  readonly log: string[];
  readonly context: OperationContext;
}

/**
 * @param kept what the instance makes of a row that is written
 * @param shown what it shows of one
 * @param userName who signs in, where that is known
 * @param names the answers of other tables
 */
export function fakeTasks(
  given: readonly Row[],
  {
    kept = (row: Row) => row,
    shown = (row: Row) => row,
    userName = 'ci.bot' as string | null,
    names = {} as Readonly<Record<string, readonly Row[]>>,
  } = {},
): FakeTasks {
  const rows: Row[] = given.map((row, index) => ({ ...DEFAULTS, ...identity(index + 1), ...row }));
  const requests: string[] = [];
  const log: string[] = [];
  const asRow = (row: Row, query: RequestOptions['query']) =>
    Object.fromEntries(
      Object.entries(shown(row))
        .filter(([column]) => query?.sysparm_fields?.split(',').includes(column))
        .map(([column, value]) => [
          column,
          { value, display_value: column === 'state' ? (LABELS[value] ?? value) : value },
        ]),
    );
  const request = async (
    method: string,
    path: string,
    { query, body }: RequestOptions = {},
  ): Promise<unknown> => {
    requests.push(`${method} ${path.replace('/api/now/table/', '')}`);
    const [table = '', sysId] = path.replace('/api/now/table/', '').split('/');
    if (table === 'change_request') return sysId === undefined ? [changeRow()] : changeRow();
    if (table !== 'change_task') return names[table];
    const fields = body as Row;
    if (method === 'GET') return rows.map((row) => asRow(row, query));
    if (method === 'POST') {
      const row = kept({ ...DEFAULTS, ...identity(rows.length + 1), ...fields });
      rows.push(row);
      return asRow(row, query);
    }
    const index = rows.findIndex((row) => row.sys_id === sysId);
    const before = rows[index] ?? {};
    const ended = fields.state === '3' || fields.state === '4';
    const after = kept({ ...before, ...fields, ...(ended && { active: 'false' }) });
    rows[index] = after;
    return asRow(after, query);
  };
  const client = { request, instanceUrl: '', userName: userName ?? undefined } as unknown as ServiceNowClient;
  return {
    rows,
    requests,
    log,
    context: {
      client,
      changes: new Changes(client),
      gate: { name: 'change', key: KEY },
      build: { title: 'Build 1', build: { id: '1', url: 'https://ci.example/1' } },
      clock: { now: () => new Date('2026-03-01T12:00:00Z') },
      displayName: (name: string) => name,
      log: { info: (line: string) => log.push(line), warning: (line: string) => log.push(`WARNING ${line}`) },
    } as unknown as OperationContext,
  };
}

const DEFAULTS: Row = {
  change_request: CHANGE.sysId,
  state: '1',
  active: 'true',
  created_from: 'manual',
  change_task_type: 'planning',
  close_code: '',
  correlation_id: '',
  correlation_display: '',
  sys_created_by: 'ci.bot',
};

const LABELS: Row = { '-5': 'Pending', '1': 'Open', '2': 'In Progress', '3': 'Closed', '4': 'Canceled' };

function identity(index: number): Row {
  return { sys_id: `t${index}`, number: `CTASK${index}` };
}

function changeRow(): object {
  const values = {
    sys_id: CHANGE.sysId,
    number: CHANGE.number,
    state: '-1',
    correlation_id: KEY,
    sys_created_by: 'ci.bot',
  };
  return Object.fromEntries(
    Object.entries(values).map(([column, value]) => [column, { value, display_value: value }]),
  );
}
