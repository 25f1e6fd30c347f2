/** Walks the change to Closed, state by state, and believes only what it reads back. */
import { STATE } from '../../decision.ts';
import { GateError, invalidInput } from '../../errors.ts';
import type { InputsOf } from '../../inputs.ts';
import { type Change, isClosedOrCanceled } from '../../servicenow/change.ts';
import { resolveNames } from '../../servicenow/records.ts';
import { isBaseState } from '../../servicenow/states.ts';
import { attachFiles } from '../attachments/attach-files.ts';
import { attachableFiles } from '../attachments/attachable-files.ts';
import type { OperationContext } from '../context.ts';
import { findChange } from '../find/find-change.ts';
import { refuseGuardedColumns } from '../guarded-columns.ts';
import { dataFields, noteFields } from '../requested-fields.ts';
import type { OperationResult } from '../result.ts';
import { checkAgreement, endingOf } from './ending.ts';
import { type Implementation, implementationOf, isAheadOfApproval } from './implementation.ts';
import { leaveForApproval } from './leave-for-approval.ts';
import { walkToClosed } from './walk-to-closed.ts';

/** @throws GateError NOT_CLOSABLE, CLOSED_OTHERWISE, and all that walking and attaching throw */
export async function close(inputs: InputsOf<'close'>, context: OperationContext): Promise<OperationResult> {
  const { log, displayName } = context;
  if (inputs.data?.state !== undefined) {
    throw invalidInput([
      `${displayName('data')}: holds state, and close walks the change to Closed; leave state out`,
    ]);
  }
  const asked = dataFields(inputs.data ?? {}, context.clock.now(), displayName);
  refuseGuardedColumns(asked, true, displayName);
  const ending = endingOf(inputs, context);
  const files = await attachableFiles(inputs, displayName);
  const found = await findChange(inputs, context);
  const isClosed = isClosedOrCanceled(found) && found.state !== STATE.canceled;
  if (isAheadOfApproval(found)) {
    const change = await leaveForApproval(found, ending, { ...asked, ...noteFields(inputs) }, context);
    await attachFiles(change, files, context);
    return { change, verdict: context.decide(change) };
  }
  if (!isClosed) {
    const implementation = await implementationOf(found, context);
    if (implementation !== 'begun') throw notClosable(found, implementation, context);
  }
  const { closedBefore = '' } = context.build;
  if (isClosed) checkAgreement(found, ending, closedBefore);
  const data = isClosed ? {} : await resolveNames(context, asked);
  // Before it is closed, as many instances want; what is refused does not keep it from being closed.
  const refused = await attachFiles(found, files, context).then(() => undefined, gateError);
  const change = isClosed
    ? found
    : await walkToClosed(found, ending, { ...data, ...noteFields(inputs) }, context).catch((error) => {
        throw withRefusedFile(gateError(error), refused);
      });
  const done = isClosed
    ? `${found.number} is closed already, as ${found.closeCode}.`
    : `Closed ${change.number} as ${change.closeCode}.`;
  if (refused !== undefined) {
    throw new GateError(refused.code, `${done} But ${refused.message} Attach it with update.`, {
      cause: refused,
    });
  }
  log.info(done);
  if (inputs.outcome === 'partial') {
    log.warning(
      `${displayName('outcome')} has jobs that were skipped beside some that succeeded, which is no success. Give it only the jobs that deploy.`,
    );
  }
  if (isClosed && closedBefore !== '') log.warning(closedBefore);
  return { change, verdict: context.decide(change) };
}

function withRefusedFile(error: GateError, refused: GateError | undefined): GateError {
  if (refused === undefined) return error;
  return new GateError(error.code, `${error.message} Besides, ${refused.message}`, { cause: error });
}

function gateError(error: unknown): GateError {
  if (error instanceof GateError) return error;
  throw error;
}

function notClosable(
  { number, state, stateLabel }: Change,
  implementation: Implementation,
  { displayName, build: { closedBefore = '' } }: OperationContext,
): GateError {
  const where = `${number} is in ${stateLabel || `state ${state}`}`;
  if (implementation === 'unknown') {
    return new GateError(
      'NOT_CLOSABLE',
      `${where}, and whether its implementation has begun cannot be read. ` +
        'Let the integration user read change_request.work_start and chg_model.implementation_states, and close again.',
    );
  }
  if (!isBaseState(state)) {
    return new GateError(
      'NOT_CLOSABLE',
      `${where}, which is no implementation state of its model, and has no actual start (work_start): its implementation has not begun. ` +
        'If something was deployed under it, note its actual start with update; if not, cancel it.',
    );
  }
  const remedy =
    state === STATE.scheduled
      ? `: its implementation has not begun. If something was deployed under it, move it to Implement first ` +
        `(${displayName('implement')} of verify does, or update with ${displayName('state')}); if not, cancel it.`
      : ', which does not lead to Closed. A change that was not implemented is canceled, not closed.';
  const message = where + remedy;
  return new GateError(
    'NOT_CLOSABLE',
    state === STATE.canceled
      ? `${message} ${closedBefore}`.trimEnd()
      : `${message} In a step that runs however the build ends, use cancel, with ${displayName('unless-decided')}.`,
  );
}
