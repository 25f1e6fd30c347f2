/** The change that carries a gate's correlation id, where there is no doubt whose it is. */
import { GateError } from '../../errors.ts';
import { type Change, isClosedOrCanceled } from '../../servicenow/change.ts';
import { MAX_CHANGES } from '../../servicenow/changes.ts';
import type { OperationContext } from '../context.ts';

/**
 * A correlation id can be guessed, and whoever may create changes can write it into an approved one of their own:
 * a change is believed only if it is the only open one, and not known to be somebody else's.
 * @returns the open one, or else the newest that is closed or canceled; `null` where there is none
 * @throws GateError CHANGE_AMBIGUOUS, CHANGE_NOT_OURS
 */
export async function findOwnChange({
  gate: { key },
  changes,
  client,
  displayName,
}: Pick<OperationContext, 'gate' | 'changes' | 'client' | 'displayName'>): Promise<Change | null> {
  const all = await changes.byCorrelationId(key);
  if (all === null) {
    throw new GateError(
      'CHANGE_AMBIGUOUS',
      `${MAX_CHANGES} changes or more carry this build's correlation id ${key}, which no build opens. ` +
        `Name its own with ${displayName('change-number')}, and find out who made the others.`,
    );
  }
  const open = all.filter((change) => !isClosedOrCanceled(change));
  if (open.length > 1) {
    throw new GateError(
      'CHANGE_AMBIGUOUS',
      `More than one open change carries this build's correlation id ${key}: ${open.map(withCreator).join(', ')}. ` +
        `Cancel those that this build did not open, or name its own with ${displayName('change-number')}.`,
    );
  }
  const change = open[0] ?? all[0] ?? null;
  if (change !== null && isForeign(change, client.userName)) {
    throw new GateError(
      'CHANGE_NOT_OURS',
      `${change.number} carries this build's correlation id ${key}, but ${creatorOf(change)}, and this step signs in as ${client.userName}. ` +
        `If it is this build's change all the same, name it with ${displayName('change-number')}; if not, find out who made it and cancel it.`,
    );
  }
  return change;
}

function withCreator({ number, createdBy }: Change): string {
  return createdBy === '' ? number : `${number} (created by ${createdBy})`;
}

/** ServiceNow takes a user's name in any case when they sign in, and keeps it as the user record has it. */
function isForeign({ createdBy }: Change, userName: string | undefined): boolean {
  return userName !== undefined && createdBy.toLowerCase() !== userName.toLowerCase();
}

function creatorOf({ createdBy }: Change): string {
  if (createdBy !== '') return `was created by ${createdBy}`;
  return 'who created it cannot be read (let the integration user read change_request.sys_created_by)';
}
