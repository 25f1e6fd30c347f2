/** The change that a person named to `open`. */
import { GateError } from '../../errors.ts';
import { type Change, isClosedOrCanceled } from '../../servicenow/change.ts';
import type { OperationContext } from '../context.ts';
import { findNamedChange } from '../find/find-change.ts';
import type { ExistingChange } from './plan.ts';

/** Finds the open change that the inputs name. @throws GateError CHANGE_NOT_FOUND, CHANGE_OVER */
export async function findExisting(
  { reference }: ExistingChange,
  { changes, log }: OperationContext,
): Promise<Change> {
  const change = await findNamedChange(reference, changes);
  const { number } = change;
  if (isClosedOrCanceled(change)) {
    throw new GateError(
      'CHANGE_OVER',
      `${number} is ${change.stateLabel.toLowerCase() || 'over'}, so nothing more can be deployed under it. Name a change that is open, or none to open a new one.`,
    );
  }
  log.info(`Uses ${number}: ${changes.url(change)}`);
  return change;
}
