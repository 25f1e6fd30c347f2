import { gateKey } from '../callback/key.ts';
import { GateError } from '../errors.ts';
import type { InputsOf } from '../inputs.ts';
import type { Change } from '../servicenow/change.ts';
import type { Changes } from '../servicenow/changes.ts';
import type { OperationContext } from './context.ts';
import { findOwnChange } from './own-change.ts';

/**
 * The change that this gate is about: the one named, or the one that this build opened.
 * @throws GateError CHANGE_NOT_FOUND, CHANGE_AMBIGUOUS, CHANGE_NOT_OURS
 */
export async function findChange(
  inputs: Pick<InputsOf<'verify'>, 'change-number' | 'change-sys-id' | 'gate-name'>,
  context: Pick<OperationContext, 'build' | 'changes' | 'client' | 'displayName'>,
): Promise<Change> {
  const { build, changes } = context;
  const named = await findNamed(inputs, changes);
  if (named !== null) return named;
  const key = gateKey(build.ci, build.buildKey, inputs['gate-name']);
  const change = await findOwnChange(key, context);
  if (change !== null) return change;
  throw new GateError(
    'CHANGE_NOT_FOUND',
    `This build has opened no change (nothing with correlation id ${key}). Run the open operation first, or name the change.`,
  );
}

/**
 * @returns the change that the inputs name; `null` when they name none
 * @throws GateError CHANGE_NOT_FOUND
 */
export async function findNamed(
  {
    'change-number': number,
    'change-sys-id': sysId,
  }: Pick<InputsOf<'verify'>, 'change-number' | 'change-sys-id'>,
  changes: Changes,
): Promise<Change | null> {
  if (number === undefined && sysId === undefined) return null;
  const change = await changes.named({ ...(number && { number }), ...(sysId && { sys_id: sysId }) });
  if (change !== null) return change;
  const name = [number, sysId].filter((part) => part !== undefined).join(' with sys_id ');
  throw new GateError(
    'CHANGE_NOT_FOUND',
    `There is no ${name} on this instance, or the integration user may not read it. Check the number and the user's roles.`,
  );
}
