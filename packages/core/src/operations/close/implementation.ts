import { DEFAULT_POLICY, MODEL, STATE } from '../../decision.ts';
import type { Change } from '../../servicenow/change.ts';
import { isBaseState } from '../../servicenow/states.ts';
import type { OperationContext } from '../context.ts';
import { withModelStates } from '../model-states.ts';

/** How far the implementation of a change is known to be. */
export type Implementation = 'begun' | 'not begun' | 'unknown';

/** States of the base system in which the implementation has begun. */
export const BEGUN: readonly string[] = [STATE.implement, STATE.review, STATE.closed];

/** Finds whether the implementation of a change has begun; only in a state of its model's own that costs requests. */
export async function implementationOf(
  change: Change,
  context: Pick<OperationContext, 'client'>,
): Promise<Implementation> {
  const { state, workStart } = change;
  if (isBaseState(state)) {
    const isApprovedSince = state === STATE.scheduled && isNotedEmergency(change);
    return BEGUN.includes(state) || isApprovedSince ? 'begun' : 'not begun';
  }
  if (workStart !== null && workStart !== '') return 'begun';
  const { modelStates } = await withModelStates(MODEL_POLICY, context)(change);
  if (modelStates?.includes(state)) return 'begun';
  return workStart === null || !modelStates ? 'unknown' : 'not begun';
}

/** In which a change waits for its approval. */
export const UNDECIDED: readonly string[] = [STATE.new, STATE.assess, STATE.authorize];

/** Whether it is an emergency that `verify` has let pass, and that nobody has approved yet: the app notes its actual start then. */
export function isAheadOfApproval(change: Change): boolean {
  return UNDECIDED.includes(change.state) && isNotedEmergency(change);
}

function isNotedEmergency({ type, workStart }: Change): boolean {
  return type === 'emergency' && workStart !== null && workStart !== '';
}

const MODEL_POLICY = { ...DEFAULT_POLICY, proceedStates: [MODEL] };
