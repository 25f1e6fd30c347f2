/**
 * Walks a change from state to state and believes only what it reads back. The default models' path is tried
 * first, because it costs no question; where it does not lead on, the change's own model is asked (`nextstates`).
 */
import { STATE } from '../../decision.ts';
import { GateError } from '../../errors.ts';
import type { Change } from '../../servicenow/change.ts';
import type { NextStates } from '../../servicenow/change-management.ts';
import type { ChangeFields } from '../../servicenow/changes.ts';
import { stateLabel } from '../../servicenow/states.ts';
import type { OperationContext } from '../context.ts';
import { holdWords } from '../hold-words.ts';
import type { Demanded } from './enter-state.ts';
import { step } from './step.ts';

const { new: NEW, assess, authorize, scheduled, implement, review, closed, canceled } = STATE;

/** ServiceNow docs, "Change state model". */
export const PATHS: Readonly<Record<string, readonly string[]>> = {
  normal: [NEW, assess, authorize, scheduled, implement, review, closed],
  emergency: [NEW, authorize, scheduled, implement, review, closed],
  standard: [NEW, scheduled, implement, review, closed],
};

/**
 * Moves a change to a state, one state after the other.
 * @param fieldsFor what to write together with the step into a state
 * @param ifRefused what a state may demand: a step that is refused is tried once more with these
 * @throws GateError WRITE_IGNORED, RULE_ABORTED, POLICY_REFUSED or STATE_NOT_REACHED, saying where it stopped
 */
export async function walk(
  from: Change,
  target: string,
  fieldsFor: (state: string) => ChangeFields,
  context: OperationContext,
  ifRefused?: Demanded,
): Promise<Change> {
  const seen = new Set<string>();
  let change = from;
  while (change.state !== target && !(target === closed && isOver(change))) {
    seen.add(change.state);
    const usual = usualNext(change, target);
    const taken = await step(
      change,
      { usual, target, seen, fieldsFor, ...(ifRefused && { ifRefused }) },
      context,
    );
    if (!taken.moved) throw notReached(change, target, taken.next, taken.refusal);
    change = taken.change;
    if (seen.has(change.state)) throw notReached(change, target, null);
  }
  return change;
}

/** A model may end in a state of its own. */
function isOver({ state, active }: Change): boolean {
  return active === false && state !== canceled;
}

/** @returns the state that comes next on the path of the default models; `undefined` where they lead nowhere */
export function usualNext(
  { type, state }: Pick<Change, 'type' | 'state'>,
  target: string,
): string | undefined {
  if (target === canceled || target === NEW) return target;
  const path = PATHS[type] ?? PATHS.normal ?? [];
  const [at, to] = [path.indexOf(state), path.indexOf(target)];
  return at >= 0 && to > at ? path[at + 1] : undefined;
}

function notReached(change: Change, target: string, next: NextStates | null, refusal?: GateError): GateError {
  const label = (state: string) => next?.labels[state] ?? stateLabel(state);
  const unmet = Object.entries(next?.unmet ?? {}).map(
    ([state, conditions]) => `${label(state)} wants ${conditions.join(' and ')}`,
  );
  const ways = next?.available.map(label).join(', ') ?? '';
  const words = [
    `${change.number} stopped in ${change.stateLabel || label(change.state)} on its way to ${label(target)}.`,
    holdWords(change),
    refusal?.message ?? '',
    unmet.length > 0 ? `Conditions of its model that are not met: ${unmet.join('; ')}.` : '',
    ways === '' ? '' : `Its model leads from there to: ${ways}.`,
  ];
  return new GateError(refusal?.code ?? 'STATE_NOT_REACHED', words.filter((part) => part !== '').join(' '), {
    cause: refusal,
  });
}
