import { expect, it } from 'vitest';
import { dictionaryOf, shownTables } from '../../test/shown-tables.ts';
import { readDataPolicies } from './data-policies.ts';

const policy = (sys_id: string, given: Readonly<Record<string, string>> = {}) => ({
  sys_id,
  short_description: `Policy ${sys_id}`,
  model_table: 'change_request',
  conditions: '',
  inherit: 'false',
  active: 'true',
  ...given,
});
const rule = (sys_data_policy: string, field: string, given: Readonly<Record<string, string>>) => ({
  sys_data_policy,
  field,
  mandatory: 'ignore',
  disabled: 'ignore',
  ...given,
});

it('has the active policies of a table and of those that it extends, with their rules', async () => {
  const client = shownTables({
    ...dictionaryOf({}),
    sys_data_policy2: [
      policy('p1', { conditions: 'risk=2^EQ' }),
      policy('p2', { model_table: 'task', inherit: 'true' }),
      policy('not-inherited', { model_table: 'task' }),
      policy('of-another-table', { model_table: 'incident', inherit: 'true' }),
      policy('inactive', { active: 'false' }),
    ],
    sys_data_policy_rule: [
      rule('p1', 'justification', { mandatory: 'true' }),
      rule('p1', 'description', { disabled: 'true' }),
      rule('p2', 'location', {}),
      rule('elsewhere', 'justification', { mandatory: 'true' }),
    ],
  });
  expect(await readDataPolicies(client, 'change_request')).toEqual([
    {
      name: 'Policy p1',
      table: 'change_request',
      conditions: 'risk=2^EQ',
      rules: [
        { column: 'justification', mandatory: true },
        { column: 'description', readOnly: true },
      ],
    },
    { name: 'Policy p2', table: 'task', conditions: '', rules: [{ column: 'location' }] },
  ]);
});

it('is nothing where the policies, or their rules, are closed', async () => {
  expect(await readDataPolicies(shownTables({}), 'change_request')).toBeNull();
  const client = shownTables({ ...dictionaryOf({}), sys_data_policy2: [policy('p1')] });
  expect(await readDataPolicies(client, 'change_request')).toBeNull();
});
