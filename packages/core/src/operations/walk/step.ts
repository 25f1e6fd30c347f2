/** One step of a change from its state to the next: the usual one, or the only other one that its model allows. */
import { STATE } from '../../decision.ts';
import type { GateError } from '../../errors.ts';
import type { Change } from '../../servicenow/change.ts';
import { type NextStates, nextStates } from '../../servicenow/change-management.ts';
import type { ChangeFields } from '../../servicenow/changes.ts';
import type { OperationContext } from '../context.ts';
import { type Demanded, enterState } from './enter-state.ts';

/** Where a step may lead. */
export interface StepOptions {
  /** The state of the default models, tried first because that costs no question. */
  readonly usual?: string | undefined;
  /** Where the walk ends; gone to at once where the model allows it. */
  readonly target?: string;
  /** States that were tried or left before, and are not gone to again. */
  readonly seen?: ReadonlySet<string>;
  /** What to write together with the step into a state. */
  readonly fieldsFor?: (state: string) => ChangeFields;
  /** What a state may demand: a step that is refused is tried once more with these. */
  readonly ifRefused?: Demanded;
}

/** The outcome of a step. */
export type Step =
  | { readonly moved: true; readonly change: Change }
  | {
      readonly moved: false;
      /** Why the usual state was refused. */
      readonly refusal: GateError | undefined;
      /** `null` where the model could not be asked. */
      readonly next: NextStates | null;
    };

/** Moves a change by one state: the usual one, or where that is refused the only other one that its model allows. */
export async function step(
  change: Change,
  { usual, target, seen = new Set(), fieldsFor = () => ({}), ifRefused = async () => ({}) }: StepOptions,
  context: OperationContext,
): Promise<Step> {
  const enter = (state: string) => enterState(change, state, fieldsFor(state), { context, ifRefused });
  const first = usual === undefined ? undefined : await enter(usual);
  if (first?.moved) return first;

  const next = await nextStates(context.client, change);
  const other = next === null ? undefined : onlyWay(next, target, [...seen, usual ?? '']);
  if (other !== undefined) {
    const second = await enter(other);
    if (second.moved) return second;
  }
  return { moved: false, refusal: first?.refusal, next };
}

/** The target, or the only way on: a model of the instance's own may have states of its own. */
export function onlyWay(
  { available }: Pick<NextStates, 'available'>,
  target: string | undefined,
  tried: readonly string[],
): string | undefined {
  const open = available.filter((state) => !tried.includes(state));
  if (target !== undefined && open.includes(target)) return target;
  const onward = open.filter((state) => !NOT_ONWARD.includes(state));
  return onward.length === 1 ? onward[0] : undefined;
}

const NOT_ONWARD: readonly string[] = [STATE.new, STATE.canceled, STATE.closed];
