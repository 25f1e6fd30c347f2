import { expect, it } from 'vitest';
import { shownTables } from '../../test/shown-tables.ts';
import { readOverrides } from './dictionary-overrides.ts';

const STATE = { name: 'state', label: 'State', type: 'integer', mandatory: true, defaultValue: '1' } as const;

async function overridden(rows: readonly Readonly<Record<string, string>>[]) {
  const override = await readOverrides(shownTables({ sys_dictionary_override: rows }), [
    'change_request',
    'task',
  ]);
  return override?.(STATE);
}

it('changes what a table overrides, and nothing else', async () => {
  expect(
    await overridden([
      {
        name: 'change_request',
        element: 'state',
        default_value_override: 'true',
        default_value: '-5',
        mandatory_override: 'true',
        mandatory: 'false',
        read_only_override: 'false',
        read_only: 'true',
      },
      { name: 'change_request', element: 'other', read_only_override: 'true', read_only: 'true' },
      { name: 'incident', element: 'state', read_only_override: 'true', read_only: 'true' },
    ]),
  ).toEqual({ name: 'state', label: 'State', type: 'integer', defaultValue: '-5' });
});

it('takes the states that end a task from the attributes', async () => {
  const row = { name: 'change_request', element: 'state', attributes: 'edge=1,close_states=3;4;30' };
  expect(await overridden([{ ...row, attributes_override: 'true' }])).toMatchObject({
    closeStates: ['3', '4', '30'],
  });
  expect(await overridden([row])).not.toHaveProperty('closeStates');
});

it('takes what is nearest to the table, and no script for a value', async () => {
  const own = { name: 'change_request', element: 'state', default_value_override: 'true' };
  const inherited = { ...own, name: 'task', default_value: '7' };
  expect(await overridden([{ ...own, default_value: '-5' }, inherited])).toMatchObject({
    defaultValue: '-5',
  });
  expect(await overridden([inherited])).toMatchObject({ defaultValue: '7' });
  const script = await overridden([{ ...own, default_value: 'javascript:gs.now()' }, inherited]);
  expect(script).not.toHaveProperty('defaultValue');
});

it('knows none where they are not shown', async () => {
  expect(await readOverrides(shownTables({}), ['change_request'])).toBeNull();
});
