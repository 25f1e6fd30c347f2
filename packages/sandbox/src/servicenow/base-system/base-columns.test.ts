/** The tables against the base columns of an instance: a list that is not ours (`fixtures/base-columns.json`). */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { clientOf, type RestClient } from '../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../instance.ts';

interface BaseColumn {
  readonly type: string;
  readonly length?: number;
  readonly reference?: string;
  readonly default?: string;
  readonly readOnly?: true;
  /** Whether only a plugin or some releases have it. */
  readonly plugin?: true;
}

const LIST = new URL('./fixtures/base-columns.json', import.meta.url);
const BASE: Readonly<Record<string, Readonly<Record<string, BaseColumn>>>> = JSON.parse(
  readFileSync(LIST, 'utf8'),
);
const COLUMNS = Object.entries(BASE).flatMap(([table, columns]) =>
  Object.entries(columns).map(([name, column]): [string, BaseColumn] => [`${table}.${name}`, column]),
);
const ALWAYS = COLUMNS.filter(([, { plugin }]) => !plugin);
const SOMETIMES = COLUMNS.filter(([, { plugin }]) => plugin);

/** The list says it otherwise than the sandbox must have it: a number belongs to the table, a name to the class. */
const OTHERWISE = ['task.number', 'cmdb.sys_class_name'];

let instance: ServiceNowInstance;
let call: RestClient;
beforeAll(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock() });
  call = clientOf(instance.url, 'admin');
});
afterAll(() => instance.close());

function columnOf(path: string) {
  const [table = '', name = ''] = path.split('.');
  return instance.database.table(table)?.columns.get(name);
}

it.each(ALWAYS)('%s is there, with its reference, default and length', (path, base) => {
  const column = columnOf(path);
  const fixed = base.default !== undefined && base.default !== 'the caller';
  expect(column).toMatchObject({
    ...(base.type !== 'string' && base.type !== 'sys_class_name' && { type: base.type }),
    ...(base.reference !== undefined && base.type === 'reference' && { reference: base.reference }),
    ...(fixed && { defaultValue: base.default }),
    ...(base.readOnly && !OTHERWISE.includes(path) && { readOnly: true }),
  });
  expect(column?.maxLength).toBeGreaterThanOrEqual(base.length ?? 1);
});

it.each(SOMETIMES)('%s is there, or refused by name', async (path) => {
  if (columnOf(path) !== undefined) return expect(columnOf(path)?.name).toBe(path.split('.')[1]);
  const [table = '', name = ''] = path.split('.');
  const answers = [
    await call('POST', `/api/now/table/${table}`, { [name]: 'x' }),
    await call('GET', `/api/now/table/${table}?sysparm_query=${name}=x`),
    await call('GET', `/api/now/table/${table}?${name}=x`),
    await call('GET', `/api/sn_chg_rest/change?order=${name}`),
    await call('POST', '/api/sn_chg_rest/change', { [name]: 'x' }),
  ];
  for (const { status, json } of answers) {
    expect(status).toBe(501);
    expect(json.error.message).toContain(`.${name}`);
  }
});

describe('a column that the sandbox does not have', () => {
  const record = '/api/now/table/change_request';

  it('is refused by name in sysparm_fields and in a dot-walk', async () => {
    await call('POST', record, {});
    for (const query of [
      'sysparm_fields=number,sn_esign_document',
      'sysparm_fields=contract.vendor',
      'sysparm_query=contract.active=true',
      'sysparm_query=requested_by.vip=true',
    ]) {
      expect((await call('GET', `${record}?${query}`)).status, query).toBe(501);
    }
  });

  it('is ignored where no instance has it, as an instance would', async () => {
    const { status, json } = await call('POST', record, { u_ticket: 'x', no_such: 'y' });
    expect(status).toBe(201);
    expect(json.result).not.toHaveProperty('u_ticket');
  });
});

it('stores what clients send, and defaults the rest', async () => {
  const sent = { cab_date: '2026-03-01', order: 3, service_offering: 'a'.repeat(32), watch_list: 'a,b' };
  const { json } = await call(
    'POST',
    '/api/now/table/change_request?sysparm_exclude_reference_link=true',
    sent,
  );
  expect(json.result).toMatchObject({
    ...sent,
    order: '3',
    risk: '',
    scope: '3',
    sys_domain: 'global',
    sys_domain_path: '/',
    task_effective_number: json.result.number,
  });
  const odd = await call('POST', '/api/now/table/change_request', { cab_date: 'soon', order: 'first' });
  expect(odd.json.result).toMatchObject({ cab_date: '', order: '' });
});
