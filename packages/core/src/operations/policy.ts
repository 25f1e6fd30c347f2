import { type Policy, STATE } from '../decision.ts';
import type { InputsOf } from '../inputs.ts';

type PolicyInputs = Pick<
  InputsOf<'verify'>,
  'proceed-states' | 'implement' | 'conflict-policy' | 'window-policy'
> &
  Partial<Pick<InputsOf<'wait'>, 'deadline-outcome'>>;

/** @param deadline UTC `yyyy-MM-dd HH:mm:ss`; empty for none */
export function policyOf(inputs: PolicyInputs, deadline: string): Policy {
  const standard = inputs.implement ? [STATE.scheduled, STATE.implement] : [STATE.implement];
  return {
    proceedStates: inputs['proceed-states'] ?? standard,
    conflict: inputs['conflict-policy'],
    window: inputs['window-policy'],
    deadline,
    ...(inputs['deadline-outcome'] === 'leave' && { onDeadline: 'leave' as const }),
  };
}
