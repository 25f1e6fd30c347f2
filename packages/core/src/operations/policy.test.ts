import { describe, expect, it } from 'vitest';
import { POLICY_ENTRIES } from '../policy/fields.ts';
import { policyContract, policyOf } from './policy.ts';

const INPUTS = { 'proceed-states': undefined, implement: false };
const UNSET = { proceedStates: ['-1'], conflict: 'ignore', window: 'ignore', deadline: '' };

describe('policyOf', () => {
  it('has the defaults of the inputs that the operation does not read', () => {
    expect(policyOf(INPUTS, '')).toEqual(UNSET);
  });

  it('lets the build go on in Scheduled where the pipeline starts the implementation', () => {
    expect(policyOf({ ...INPUTS, implement: true }, '').proceedStates).toEqual(['-2', '-1']);
    const own = { 'proceed-states': ['model'], implement: true };
    expect(policyOf(own, '').proceedStates).toEqual(['model']);
  });

  it('takes every field from its input', () => {
    const inputs = {
      ...INPUTS,
      'approval-policy': 'state',
      'conflict-policy': 'wait',
      'window-policy': 'enforce',
      'deadline-outcome': 'leave',
    };
    expect(policyOf(inputs, '2026-01-01 00:00:00')).toEqual({
      proceedStates: ['-1'],
      approval: 'state',
      conflict: 'wait',
      window: 'enforce',
      deadline: '2026-01-01 00:00:00',
      onDeadline: 'leave',
    });
  });
});

describe('policyContract', () => {
  it('names the fields as the contract does, in its order', () => {
    const inputs = { ...INPUTS, 'approval-policy': 'state', 'deadline-outcome': 'leave' };
    expect(JSON.stringify(policyContract(policyOf(inputs, '2026-01-01 00:00:00')))).toBe(
      '{"proceed_states":["-1"],"approval":"state","conflict":"ignore","window":"ignore","deadline":"2026-01-01 00:00:00","on_deadline":"leave"}',
    );
  });

  it('leaves out what an older app does not know, where it is the default', () => {
    const inputs = { ...INPUTS, 'approval-policy': 'approved', 'deadline-outcome': 'deny' };
    const contract = policyContract(policyOf(inputs, ''));
    expect(contract).not.toHaveProperty('on_deadline');
    expect(contract).not.toHaveProperty('approval');
  });

  it('asks for no more than the first version sent, so that older pipelines can still register', () => {
    const required = POLICY_ENTRIES.filter((field) => field.kind !== 'choice' || !field.optional);
    expect(required.map(({ column }) => column)).toEqual([
      'proceed_states',
      'conflict',
      'window',
      'deadline',
    ]);
  });
});
