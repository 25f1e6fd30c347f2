import { expect, it } from 'vitest';
import { dictionaryOf, shownTables } from '../../test/shown-tables.ts';
import { lineageOf, readDictionary } from './dictionary.ts';
import { readOwnDictionary } from './dictionary-overrides.ts';

it('has the columns of a table and those that it inherits, its own first', async () => {
  const client = shownTables(
    dictionaryOf({
      'task.state': { default_value: '1' },
      'change_request.state': { default_value: '-5' },
      'task.assignment_group': { reference: 'sys_user_group', mandatory: 'true', column_label: 'Group' },
      'task.opened_at': { read_only: 'true', default_value: 'javascript:gs.nowDateTime()', max_length: '40' },
      'incident.caller_id': {},
    }),
  );
  const columns = await readDictionary(client, ['change_request', 'task']);
  expect(columns?.get('state')).toMatchObject({ defaultValue: '-5' });
  expect(columns?.get('assignment_group')).toEqual({
    name: 'assignment_group',
    label: 'Group',
    type: 'string',
    mandatory: true,
    reference: 'sys_user_group',
  });
  expect(columns?.get('opened_at')).toEqual({
    name: 'opened_at',
    computed: true,
    label: 'opened_at',
    type: 'string',
    maxLength: 40,
    readOnly: true,
  });
  expect(columns?.has('caller_id')).toBe(false);
});

it.each([
  ['the tables are closed', {}],
  ['only the tables are shown', { sys_db_object: dictionaryOf({}).sys_db_object ?? [] }],
  [
    'only some of its entries are shown',
    { ...dictionaryOf({}), sys_dictionary: [{ name: 'task', element: 'state' }] },
  ],
  [
    'the parent is hidden',
    { ...dictionaryOf({}), sys_db_object: [{ name: 'change_request', 'super_class.name': 'task' }] },
  ],
])('is none where %s', async (_, tables) => {
  expect(await readOwnDictionary(shownTables(tables), 'change_request')).toBeNull();
});

it('follows no circle of tables for ever', async () => {
  const rows = [{ name: 'change_request', 'super_class.name': 'change_request' }];
  expect(await lineageOf(shownTables({ sys_db_object: rows }), 'change_request')).toBeNull();
});
