/** The change of a gate, where there is no doubt whose it is. */
import { GateError } from '../../errors.ts';
import { type Change, isClosedOrCanceled } from '../../servicenow/change.ts';
import { MAX_CHANGES } from '../../servicenow/changes.ts';
import { registeredChange } from '../../servicenow/registrations.ts';
import { isCalledByApp } from '../callback.ts';
import type { OperationContext } from '../context.ts';
import { changeSysIds } from './change-identity.ts';
import { doubtAbout, isOfGate } from './doubt.ts';

export type FindContext = Pick<OperationContext, 'gate' | 'build' | 'changes' | 'client' | 'displayName'>;

/**
 * A change that has a sys_id of the gate is its change, whatever others carry its correlation id. Where the instance
 * gives sys_ids itself, the only open one that nothing speaks against is, or of several the one that is registered.
 * @returns the open one, or else the last that is closed or canceled; `null` where there is none
 * @throws GateError CHANGE_AMBIGUOUS, CHANGE_NOT_OURS
 */
export async function findOwnChange(context: FindContext): Promise<Change | null> {
  const found = await changesOfGate(context);
  if (found.own !== null) return found.own;
  const open = found.alike.filter((change) => !isClosedOrCanceled(change));
  if (open.length > 1) return (await registeredOf(open, context)) ?? refuseAmbiguous(open, context);
  return open[0] ?? found.alike[0] ?? null;
}

/** The changes that may be the gate's. */
export interface ChangesOfGate {
  /** The one that has a sys_id of the gate: the open one, or else the last. */
  readonly own: Change | null;
  /** Those that carry its correlation id, with another sys_id, and that nothing speaks against; newest first. */
  readonly alike: readonly Change[];
}

/** @throws GateError CHANGE_AMBIGUOUS where there are too many, CHANGE_NOT_OURS where something speaks against each */
export async function changesOfGate(context: FindContext): Promise<ChangesOfGate> {
  const { gate, changes, displayName } = context;
  const sysIds = changeSysIds(gate.key);
  const { found, isComplete } = await changes.ofGate(gate.key, sysIds);
  const ofGate = found
    .filter((change) => isOfGate(change, context))
    .sort((one, other) => sysIds.indexOf(other.sysId) - sysIds.indexOf(one.sysId));
  const own = ofGate.find((change) => !isClosedOrCanceled(change)) ?? ofGate[0];
  if (own !== undefined) {
    const doubt = doubtAbout(own, context);
    if (doubt !== null) throw notOurs(own, doubt, context);
    return { own, alike: [] };
  }
  if (!isComplete) {
    throw new GateError(
      'CHANGE_AMBIGUOUS',
      `${MAX_CHANGES} changes or more carry this build's correlation id ${gate.key}, which no build opens. ` +
        `Name its own with ${displayName('change-number')}, and find out who made the others.`,
    );
  }
  const alike = found.filter((change) => doubtAbout(change, context) === null);
  const [first] = [...found.filter((change) => !isClosedOrCanceled(change)), ...found];
  if (first !== undefined && alike.length === 0) throw notOurs(first, doubtAbout(first, context), context);
  return { own: null, alike };
}

function notOurs({ number }: Change, doubt: string | null, { gate, displayName }: FindContext): GateError {
  return new GateError(
    'CHANGE_NOT_OURS',
    `${number} carries this build's correlation id ${gate.key}, but ${doubt}. ` +
      `If it is this build's change all the same, name it with ${displayName('change-number')}; if not, find out who made it and cancel it.`,
  );
}

/** The one among these changes that the app's registration of the gate is for. */
export async function registeredOf(
  changes: readonly Change[],
  { build, client, gate }: FindContext,
): Promise<Change | null> {
  if (!isCalledByApp(build)) return null;
  const registered = await registeredChange(client, gate.key);
  return changes.find(({ sysId }) => sysId === registered) ?? null;
}

function refuseAmbiguous(open: readonly Change[], { build, gate, displayName }: FindContext): never {
  const names = open.map(({ number, createdBy }) =>
    createdBy === '' ? number : `${number} (created by ${createdBy})`,
  );
  throw new GateError(
    'CHANGE_AMBIGUOUS',
    `More than one open change carries this build's correlation id ${gate.key}: ${names.join(', ')}. ` +
      `Cancel those that this build did not open, or name its own with ${displayName('change-number')}` +
      `${build.againIsNewBuild ? '.' : ', or run open again, which keeps one and withdraws the others.'}`,
  );
}
