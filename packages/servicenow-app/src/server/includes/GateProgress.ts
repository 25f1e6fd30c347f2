/**
 * Reports the state of a change on its paused build, where the CI has a place for it. A report decides nothing:
 * whatever becomes of it, the registration goes on waiting, and nothing is noted on the change.
 */
import type { ApprovalAnswer, ProgressAnswer, ProgressApi } from '@change-gate/core/approval';
import * as GateApprovalApis from './GateApprovalApis.ts';
import * as GateCall from './GateCall.ts';
import * as GateChange from './GateChange.ts';
import * as GateCircuit from './GateCircuit.ts';
import * as GateClaims from './GateClaims.ts';
import * as GateInstance from './GateInstance.ts';
import * as GateLease from './GateLease.ts';
import * as GateRegistrationStatus from './GateRegistrationStatus.ts';
import * as GateReports from './GateReports.ts';
import * as GateRetry from './GateRetry.ts';
import * as GateTime from './GateTime.ts';

/**
 * Whether a waiting registration has a reason that no report shows yet.
 *
 * @param row    as the last evaluation wrote it
 * @param reason as it is now
 */
export function isUnreported(row: GlideRecord, reason: string): boolean {
  const progress = progressOf(row);
  if (progress === null) return false;
  if (row.getValue('reason') === reason && !isRetryDue(row)) return false;
  return nextNumber(GateReports.newest(row.getUniqueValue()), reason, progress.limit) !== null;
}

/**
 * The number of the report that shows this reason; `null` when it is shown already, or the limit allows no more. A
 * report that was refused before it was sent shows nothing: the next one takes its number.
 */
function nextNumber(last: GateReports.Report | null, reason: string, limit: number): number | null {
  if (last === null) return 1;
  if (last.outcome === GateReports.NOT_SENT) return last.number;
  return last.reason === reason || last.number >= limit ? null : last.number + 1;
}

function isRetryDue(row: GlideRecord): boolean {
  const registered = row.getValue('sys_created_on') ?? '';
  const looked = row.getValue('evaluated_at') ?? '';
  return GateRetry.isReportDue(
    GateTime.secondsBetween(registered, looked),
    GateTime.secondsBetween(registered, GateTime.now()),
  );
}

/** Queues an event, on which one node reports. */
export function queueReport(row: GlideRecord): void {
  gs.eventQueue('x_change_gate.progress', row, row.getUniqueValue(), '');
}

/** Seconds until a report is tried again that found its CI server busy. */
const WHILE_BUSY = 5;

/**
 * Reports the reason of a waiting registration on its build, if it is not reported, no other node is at it, and its CI
 * server may be called.
 */
export function report(sysId: string): void {
  const row = waiting(sysId);
  const progress = row === null ? null : progressOf(row);
  if (row === null || progress === null) return;
  const reason = row.getValue('reason') ?? '';
  const last = GateReports.newest(sysId);
  const number = nextNumber(last, reason, progress.limit);
  if (number === null || (last !== null && isUnderWay(last))) return;
  const server = row.getValue('server') ?? '';
  const turn = GateCircuit.call(server, () => {
    if (last !== null && last.number === number) GateReports.releaseClaim(last.sysId);
    const claim = GateReports.claim(sysId, number, reason);
    if (claim !== null) reportOnce(row, progress, number, claim);
  });
  // One for a CI that does not answer waits for its next try, as one that failed does.
  if (turn === 'busy' && GateCircuit.hasAnswered(server)) {
    gs.eventQueueScheduled('x_change_gate.progress', row, sysId, '', GateTime.fromNow(WHILE_BUSY));
  }
}

function reportOnce(row: GlideRecord, progress: ProgressApi, number: number, claim: string): void {
  const reason = row.getValue('reason') ?? '';
  const answer = send(row, progress, reason, number === progress.limit);
  store(claim, answer);
  // A reason that changed meanwhile has found this report under way.
  const now = waiting(row.getUniqueValue());
  if (now !== null && now.getValue('reason') !== reason) queueReport(now);
}

function waiting(sysId: string): GlideRecord | null {
  const row = new GlideRecord(GateRegistrationStatus.TABLE);
  const isWaiting = row.get('sys_id', sysId) && GateRegistrationStatus.statusOf(row) === 'waiting';
  return isWaiting && GateInstance.isOf(row) ? row : null;
}

function progressOf(row: GlideRecord): ProgressApi | null {
  const progress = GateApprovalApis.find(row.getValue('ci') ?? '')?.progress;
  const isShown = progress?.isShown(JSON.parse(row.getValue('target') || '{}')) ?? false;
  return isShown ? (progress ?? null) : null;
}

function isUnderWay({ started, finished }: GateReports.Report): boolean {
  return finished === '' && started > GateLease.expiredBefore();
}

function send(
  row: GlideRecord,
  progress: ProgressApi,
  reason: string,
  isLast: boolean,
): ApprovalAnswer | ProgressAnswer {
  const { url: changeUrl, assignedTo } = GateChange.display(row.getValue('change') ?? '');
  return GateCall.make(row, ({ server, target, token, http }) =>
    progress.report({ server, target, token, reason, changeUrl, assignedTo, isLast }, http),
  );
}

/**
 * Stores the outcome of a report. What cannot have arrived is tried again: without a trace when it was too early, with
 * the answer when it was refused.
 */
function store(claim: string, answer: ApprovalAnswer | ProgressAnswer): void {
  const { outcome, detail } = answer;
  const mayHaveLeft = 'sent' in answer && answer.sent;
  if (mayHaveLeft) GateClaims.finish(GateReports.TABLE, claim, outcome, detail);
  else if (outcome === 'not-paused-yet' || outcome === 'unavailable') GateReports.releaseClaim(claim);
  else {
    const stored = outcome === 'refused' ? GateReports.NOT_SENT : outcome;
    GateClaims.finish(GateReports.TABLE, claim, stored, detail);
  }
}
