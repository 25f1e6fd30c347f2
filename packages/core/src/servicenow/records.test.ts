import { describe, expect, it } from 'vitest';
import type { ServiceNowClient } from './client.ts';
import { resolveNames, sysIdOf } from './records.ts';

const ONE = '1'.repeat(32);
const TWO = '2'.repeat(32);

type Row = Readonly<Record<string, unknown>>;

/** An instance that answers every question with these rows. */
function instance(rows: readonly Row[]) {
  const lines: string[] = [];
  const asked: { path: string; query: string }[] = [];
  const client = {
    request: async (_method: string, path: string, { query }: { query: Record<string, string> }) => {
      asked.push({ path, query: query.sysparm_query ?? '' });
      return rows;
    },
  } as unknown as ServiceNowClient;
  return { client, log: { info: (line: string) => lines.push(line), warning() {} }, lines, asked };
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
