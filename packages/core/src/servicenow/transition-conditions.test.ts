import { expect, it } from 'vitest';
import { shownTables } from '../../test/shown-tables.ts';
import { transitionConditions } from './transition-conditions.ts';

const row = (name: string, given: Readonly<Record<string, string>>) => ({
  sys_id: name,
  name,
  sttrm_state_transition: 't1',
  condition: '',
  active: 'true',
  ...given,
});

it('tells what a condition asks for as a query, where it can be told as one', async () => {
  const client = shownTables({
    sttrm_transition_condition: [
      row('query', { condition: 'risk=2' }),
      row('fields', { 'condition_type.name': 'Mandatory Fields' }),
      row('approved', { 'condition_type.name': 'Task is Approved' }),
      row('script', { condition: 'risk=2', condition_script: 'answer = true' }),
      row('kind of its own', { 'condition_type.name': 'Moon phase' }),
      row('inactive', { condition: 'risk=3', active: 'false' }),
      row('of another way', { condition: 'risk=4', sttrm_state_transition: 't2' }),
    ],
    sttrm_transition_condition_field: [
      { transition_condition: 'fields', name: 'justification' },
      { transition_condition: 'fields', name: 'u_ticket' },
      { transition_condition: 'other', name: 'u_other' },
    ],
  });
  const conditions = await transitionConditions(client, ['t1']);
  expect([...conditions.keys()]).toEqual(['t1']);
  expect(conditions.get('t1')).toEqual([
    { name: 'query', query: 'risk=2' },
    { name: 'fields', query: 'justificationISNOTEMPTY^u_ticketISNOTEMPTY' },
    { name: 'approved', query: 'approval=approved' },
    { name: 'script', query: '' },
    { name: 'kind of its own', query: '' },
  ]);
});

it('does not take the fields that a condition names for none where they are hidden', async () => {
  const client = shownTables({
    sttrm_transition_condition: [row('fields', { 'condition_type.name': 'Mandatory Fields' })],
  });
  expect((await transitionConditions(client, ['t1'])).get('t1')).toEqual([{ name: 'fields', query: '' }]);
});
