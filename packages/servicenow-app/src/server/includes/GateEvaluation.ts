/** Decides for registrations that wait: their change, by their policy, as it is now. */
import type { ChangeSnapshot, Policy, Verdict } from '@change-gate/core/decision';
import * as GateChange from './GateChange.ts';
import * as GateDecision from './GateDecision.ts';
import * as GateInstance from './GateInstance.ts';
import * as GateNobodyWaits from './GateNobodyWaits.ts';
import * as GatePolicy from './GatePolicy.ts';
import * as GateProgress from './GateProgress.ts';
import * as GateRegistrationStatus from './GateRegistrationStatus.ts';
import * as GateServers from './GateServers.ts';
import * as GateTime from './GateTime.ts';
import * as GateWhy from './GateWhy.ts';

/** Characters of the column: a reason is cut as the database would cut it, so that both can be compared. */
const REASON_MAX_LENGTH = 1000;

/**
 * Decides for the registrations that wait for a change that was updated or deleted: one query when there are none. Where all
 * have ended, a note may be due.
 *
 * @param changeSysId empty where the rule finds no record any more: the scheduled job finds those whose change is gone
 */
export function changeWritten(changeSysId: string | null): void {
  if (!changeSysId) return;
  const rows = new GlideRecord(GateRegistrationStatus.TABLE);
  rows.addQuery('change', changeSysId);
  rows.query();
  let all = 0;
  let active = 0;
  while (rows.next()) {
    all += 1;
    const status = GateRegistrationStatus.statusOf(rows);
    if (GateRegistrationStatus.isActive(status)) active += 1;
    if (status === 'waiting') evaluate(rows.getUniqueValue());
  }
  if (all > 0 && active === 0) GateNobodyWaits.tell(changeSysId);
}

/** Decides for one registration; one that is decided already stays as it is. */
export function evaluate(sysId: string): void {
  const row = new GlideRecord(GateRegistrationStatus.TABLE);
  if (!row.get('sys_id', sysId) || GateRegistrationStatus.statusOf(row) !== 'waiting') return;
  if (!GateInstance.isOf(row)) {
    GateInstance.expire(sysId);
    return;
  }

  const now = GateTime.now();
  const policy = GatePolicy.read(row);
  const change = changeOf(row, policy);
  const isOver = GateDecision.isPastDeadline(policy, now);
  // A subflow decides for its own, unless there is nothing left that it could wait for.
  if (row.getValue('decided_by') === 'subflow' && change !== null && !isOver) {
    GateRegistrationStatus.touch(sysId, 'waiting', { evaluated_at: now });
    return;
  }

  const verdict = GateDecision.decide(change, policy, now);
  const reason = explained(row, verdict);
  if (verdict.decision !== 'pending') {
    makeDue(row, verdict.decision, reason);
  } else if (isOver) {
    expireAtDeadline(row, reason);
  } else {
    stillWaiting(row, reasonOf(row, reason), now);
  }
}

/**
 * Decides for a registration that is due, by its change as it is now: hours may lie between the decision and its
 * delivery.
 *
 * A decision to stop is not taken back; a change that is approved after all has a gate of its own to open. What the
 * rules approved must hold by its policy still. What a subflow approved, by rules of its own, holds in its own words
 * unless the change is one that nothing may be deployed under: rejected, canceled, closed, in Review or deleted.
 *
 * @returns the decision and its reason; `pending` for an approval that does not hold now
 */
export function decideAgain(row: GlideRecord): Verdict {
  const reason = row.getValue('reason') ?? '';
  if (row.getValue('decision') !== 'approved') return { decision: 'denied', reason };
  const isSubflows = row.getValue('decided_by') === 'subflow';
  const policy = isSubflows ? GateDecision.DEFAULT_POLICY : GatePolicy.read(row);
  const verdict = GateDecision.decide(changeOf(row, policy), policy, GateTime.now());
  if (isSubflows && verdict.decision !== 'denied') return { decision: 'approved', reason };
  return { decision: verdict.decision, reason: reasonOf(row, explained(row, verdict)) };
}

function explained(row: GlideRecord, { decision, reason }: Verdict): string {
  return GateWhy.explained(decision, reason, row.getValue('change') ?? '');
}

function changeOf(row: GlideRecord, policy: Policy): ChangeSnapshot | null {
  const withModel = policy.proceedStates.indexOf(GateDecision.MODEL) >= 0;
  return GateChange.read(row.getValue('change') ?? '', withModel);
}

function stillWaiting(row: GlideRecord, reason: string, now: string): void {
  const isUnreported = GateProgress.isUnreported(row, reason);
  const written = { reason, evaluated_at: now };
  const isWaiting = GateRegistrationStatus.touch(row.getUniqueValue(), 'waiting', written);
  if (isUnreported && isWaiting) GateProgress.queueReport(row);
}

/**
 * Makes a waiting registration due: its decision is to be delivered. One that has been decided stays as it is, though the
 * rules and a flow may have decided at once.
 *
 * @param clause what follows the change number: `was rejected`
 */
export function makeDue(row: GlideRecord, decision: 'approved' | 'denied', clause: string): void {
  const now = GateTime.now();
  const sysId = row.getUniqueValue();
  const reason = reasonOf(row, clause);
  const due = {
    decision,
    reason,
    evaluated_at: now,
    decided_at: now,
    retried_at: '',
    retried_by: '',
    next_attempt: now,
  };
  if (GateRegistrationStatus.move(sysId, 'due', due, 'waiting'))
    gs.eventQueue('x_change_gate.deliver', row, sysId, '');
}

/** Ends a registration whose policy leaves the build as it is at the deadline: the CI is not called. */
function expireAtDeadline(row: GlideRecord, clause: string): void {
  const reason = `${reasonOf(row, clause)}, and the deadline (${row.getValue('deadline')} UTC) has passed`;
  if (!GateRegistrationStatus.move(row.getUniqueValue(), 'expired', { reason }, 'waiting')) return;
  GateChange.note(
    row.getValue('change') ?? '',
    `${reason}. ${GateServers.nameOf(row.getValue('server') ?? '')} is not told; the build stays as it is (${row.getValue('build_url')}).`,
  );
}

function reasonOf(row: GlideRecord, clause: string): string {
  return `${row.getValue('change_number')} ${clause}`.substring(0, REASON_MAX_LENGTH);
}
