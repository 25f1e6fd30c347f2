import { gateKey } from '../callback/key.ts';
import { GateError } from '../errors.ts';
import type { InputsOf } from '../inputs.ts';
import type { Change } from '../servicenow/changes.ts';
import type { OperationContext } from './operation.ts';

/**
 * The change that this gate is about: the one named, or the one that this build opened.
 * @throws GateError CHANGE_NOT_FOUND
 */
export async function findChange(
  inputs: Pick<InputsOf<'verify'>, 'change-number' | 'gate-name'>,
  { build, changes }: OperationContext,
): Promise<Change> {
  const number = inputs['change-number'];
  if (number !== undefined) {
    const change = await changes.byNumber(number);
    if (change !== null) return change;
    throw new GateError(
      'CHANGE_NOT_FOUND',
      `There is no ${number} on this instance, or the integration user may not read it. Check the number and the user's roles.`,
    );
  }
  const key = gateKey(build.ci, build.buildKey, inputs['gate-name']);
  const change = await changes.byCorrelationId(key);
  if (change !== null) return change;
  throw new GateError(
    'CHANGE_NOT_FOUND',
    `This build has opened no change (nothing with correlation id ${key}). Run the open operation first, or name the change.`,
  );
}
