import { describe, expect, it } from 'vitest';
import { GateError } from '../errors.ts';
import type { ServiceNowClient } from './client.ts';
import { resolveNames, sysIdOf } from './records.ts';

const ONE = '1'.repeat(32);
const TWO = '2'.repeat(32);

type Row = Readonly<Record<string, unknown>>;

/** An instance that answers every question with these rows. */
function instance(rows: readonly Row[]) {
  const lines: string[] = [];
  const asked: { path: string; query: string; parameters: Record<string, string> }[] = [];
  const client = {
    request: async (_method: string, path: string, { query }: { query: Record<string, string> }) => {
      asked.push({ path, query: query.sysparm_query ?? '', parameters: query });
      return rows;
    },
  } as unknown as ServiceNowClient;
  const warnings: string[] = [];
  const log = {
    info: (line: string) => lines.push(line),
    warning: (line: string) => warnings.push(line),
  };
  return { client, log, displayName: (name: string) => name.toUpperCase(), lines, warnings, asked };
}

const group = (sys_id: string, active: unknown, name = 'DevOps'): Row => ({ sys_id, name, active });
const ci = (sys_id: string, install_status: unknown, operational_status: unknown, name = 'web'): Row => ({
  sys_id,
  name,
  install_status,
  operational_status,
});

describe('of the records with a name', () => {
  it.each([
    ['the active group', 'sys_user_group', [group(ONE, 'false'), group(TWO, 'true')]],
    ['the active user', 'sys_user', [group(ONE, 'false'), { ...group(TWO, 'true'), user_name: 'x' }]],
    ['the CI that is installed', 'cmdb_ci', [ci(ONE, '7', '1', 'DevOps'), ci(TWO, '1', '1', 'DevOps')]],
    ['the CI that is operational', 'cmdb_ci', [ci(ONE, '1', '6', 'DevOps'), ci(TWO, '', '', 'DevOps')]],
    [
      'the service that is in use',
      'cmdb_ci_service',
      [ci(ONE, '7', '6', 'DevOps'), ci(TWO, '1', '1', 'DevOps')],
    ],
  ])('%s is taken, and the log says so', async (_which, table, rows) => {
    const { lines, ...lookup } = instance(rows);
    expect(await sysIdOf(lookup, table, 'DevOps', 'what')).toBe(TWO);
    expect(lines).toEqual([expect.stringMatching(`what: took "DevOps" with sys_id ${TWO}`)]);
  });

  it('the only one is taken without a word', async () => {
    const { lines, ...lookup } = instance([group(ONE, 'true')]);
    expect(await sysIdOf(lookup, 'sys_user_group', 'devops ', 'what')).toBe(ONE);
    expect(lines).toEqual([]);
  });

  it.each([
    ['one that is inactive', 'sys_user_group', [group(ONE, 'false')], /is inactive or retired/],
    ['one whose flag is empty', 'sys_user_group', [group(ONE, '')], /is inactive or retired/],
    ['one whose flag is null', 'sys_user_group', [group(ONE, null)], /is inactive or retired/],
    [
      'two that are active',
      'sys_user_group',
      [group(ONE, 'true'), group(TWO, 'true')],
      /more than one record/,
    ],
    [
      'one whose flag is hidden',
      'sys_user',
      [{ sys_id: ONE, name: 'DevOps' }],
      /let the .* read active of sys_user/i,
    ],
    [
      'a CI whose status is hidden',
      'cmdb_ci',
      [{ sys_id: ONE, name: 'DevOps', install_status: '1' }],
      /read operational_status of cmdb_ci/,
    ],
    [
      'others, as the instance knows no such column',
      'sys_user_group',
      [group(ONE, 'true', 'CAB')],
      /there is no "DevOps"/,
    ],
    ['one without a sys_id', 'sys_user_group', [{ name: 'DevOps', active: 'true' }], /there is no "DevOps"/],
    ['none', 'sys_user_group', [], /there is no "DevOps" in sys_user_group/],
    [
      'more than are read',
      'sys_user_group',
      Array.from({ length: 100 }, () => group(ONE, 'false')),
      /too many/,
    ],
  ])('%s is no answer', async (_what, table, rows, message) => {
    await expect(sysIdOf(instance(rows), table, 'DevOps', 'assignment_group')).rejects.toMatchObject({
      code: 'NAME_NOT_RESOLVED',
      message: expect.stringMatching(message),
    });
  });

  it('one with ^ in it is looked for by its longest part, and compared as a whole', async () => {
    const lookup = instance([group(ONE, 'true', 'R^Research'), group(TWO, 'true', 'Research')]);
    expect(await sysIdOf(lookup, 'sys_user_group', 'R^Research', 'what')).toBe(ONE);
    expect(lookup.asked[0]?.query).toBe('nameLIKEResearch');
  });
});

it('looks for each column in the table that it refers to', async () => {
  const lookup = instance([{ ...ci(ONE, '1', '1'), active: 'true' }]);
  const columns = [
    'assignment_group',
    'assigned_to',
    'cmdb_ci',
    'business_service',
    'service_offering',
    'chg_model',
  ];
  const fields = Object.fromEntries(columns.map((column) => [column, 'web']));
  expect(await resolveNames(lookup, { ...fields, short_description: 'web' })).toEqual({
    ...Object.fromEntries(columns.map((column) => [column, ONE])),
    short_description: 'web',
  });
  expect(lookup.asked.map(({ path }) => path.replace('/api/now/table/', ''))).toEqual([
    'sys_user_group',
    'sys_user',
    'cmdb_ci',
    'cmdb_ci_service',
    'service_offering',
    'chg_model',
  ]);
});

it.each([
  ['sys_user_group', 'name=x', 'sys_id,name,active'],
  ['sys_user', 'user_name=x^ORemail=x^ORname=x', 'sys_id,user_name,email,name,active'],
  ['std_change_record_producer', 'sys_name=x^ORname=x', 'sys_id,sys_name,name,active'],
  ['cmdb_ci', 'name=x', 'sys_id,name,install_status,operational_status'],
  ['cmdb_ci_service', 'name=x', 'sys_id,name,install_status,operational_status'],
  ['service_offering', 'name=x', 'sys_id,name,install_status,operational_status'],
])('asks %s for its names and whether it is in use', async (table, query, columns) => {
  const lookup = instance([]);
  await expect(sysIdOf(lookup, table, 'x', 'what')).rejects.toMatchObject({ code: 'NAME_NOT_RESOLVED' });
  expect(lookup.asked).toEqual([
    {
      path: `/api/now/table/${table}`,
      query,
      parameters: {
        sysparm_query: query,
        sysparm_fields: columns,
        sysparm_limit: '100',
        sysparm_exclude_reference_link: 'true',
      },
    },
  ]);
});

it.each([
  ['sys_user', 'user_name'],
  ['sys_user', 'email'],
  ['sys_user', 'name'],
  ['std_change_record_producer', 'sys_name'],
  ['std_change_record_producer', 'name'],
  ['sys_user_group', 'name'],
])('knows a %s by %s, without case and outer blanks', async (table, column) => {
  const lookup = instance([{ sys_id: ONE, active: 'true', [column]: ' Ada ' }]);
  expect(await sysIdOf(lookup, table, '  aDA', 'what')).toBe(ONE);
});

it('looks up everything but a sys_id', async () => {
  const lookup = instance([]);
  expect(await sysIdOf(lookup, 'sys_user', ONE, 'what')).toBe(ONE);
  expect(lookup.asked).toEqual([]);
  const names = [`x${ONE}`, `${ONE}x`, '1'.repeat(31), 'A'.repeat(32)];
  for (const name of names) await expect(sysIdOf(lookup, 'sys_user', name, 'what')).rejects.toThrow(name);
  expect(lookup.asked).toHaveLength(names.length);
});

it.each([`x${ONE}`, `${ONE}x`, null, undefined])('takes no record whose sys_id is %j', async (sys_id) => {
  const lookup = instance([{ sys_id, name: 'DevOps', active: 'true' }]);
  await expect(sysIdOf(lookup, 'sys_user_group', 'DevOps', 'what')).rejects.toThrow('there is no "DevOps"');
});

it('does not choose where it sees of one of two only whether it is in use', async () => {
  const lookup = instance([group(ONE, 'true'), { sys_id: TWO, name: 'DevOps' }]);
  await expect(sysIdOf(lookup, 'sys_user_group', 'DevOps', 'what')).rejects.toThrow(
    'is in use cannot be seen',
  );
  const hidden = instance([{ sys_id: ONE, name: 'web' }]);
  await expect(sysIdOf(hidden, 'cmdb_ci', 'web', 'what')).rejects.toThrow(
    'read install_status and operational_status of cmdb_ci',
  );
});

it('reads up to 99 records of a name', async () => {
  const others = Array.from({ length: 98 }, () => group(ONE, 'false'));
  expect(await sysIdOf(instance([...others, group(TWO, 'true')]), 'sys_user_group', 'DevOps', 'what')).toBe(
    TWO,
  );
});

it('is given no list', async () => {
  const lookup = instance('text' as unknown as Row[]);
  await expect(sysIdOf(lookup, 'sys_user_group', 'DevOps', 'what')).rejects.toThrow('there is no "DevOps"');
});

it('asks for each name of a column once, and for nothing that is no name', async () => {
  const lookup = instance([group(ONE, 'true')]);
  const asked = new Map<string, Promise<string>>();
  const kept = { assigned_to: '', chg_model: null, cmdb_ci: 7, short_description: 'DevOps' };
  const people = { requested_by: 'DevOps', opened_by: 'DevOps' };
  const fields = { ...people, ...kept };
  const resolved = { requested_by: ONE, opened_by: ONE, ...kept };
  expect(await resolveNames(lookup, fields, asked)).toEqual(resolved);
  expect(await resolveNames(lookup, fields, asked)).toEqual(resolved);
  expect(lookup.asked.map(({ path }) => path)).toEqual(Array(2).fill('/api/now/table/sys_user'));
});

describe('a name that stands for no record', () => {
  const fields = { cmdb_ci: 'tomcat', short_description: 'x', assigned_to: '' };

  it('fails', async () => {
    await expect(resolveNames(instance([]), fields)).rejects.toMatchObject({ code: 'NAME_NOT_RESOLVED' });
  });

  it('is left out with a warning where the inputs are taken leniently', async () => {
    const lookup = { ...instance([]), isLenient: true };
    expect(await resolveNames(lookup, fields)).toEqual({ short_description: 'x', assigned_to: '' });
    expect(lookup.warnings).toEqual([
      expect.stringMatching(
        /^cmdb_ci: there is no "tomcat" in cmdb_ci.* The field is left out; with STRICT: true/,
      ),
    ]);
  });

  it.each(['assignment_group', 'chg_model'])('never is, where it says who is asked: %s', async (column) => {
    const lookup = { ...instance([]), isLenient: true };
    await expect(resolveNames(lookup, { [column]: 'Nobody' })).rejects.toMatchObject({
      code: 'NAME_NOT_RESOLVED',
    });
  });

  it('hides no other failure', async () => {
    const lookup = { ...instance([]), isLenient: true };
    lookup.client.request = async () => {
      throw new GateError('UNAVAILABLE', 'acme is down.');
    };
    await expect(resolveNames(lookup, fields)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
