import type { Policy } from '../decision.ts';
import type { InputsOf } from '../inputs.ts';

type PolicyInputs = Pick<InputsOf<'verify'>, 'proceed-states' | 'conflict-policy' | 'window-policy'>;

/** @param deadline UTC `yyyy-MM-dd HH:mm:ss`; empty for none */
export function policyOf(inputs: PolicyInputs, deadline: string): Policy {
  return {
    proceedStates: inputs['proceed-states'],
    conflict: inputs['conflict-policy'],
    window: inputs['window-policy'],
    deadline,
  };
}
