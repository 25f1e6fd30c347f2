import type { SandboxClock } from '../../../clock.ts';
import type { Database, Row, RowChange } from '../../database/database.ts';
import { modelOf } from '../model-of.ts';
import { STATE } from '../transitions.ts';
import { applyPolicy } from './approval-policy.ts';
import { endGroupApprovals, requestApprovals, SYSTEM, withdrawApprovals } from './approval-records.ts';

/** How long a flow takes to begin, where the setting is that approvals are asked for later. */
const FLOW_BEGINS_MS = 4_000;

/**
 * What follows once a change or an approval is written: each state that asks for approval is a step, whose first answer
 * decides.
 * @fact An approval in Assess | moves a normal change to Authorize, where the second step asks | documented |
 *   DecisionTableAPI: decisions of both states
 * @fact The last approval of a change | moves it to Scheduled; a rejection moves it back to New | documented |
 *   t_ProcessAChangeRequest
 * @fact The others who were asked, once one has answered | are no longer required | documented | change-flow-actions
 * @fact Requests that are open when a change is canceled, or reverted to New | are cancelled | documented |
 *   c_ChangeStateModel
 * @fact Flows of a change that is on hold | rest | documented | c_ChangeStateModel
 */
export function approvalFlow(database: Database, clock: SandboxClock): void {
  database.after((change) => {
    if (change.table === 'change_request') followChange(database, clock, change);
    if (change.table === 'sysapproval_approver') followAnswer(database, change);
  });
}

function followChange(database: Database, clock: SandboxClock, { previous, next }: RowChange): void {
  if (next === null) return;
  const { sys_id: sysId = '', state = '' } = next;
  const isEntered = state !== previous?.state;
  if (isEntered) withdrawApprovals(database, sysId, ENDING.has(state) ? 'cancelled' : 'not_required');
  // As it is now: an earlier listener may have written to it.
  const now = database.get('change_request', sysId);
  if (now === null || now.on_hold === 'true' || now.state !== state) return;
  if (!modelOf(database, now).asksForApproval(state)) {
    goOn(database, now);
  } else if (isEntered || previous?.on_hold === 'true') {
    const begin = () => beginStep(database, sysId, state);
    if (database.behaviours.approvalRequests === 'atOnce') begin();
    else clock.at(new Date(clock.now().getTime() + FLOW_BEGINS_MS), begin);
  }
}

/** In these, what was asked for before is of no use any more. */
const ENDING: ReadonlySet<string> = new Set([STATE.new, STATE.canceled]);

/** @param state the state whose step it is: by now the change may be elsewhere */
function beginStep(database: Database, sysId: string, state: string): void {
  const change = database.get('change_request', sysId);
  if (change === null || change.state !== state || change.on_hold === 'true') return;
  const approvals = applyPolicy(database, change);
  const isAnswered = approvals.every(({ answer }) => answer !== '');
  if (!isAnswered) write(database, sysId, { approval: 'requested' });
  requestApprovals(database, sysId, approvals);
  const isRejected = approvals.some(({ answer }) => answer === 'rejected');
  if (isAnswered) endStep(database, change, isRejected ? 'rejected' : 'approved');
}

function followAnswer(database: Database, { previous, next }: RowChange): void {
  const answer = next?.state;
  // An answer that nobody waits for any more changes nothing.
  if (previous?.state !== 'requested' || (answer !== 'approved' && answer !== 'rejected')) return;
  const sysId = next?.sysapproval ?? '';
  const change = database.get('change_request', sysId);
  if (change === null || change.on_hold === 'true') return;
  if (!modelOf(database, change).asksForApproval(change.state ?? '')) return;
  endGroupApprovals(database, sysId, answer);
  withdrawApprovals(database, sysId, 'not_required');
  endStep(database, change, answer);
}

function endStep(database: Database, change: Row, approval: 'approved' | 'rejected'): void {
  const model = modelOf(database, change);
  const next = model.automaticNext({ ...change, approval });
  const isLast = approval === 'rejected' || next === undefined || !model.asksForApproval(next);
  const between = isLast ? 'approved' : database.behaviours.approvalBetweenSteps;
  const sysId = change.sys_id ?? '';
  if (between !== 'requested') write(database, sysId, { approval });
  if (next === undefined) return;
  write(database, sysId, { state: next, ...(between === 'notRequested' && { approval: 'not requested' }) });
}

/** Where a model has a transition of its own for it. */
function goOn(database: Database, change: Row): void {
  const next = modelOf(database, change).automaticNext(change);
  if (next !== undefined) write(database, change.sys_id ?? '', { state: next });
}

function write(database: Database, sysId: string, values: Row): void {
  database.update('change_request', sysId, values, SYSTEM);
}
