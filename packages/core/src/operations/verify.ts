/**
 * After the pause: proves the decision, whatever resumed the build (the callback, a person pressing
 * approve in the CI, a forged call).
 */
import { STATE } from '../decision.ts';
import { GateError, invalidInput } from '../errors.ts';
import type { Fields } from '../inputs/fields.ts';
import type { InputsOf } from '../inputs.ts';
import type { Change } from '../servicenow/change.ts';
import { conflictsOf } from '../servicenow/change-management.ts';
import { resolveNames } from '../servicenow/records.ts';
import type { OperationContext } from './context.ts';
import { emergencyOf, passEmergency } from './evidence/emergency.ts';
import { holdToEvidence } from './evidence/hold-to-evidence.ts';
import { findChangeToDeploy } from './find/find-change.ts';
import { refuseGuardedColumns } from './guarded-columns.ts';
import { judge } from './judge.ts';
import { withModelStates } from './model-states.ts';
import { policyOf } from './policy.ts';
import { dataFields } from './requested-fields.ts';
import { type OperationResult, verdictSentence } from './result.ts';
import { enterState } from './walk/enter-state.ts';

type VerifyInputs = InputsOf<'verify'>;

export async function verify(inputs: VerifyInputs, context: OperationContext): Promise<OperationResult> {
  checkConflictInputs(inputs, context);
  const data = dataFields(inputs.data ?? {}, context.clock.now(), context.displayName);
  refuseGuardedColumns(data, true, context.displayName);
  const emergency = emergencyOf(inputs, context);
  const policy = policyOf(inputs, '');
  const found = await withModelStates(policy, context)(await findChangeToDeploy(inputs, context));
  const change = inputs['conflict-check'] ? await withConflicts(found, context) : found;
  const judged = { policy, implement: inputs.implement };
  const verdict = judge(change, judged, context);
  if (verdict.decision !== 'approved') {
    return emergency === undefined
      ? { change, verdict }
      : await passEmergency({ change, verdict }, emergency, inputs, context);
  }
  const { why, evidence } = await holdToEvidence(change, inputs, context);
  const begun = inputs.implement ? await markStart(change, data, context) : change;
  // Between the question and the step somebody may have put it on hold, or taken the approval back.
  const { active, approval, onHold, onHoldReason } = begun;
  const still = judge({ ...change, active, approval, onHold, onHoldReason }, judged, context);
  if (still.decision !== 'approved') return { change: begun, verdict: still, evidence };
  context.log.info(`${verdictSentence({ change, verdict })}${why}: the build may go on.`);
  return { change: begun, verdict: { ...still, reason: still.reason + why }, evidence };
}

function checkConflictInputs(inputs: VerifyInputs, { displayName }: OperationContext): void {
  if (!inputs['conflict-check'] || inputs['conflict-policy'] !== 'ignore') return;
  throw invalidInput([
    `${displayName('conflict-check')}: has no effect while ${displayName('conflict-policy')} is ignore; set that to wait or reject`,
  ]);
}

async function withConflicts(change: Change, { client }: OperationContext): Promise<Change> {
  const { checked, count } = await conflictsOf(client, change);
  const known = checked ? 'No Conflict' : 'Not Run';
  return { ...change, conflictStatus: count > 0 ? 'Conflict' : known };
}

/** Leaves in the change when its implementation began. @param data what Implement may demand */
async function markStart(change: Change, data: Fields, context: OperationContext): Promise<Change> {
  const start = change.workStart === '' ? { work_start: context.now() } : {};
  if (change.state === STATE.implement) {
    return change.workStart === '' ? (await context.changes.update(change, start)).change : change;
  }
  if (change.state !== STATE.scheduled) return change;
  const begun = await enterState(change, STATE.implement, start, {
    context,
    ifRefused: () => resolveNames(context, data),
  });
  if (begun.moved && begun.change.state !== STATE.implement) {
    throw new GateError(
      'STATE_NOT_REACHED',
      `${change.number} is approved, but went to ${begun.change.stateLabel || `state ${begun.change.state}`} in place of Implement. Look at the change's model and business rules: ${context.changes.url(change)}`,
    );
  }
  if (begun.moved) {
    context.log.info(`${change.number} is in ${begun.change.stateLabel}: its implementation has begun.`);
    return begun.change;
  }
  throw new GateError(
    begun.refusal.code,
    `${change.number} is approved, but does not go to Implement. ${begun.refusal.message}`,
    { cause: begun.refusal },
  );
}
