/** Every operation by its name. */
import { GateError } from '../errors.ts';
import type { Operation } from '../inputs/declaration.ts';
import type { InputsOf } from '../inputs.ts';
import { cancel } from './cancel.ts';
import { close } from './close.ts';
import { type OperationContext, type OperationResult, verdictSentence } from './context.ts';
import { open } from './open/open.ts';
import { status } from './status.ts';
import { update } from './update.ts';
import { verify } from './verify.ts';
import { wait } from './wait.ts';

const OPERATE: {
  readonly [O in Operation]: (inputs: InputsOf<O>, context: OperationContext) => Promise<OperationResult>;
} = { open, verify, wait, update, close, cancel, status };

export function perform<O extends Operation>(
  operation: O,
  inputs: InputsOf<O>,
  context: OperationContext,
): Promise<OperationResult> {
  return OPERATE[operation](inputs, context);
}

/**
 * `verify` and `wait` stand between a build and its deployment: they fail unless the decision is `approved`.
 * @throws GateError NOT_APPROVED
 */
export function assertApproved(operation: Operation, { change, verdict }: OperationResult): void {
  if ((operation !== 'verify' && operation !== 'wait') || verdict.decision === 'approved') return;
  const next =
    verdict.decision === 'pending'
      ? 'Nothing may be deployed yet. Wait until that has changed (approval, Implement, window or hold), then run this step again.'
      : 'This build must not deploy. Open a new change with a new build.';
  throw new GateError('NOT_APPROVED', `${verdictSentence(change, verdict)}. ${next}`);
}
