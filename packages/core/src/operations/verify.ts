/**
 * After the pause: proves the decision, whatever resumed the build (the callback, a person pressing
 * approve in the CI, a forged call).
 */
import { STATE } from '../decision.ts';
import { GateError, invalidInput } from '../errors.ts';
import type { InputsOf } from '../inputs.ts';
import type { Change } from '../servicenow/change.ts';
import { conflictsOf } from '../servicenow/change-management.ts';
import type { OperationContext } from './context.ts';
import { findChange } from './find/find-change.ts';
import { judge } from './judge.ts';
import { withModelStates } from './model-states.ts';
import { policyOf } from './policy.ts';
import { type OperationResult, verdictSentence } from './result.ts';
import { tryState } from './walk/try-state.ts';

type VerifyInputs = InputsOf<'verify'>;

export async function verify(inputs: VerifyInputs, context: OperationContext): Promise<OperationResult> {
  checkConflictInputs(inputs, context);
  const policy = policyOf(inputs, '');
  const found = await withModelStates(policy, context)(await findChange(inputs, context));
  const change = inputs['conflict-check'] ? await withConflicts(found, context) : found;
  const verdict = judge(change, { policy, implement: inputs.implement }, context);
  if (verdict.decision !== 'approved') return { change, verdict };
  context.log.info(`${verdictSentence({ change, verdict })}: the build may go on.`);
  return { change: inputs.implement ? await markStart(change, context) : change, verdict };
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

/** Leaves in the change when its implementation began. */
async function markStart(change: Change, context: OperationContext): Promise<Change> {
  const start = change.workStart === '' ? { work_start: context.now() } : {};
  if (change.state === STATE.implement) {
    return change.workStart === '' ? (await context.changes.update(change, start)).change : change;
  }
  if (change.state !== STATE.scheduled) return change;
  const begun = await tryState(change, STATE.implement, start, context);
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
