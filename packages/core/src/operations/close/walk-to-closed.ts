import { STATE } from '../../decision.ts';
import { GateError } from '../../errors.ts';
import type { Change } from '../../servicenow/change.ts';
import type { ChangeFields } from '../../servicenow/changes.ts';
import { JOURNALS } from '../../servicenow/differences.ts';
import { isBaseState } from '../../servicenow/states.ts';
import type { OperationContext } from '../context.ts';
import { walk } from '../walk/walk.ts';
import { closingFields, type Ending } from './ending.ts';
import { closeDeploymentTasks, withTasksInTheWay } from './tasks.ts';

/**
 * Walks a change whose implementation has begun to Closed, its own tasks first.
 * @param fields what else is written when it is closed, and before where a state demands it
 * @throws GateError FIELDS_ALTERED where the instance closed it with another close code, and all that `walk` throws
 */
export async function walkToClosed(
  found: Change,
  ending: Ending,
  fields: ChangeFields,
  context: OperationContext,
): Promise<Change> {
  const closing: ChangeFields = { ...fields, ...closingFields(ending) };
  const isNote = ([column]: readonly [string, unknown]) => JOURNALS.includes(column);
  const notes = Object.fromEntries(Object.entries(closing).filter(isNote));
  const withoutNotes = Object.fromEntries(Object.entries(closing).filter((field) => !isNote(field)));
  const ended: ChangeFields = found.workEnd === '' ? { work_end: context.now() } : {};
  const fieldsFor = (state: string): ChangeFields => {
    if (state === STATE.closed) return closing;
    // A model may end in a state of its own, and says nowhere which one that is: only a note would stand there twice.
    if (!isBaseState(state)) return { ...ended, ...withoutNotes };
    return state === STATE.review ? ended : {};
  };
  // Nothing moves on hold, so its tasks stay as they are.
  if (!found.onHold) await closeDeploymentTasks(found, ending, context);
  const change = await walk(found, STATE.closed, fieldsFor, context, async () => closing).catch(
    async (error: unknown) => {
      throw await withTasksInTheWay(error, found, context);
    },
  );
  if (change.state !== STATE.closed && Object.keys(notes).length > 0) {
    await context.changes.update(change, notes);
  }
  if (change.closeCode === ending.code) return change;
  throw new GateError(
    'FIELDS_ALTERED',
    `${change.number} was closed as ${JSON.stringify(ending.code)}, but shows the close code ${JSON.stringify(change.closeCode)}. ` +
      "Ask the instance's admin which rule changes close_code, or whether the integration user may not read or write it.",
  );
}
