/** Ends the change of a pipeline that was itself cancelled: canceled, or closed where it was being implemented. */
import { STATE } from '../decision.ts';
import { GateError } from '../errors.ts';
import type { InputsOf } from '../inputs.ts';
import { type Change, isClosedOrCanceled } from '../servicenow/change.ts';
import type { ChangeFields } from '../servicenow/changes.ts';
import { withdrawCallback } from './callback.ts';
import { checkAgreement, cutOff } from './close/ending.ts';
import { implementationOf, isAheadOfApproval } from './close/implementation.ts';
import { walkToClosed } from './close/walk-to-closed.ts';
import type { OperationContext } from './context.ts';
import { findChange } from './find/find-change.ts';
import { isDecided } from './is-decided.ts';
import { noteFields } from './requested-fields.ts';
import type { OperationResult } from './result.ts';

export async function cancel(
  inputs: InputsOf<'cancel'>,
  context: OperationContext,
): Promise<OperationResult> {
  const { log, decide } = context;
  const found = await findChange(inputs, context);
  if (inputs['unless-decided'] && isDecided(found)) return leave(found, inputs, context);
  // No way leads from here to Canceled (ServiceNow docs, "Change state model").
  if (found.state === STATE.review) {
    throw new GateError(
      'NOT_CANCELABLE',
      `${found.number} is in ${found.stateLabel}: a change that was implemented is closed, not canceled. Run close with the outcome.`,
    );
  }
  if (isAheadOfApproval(found)) {
    throw new GateError(
      'NOT_CANCELABLE',
      `${found.number} is an emergency whose implementation began before its approval: what was deployed is closed, not canceled. Run close with the outcome.`,
    );
  }
  if (isClosedOrCanceled(found)) {
    if (found.state !== STATE.canceled) checkAgreement(found, cutOff(context));
    log.info(`${found.number} is in ${found.stateLabel} already.`);
    return { change: found, verdict: decide(found) };
  }
  await checkBuildOver(`${found.number} stays as it is`, context);
  const withdrawn = await withdrawCallback(context);
  const change = await end(found, inputs, context).catch((error) => {
    if (!(error instanceof GateError) || !withdrawn || error.code === 'FIELDS_ALTERED') throw error;
    const now = `${found.number} stays open, and its build is no longer called back. Cancel it in ServiceNow, or with another run of this step.`;
    throw new GateError(error.code, `${error.message} ${now}`, { cause: error, again: true });
  });
  // Between that look and the write the build may have been let go on.
  await checkBuildOver(`${change.number} is in ${change.stateLabel} now`, context);
  return { change, verdict: decide(change) };
}

/** Says on the change itself that its build is over, where a deployment may have begun and nothing else tells. */
async function leave(
  found: Change,
  inputs: InputsOf<'cancel'>,
  { log, changes, decide, build }: OperationContext,
): Promise<OperationResult> {
  const isOver = isClosedOrCanceled(found) || found.approval === 'rejected';
  log.info(`${found.number} stays in ${found.stateLabel}: it is decided.`);
  if (isOver) return { change: found, verdict: decide(found) };
  const note = `${build.title} is over and has not closed this change: something may have been deployed under it, or nothing. Run it again to deploy, or close or cancel the change. ${build.build.url}`;
  log.warning(`${found.number}: ${note}`);
  const { change } = await changes.update(found, { work_notes: note, ...noteFields(inputs) });
  return { change, verdict: decide(change) };
}

/** @throws GateError NOT_CANCELABLE where this build may still deploy under the change; it says how that is left */
async function checkBuildOver(change: string, { build, gate }: OperationContext): Promise<void> {
  await build.checkCancel?.(gate.name).catch((error: unknown) => {
    if (!(error instanceof GateError)) throw error;
    throw new GateError(error.code, `${change}. ${error.message}`, { cause: error });
  });
}

/** What was being implemented may have been deployed in part: its record must not look as if nothing had happened. */
async function end(found: Change, inputs: InputsOf<'cancel'>, context: OperationContext): Promise<Change> {
  const { log } = context;
  if ((await implementationOf(found, context)) === 'not begun') {
    const canceled = await cancelChange(found, inputs, context);
    log.info(`Canceled ${canceled.number}.`);
    return canceled;
  }
  const closed = await walkToClosed(found, cutOff(context), noteFields(inputs), context);
  log.info(`Closed ${closed.number} as ${closed.closeCode}: its implementation had begun.`);
  return closed;
}

async function cancelChange(
  found: Change,
  inputs: InputsOf<'cancel'>,
  context: OperationContext,
): Promise<Change> {
  const { changes } = context;
  const { change } = await changes.update(found, {
    state: STATE.canceled,
    ...closingNotes(inputs, context),
  });
  if (change.state === STATE.canceled) return change;
  throw new GateError(
    'WRITE_IGNORED',
    `${found.number} was not canceled: the instance answered with success and left it in ${change.stateLabel}. ` +
      `Look at the change's model and business rules: ${changes.url(change)}`,
  );
}

function closingNotes(inputs: InputsOf<'cancel'>, { build }: OperationContext): ChangeFields {
  return { work_notes: `Canceled with ${build.title}. ${build.build.url}`, ...noteFields(inputs) };
}
