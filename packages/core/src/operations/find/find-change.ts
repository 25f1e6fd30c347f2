import { GateError } from '../../errors.ts';
import type { InputsOf } from '../../inputs.ts';
import type { Change } from '../../servicenow/change.ts';
import type { Changes } from '../../servicenow/changes.ts';
import { type FindContext, findOwnChange } from './find-own-change.ts';
import { refuseOtherCommit } from './other-commit.ts';
import { noChangeOfGate } from './other-gates.ts';
import { refuseOtherEnvironment } from './place.ts';

/** The inputs by which a person names a change; both are left out where the build's own is meant. */
export type ChangeReference = Pick<InputsOf<'verify'>, 'change-number' | 'change-sys-id'>;

export function hasChangeReference({
  'change-number': number,
  'change-sys-id': sysId,
}: ChangeReference): boolean {
  return number !== undefined || sysId !== undefined;
}

/**
 * The change that this gate is about: the one named, or the one that this build opened.
 * @throws GateError CHANGE_NOT_FOUND, CHANGE_AMBIGUOUS, CHANGE_NOT_OURS, GATE_NAME_TAKEN, COMMIT_NOT_APPROVED
 */
export async function findChange(reference: ChangeReference, context: FindContext): Promise<Change> {
  const change = hasChangeReference(reference)
    ? await findNamedChange(reference, context.changes)
    : await findOwnChange(context);
  if (change === null) throw await noChangeOfGate(context);
  refuseOtherEnvironment(change, context);
  return change;
}

/**
 * The same for a step that lets a build deploy: a change that is named, too, must have been opened for its commit. The gate's own
 * is, as it is found by a key that holds the commit.
 * @throws GateError the same
 */
export async function findChangeToDeploy(reference: ChangeReference, context: FindContext): Promise<Change> {
  const change = await findChange(reference, context);
  if (hasChangeReference(reference)) refuseOtherCommit(change, context);
  return change;
}

/**
 * @param reference names a change
 * @throws GateError CHANGE_NOT_FOUND
 */
export async function findNamedChange(
  { 'change-number': number, 'change-sys-id': sysId }: ChangeReference,
  changes: Changes,
): Promise<Change> {
  const change = await changes.find({ ...(number && { number }), ...(sysId && { sys_id: sysId }) });
  if (change !== null) return change;
  const name = [number, sysId].filter((part) => part !== undefined).join(' with sys_id ');
  throw new GateError(
    'CHANGE_NOT_FOUND',
    `There is no ${name} on this instance, or the integration user may not read it. Check the number and the user's roles.`,
  );
}
