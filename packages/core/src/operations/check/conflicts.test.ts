import { expect, it } from 'vitest';
import { checkContext } from '../../../test/check-context.ts';
import { shownTables } from '../../../test/shown-tables.ts';
import { lookAt } from './check.ts';
import { conflicts } from './conflicts.ts';

const AUTOMATIC = 'change.conflict.refresh.conflicts';
const property = (value: string) => ({
  sys_properties: [
    { name: 'other', value: 'x' },
    { name: AUTOMATIC, value },
  ],
});
const ALL = { cmdb_ci: 'web', start_date: '2036-03-01T10:00:00Z', end_date: '2036-03-01T11:00:00Z' };

async function look(
  tables: Parameters<typeof shownTables>[0],
  fields: Readonly<Record<string, string>> = ALL,
  inputs: Readonly<Record<string, string>> = {},
) {
  const given = { 'conflict-policy': 'wait', data: JSON.stringify(fields), ...inputs };
  const lines = await lookAt(
    conflicts,
    await checkContext({ client: shownTables(tables), inputs: given }),
    [],
  );
  return lines.map(
    ({ id, outcome, breaks }) => `${id.replace('conflicts.', '')} ${outcome}${breaks ? ' breaks' : ''}`,
  );
}

it('are not looked at where the gate ignores them', async () => {
  expect(await look({}, {}, { 'conflict-policy': 'ignore' })).toEqual([]);
});

it.each([
  ['is on', property('true'), 'detection holds'],
  ['is off', property('false'), 'detection does-not-hold breaks'],
  ['is hidden', {}, 'detection could-not-be-seen'],
  ['has no such property', { sys_properties: [] }, 'detection could-not-be-seen'],
])('are answered by a detection that %s', async (_what, tables, line) => {
  expect(await look(tables)).toEqual([line, 'data holds']);
});

it.each(Object.keys(ALL))('are not looked for without %s', async (column) => {
  const others = Object.fromEntries(Object.entries(ALL).filter(([name]) => name !== column));
  expect(await look(property('true'), others)).toEqual(['detection holds', 'data does-not-hold breaks']);
});

it('need a CI and a window, which a template may have', async () => {
  const { cmdb_ci: _, ...others } = ALL;
  expect(await look(property('true'), others)).toEqual(['detection holds', 'data does-not-hold breaks']);
  const template = { 'standard-template': 'Deploy' };
  expect(await look(property('true'), others, template)).toEqual([
    'detection holds',
    'data could-not-be-seen',
  ]);
});
