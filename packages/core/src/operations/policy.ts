/** The policy of a gate: from its inputs, and into the callback contract. */
import { STATE } from '../decision.ts';
import type { InputsOf } from '../inputs.ts';
import { POLICY_ENTRIES, type Policy, type PolicyContract } from '../policy/fields.ts';

type PolicyInputs = Pick<InputsOf<'verify'>, 'proceed-states' | 'implement'>;

/**
 * @param inputs   of any operation that decides; those that it does not read have their defaults
 * @param deadline UTC `yyyy-MM-dd HH:mm:ss`; empty for none
 */
export function policyOf(inputs: PolicyInputs, deadline: string): Policy {
  const standard = inputs.implement ? [STATE.scheduled, STATE.implement] : [STATE.implement];
  const given: Readonly<Record<string, unknown>> = inputs;
  const values = POLICY_ENTRIES.map((field) => {
    if (field.kind === 'states') return [field.name, inputs['proceed-states'] ?? standard];
    if (field.kind === 'time') return [field.name, deadline];
    const value = given[field.input.name] ?? field.default;
    return [field.name, field.optional && value === field.default ? undefined : value];
  });
  return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as Policy;
}

/** A policy by the names of the callback contract. */
export function policyContract(policy: Policy): PolicyContract {
  const values = POLICY_ENTRIES.map(({ name, column }) => [column, policy[name]]);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as PolicyContract;
}
