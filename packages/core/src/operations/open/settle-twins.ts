/** Two runs of `open` for one gate may each create a change, where the instance gives sys_ids itself. */
import { STATE } from '../../decision.ts';
import { type Change, isClosedOrCanceled } from '../../servicenow/change.ts';
import type { OperationContext } from '../context.ts';
import { changesOfGate, registeredOf } from '../find/find-own-change.ts';
import { NEEDS_A_PERSON } from './create-once.ts';
import { followsNote } from './follows-note.ts';
import { refuseUnproven } from './refuse-unproven.ts';
import { takeBack } from './take-back.ts';

/**
 * Looks again after a create whose change came without the sys_id that was asked for, and keeps one: the one that has a
 * sys_id of the gate, the one that is registered, or the oldest. The new one, and others that never went further than
 * New, are withdrawn.
 * @param sysId that the create asked for
 * @returns the other one that is kept, which may be over where it has a sys_id of the gate; `null` where the new one is
 * @throws GateError CHANGE_AMBIGUOUS, CHANGE_NOT_OURS
 */
export async function settleTwins(
  created: Change,
  sysId: string,
  context: OperationContext,
): Promise<Change | null> {
  if (created.sysId === sysId) return null;
  const { own, alike } = await changesOfGate(context).catch(async (error) => {
    // The next run would meet it again, and would leave one more.
    if (NEEDS_A_PERSON.includes(error.code))
      await takeBack(created, 'another one stands in the way', context);
    throw error;
  });
  const kept = own ?? (await keptOf(alike, created, context));
  if (kept === null) {
    const predecessor = alike.find((change) => isClosedOrCanceled(change));
    if (predecessor !== undefined)
      await context.changes.addWorkNote(created, followsNote(predecessor, context));
    return null;
  }
  const orphans = alike.filter((twin) => twin.sysId !== kept.sysId && isOrphan(twin, created));
  for (const twin of [created, ...orphans]) {
    await takeBack(twin, `${kept.number} is the change of this gate`, context);
  }
  return kept;
}

async function keptOf(
  alike: readonly Change[],
  created: Change,
  context: OperationContext,
): Promise<Change | null> {
  const others = alike.filter((change) => change.sysId !== created.sysId && !isClosedOrCanceled(change));
  if (others.length === 0) return null;
  // One that people were asked about has been gone on with: it is no twin that waits to be withdrawn.
  const begun = others.filter(({ state }) => state !== STATE.new);
  const eligible = begun.length > 0 ? begun : others.filter((change) => isOlder(change, created));
  const [oldest] = eligible.sort((one, other) => (isOlder(one, other) ? -1 : 1));
  const kept = (await registeredOf(others, context)) ?? oldest ?? null;
  if (kept !== null) await refuseUnproven(kept, created, context);
  return kept;
}

/** One that an earlier run left where it began, and never went on with. */
function isOrphan(twin: Change, created: Change): boolean {
  return twin.state === STATE.new && twin.sysId !== created.sysId && isOlder(twin, created);
}

/** By time, and within one second by number: two runs that look at the same moment must come to the same end. */
function isOlder(one: Change, other: Change): boolean {
  const [first = '', second = ''] = [one, other].map(({ createdOn, number, sysId }) =>
    [createdOn, number, sysId].join(' '),
  );
  return first < second;
}
