/**
 * Shows people at the pause how the change stands, where the CI has a place for it. A report decides nothing:
 * whatever becomes of it, the registration goes on waiting, and nothing is noted on the change.
 */
import type { ApprovalAnswer, ProgressAnswer, ProgressApi } from '@change-gate/core/approval';
import * as GateApprovalApis from './GateApprovalApis.ts';
import * as GateCall from './GateCall.ts';
import * as GateChange from './GateChange.ts';
import * as GateInstance from './GateInstance.ts';
import * as GateLease from './GateLease.ts';
import * as GateLife from './GateLife.ts';
import * as GateReports from './GateReports.ts';
import * as GateRetry from './GateRetry.ts';
import * as GateTime from './GateTime.ts';

/**
 * Whether a waiting registration has something to show that is not shown yet.
 *
 * @param row    as the last evaluation has left it
 * @param reason as it is now
 */
export function isNews(row: GlideRecord, reason: string): boolean {
  const progress = progressOf(row);
  if (progress === null) return false;
  if (row.getValue('reason') === reason && !isDueAgain(row)) return false;
  const last = GateReports.newest(row.getUniqueValue());
  return last === null || (last.reason !== reason && last.number < progress.limit);
}

function isDueAgain(row: GlideRecord): boolean {
  const registered = row.getValue('sys_created_on') ?? '';
  const looked = row.getValue('evaluated_at') ?? '';
  return GateRetry.isReportDue(
    GateTime.secondsBetween(registered, looked),
    GateTime.secondsBetween(registered, GateTime.now()),
  );
}

/** Has it shown, by whichever node comes first. */
export function announce(row: GlideRecord): void {
  gs.eventQueue('x_change_gate.progress', row, row.getUniqueValue(), '');
}

/** @param sysId of a registration; one with nothing to show is left alone */
export function show(sysId: string): void {
  const row = waiting(sysId);
  const progress = row === null ? null : progressOf(row);
  if (row === null || progress === null) return;
  const reason = row.getValue('reason') ?? '';
  const last = GateReports.newest(sysId);
  if (last !== null && (last.reason === reason || isUnderWay(last))) return;
  const number = last === null ? 1 : last.number + 1;
  if (number > progress.limit) return;
  const claim = GateReports.claim(sysId, number, reason);
  if (claim === null) return;

  const answer = send(row, progress, reason, number === progress.limit);
  if (mayTryAgain(answer)) GateReports.giveBack(claim);
  else GateReports.finish(claim, answer.outcome, answer.detail);
  // What became news meanwhile has found this report under way.
  const now = waiting(sysId);
  if (now !== null && now.getValue('reason') !== reason) announce(now);
}

function waiting(sysId: string): GlideRecord | null {
  const row = new GlideRecord(GateLife.TABLE);
  const isWaiting = row.get('sys_id', sysId) && GateLife.statusOf(row) === 'waiting';
  return isWaiting && GateInstance.isOurs(row) ? row : null;
}

function progressOf(row: GlideRecord): ProgressApi | null {
  const progress = GateApprovalApis.find(row.getValue('ci') ?? '')?.progress;
  const isShown = progress?.isShown(JSON.parse(row.getValue('target') ?? '{}')) ?? false;
  return isShown ? (progress ?? null) : null;
}

function isUnderWay({ started, finished }: GateReports.Report): boolean {
  return finished === '' && started > GateLease.ended();
}

function send(
  row: GlideRecord,
  progress: ProgressApi,
  reason: string,
  isLast: boolean,
): ApprovalAnswer | ProgressAnswer {
  const { url: changeUrl, assignedTo } = GateChange.card(row.getValue('change') ?? '');
  return GateCall.make(row, ({ server, target, token, http }) =>
    progress.report({ server, target, token, reason, changeUrl, assignedTo, isLast }, http),
  );
}

/** Only what cannot have arrived, and what may be otherwise soon. */
function mayTryAgain(answer: ApprovalAnswer | ProgressAnswer): boolean {
  const left = 'sent' in answer && answer.sent;
  return !left && (answer.outcome === 'not-paused-yet' || answer.outcome === 'unavailable');
}
