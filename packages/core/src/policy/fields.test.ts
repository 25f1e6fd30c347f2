import { expect, it } from 'vitest';
import { POLICY_ENTRIES } from './fields.ts';

it('declares the fields of a policy, and which of them are sent only where they are not the default', () => {
  const fields = POLICY_ENTRIES.map((field) => {
    const is = field.kind === 'choice' ? [Object.keys(field.choices), field.default, field.optional] : [];
    return [field.name, field.column, field.kind, ...is];
  });
  expect(fields).toEqual([
    ['proceedStates', 'proceed_states', 'states'],
    ['approval', 'approval', 'choice', ['approved', 'state'], 'approved', true],
    ['conflict', 'conflict', 'choice', ['ignore', 'wait', 'reject'], 'ignore', undefined],
    ['window', 'window', 'choice', ['ignore', 'enforce'], 'ignore', undefined],
    ['deadline', 'deadline', 'time'],
    ['onDeadline', 'on_deadline', 'choice', ['deny', 'leave'], 'deny', true],
  ]);
});
