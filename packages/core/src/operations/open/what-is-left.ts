/** What is left in ServiceNow where `open` fails after its change is there. */
import { STATE } from '../../decision.ts';
import { GateError } from '../../errors.ts';
import type { Change } from '../../servicenow/change.ts';
import { stateLabel as stateLabelOf } from '../../servicenow/states.ts';
import { withdrawCallback } from '../callback.ts';
import type { OperationContext } from '../context.ts';
import type { OpenedChange } from './find-or-create.ts';
import { takeBack } from './take-back.ts';

/**
 * Adds to an error what has become of the change. The next run picks it up; where that is a new build, which cannot, a
 * change that this run has created is canceled, so that nobody is asked for a build that does not wait.
 */
export async function withWhatIsLeft(
  error: unknown,
  { change, created }: OpenedChange,
  context: OperationContext,
): Promise<unknown> {
  const left =
    created && context.build.againIsNewBuild === true
      ? await withdraw(change, context)
      : await leave(change, context);
  if (error instanceof GateError) {
    return new GateError(error.code, `${error.message} ${left}`, { cause: error, again: true });
  }
  context.log.warning(left);
  return error;
}

async function withdraw(change: Change, context: OperationContext): Promise<string> {
  await withdrawCallback(context);
  const isCanceled = await takeBack(change, 'it could not be opened completely', context);
  return isCanceled
    ? `${change.number} was canceled again, and nobody has to decide it.`
    : `${change.number} is left, and no build waits for it.`;
}

/** Whoever looks at the change must learn why no build answers to its approval. */
async function leave(change: Change, { build, changes, log }: OperationContext): Promise<string> {
  const { number } = change;
  const note = `${build.title} could not open this change completely, and does not wait for it until it does. ${build.build.url}`;
  const noted = await changes.update(change, { work_notes: note }).catch(() => null);
  if (noted === null) log.warning(`The reason could not be noted on ${number} either.`);
  const remedy = build.againIsNewBuild ? ' Cancel it in ServiceNow, unless another build uses it.' : '';
  return `${number} stays${noted === null ? '' : whereItIs(noted.change)}, and no build waits for it.${remedy}`;
}

/** By the answer to the note: a step whose answer was lost may have been done. */
function whereItIs({ state, stateLabel, approval }: Change): string {
  const nobody = state === STATE.new && approval === 'not requested';
  return ` in ${stateLabel || stateLabelOf(state)}${nobody ? ', nobody has been asked to approve it' : ''}`;
}
