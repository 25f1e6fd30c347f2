import { MODEL, type Policy } from '../decision.ts';
import { readPolicyMark } from '../policy/policy-mark.ts';
import type { Change } from '../servicenow/change.ts';
import { implementationStates } from '../servicenow/change-model.ts';
import type { OperationContext } from './context.ts';

/**
 * Adds what the change's model says about its implementation states, where the policy asks for them, or the one that `open` left with the change; read once
 * for all changes that pass through.
 */
export function withModelStates(
  policy: Policy,
  { client }: Pick<OperationContext, 'client'>,
): (change: Change) => Promise<Change> {
  let states: Promise<readonly string[] | null> | undefined;
  return async (change) => {
    const left = readPolicyMark(change.correlationDisplay, policy.proceedStates);
    if (![policy, left].some((asked) => asked?.proceedStates.includes(MODEL))) return change;
    if (change.model === null) return { ...change, modelStates: null };
    if (change.model === '') return { ...change, modelStates: [] };
    states ??= implementationStates(client, change.model);
    return { ...change, modelStates: await states };
  };
}
