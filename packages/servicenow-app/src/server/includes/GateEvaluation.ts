/** Decides for registrations that wait: their change, by their policy, as it is now. */
import type { Policy } from '@change-gate/core/decision';
import * as GateChange from './GateChange.ts';
import * as GateDecision from './GateDecision.ts';
import * as GateLife from './GateLife.ts';
import * as GateServers from './GateServers.ts';
import * as GateTime from './GateTime.ts';

/** A change was updated or deleted: one query, and no more when nobody waits for it. */
export function changeTouched(changeSysId: string): void {
  const waiting = new GlideRecord(GateLife.TABLE);
  waiting.addQuery('change', changeSysId);
  waiting.addQuery('status', 'waiting');
  waiting.query();
  while (waiting.next()) evaluate(waiting.getUniqueValue());
}

/** Decides for one registration; one that is decided already stays as it is. */
export function evaluate(sysId: string): void {
  const row = new GlideRecord(GateLife.TABLE);
  if (!row.get('sys_id', sysId) || GateLife.statusOf(row) !== 'waiting') return;

  const now = GateTime.now();
  const policy = policyOf(row);
  const withModel = policy.proceedStates.indexOf(GateDecision.MODEL) >= 0;
  const change = GateChange.read(row.getValue('change') ?? '', withModel);
  const isOver = GateDecision.isPastDeadline(policy, now);
  // A subflow decides for its own, unless there is nothing left that it could wait for.
  if (row.getValue('decided_by') === 'subflow' && change !== null && !isOver) {
    lookedAt(row, now);
    return;
  }

  const verdict = GateDecision.decide(change, policy, now);
  if (verdict.decision !== 'pending') {
    decided(row, verdict.decision, verdict.reason);
  } else if (isOver) {
    leave(row, verdict.reason);
  } else {
    row.setValue('reason', reasonOf(row, verdict.reason));
    lookedAt(row, now);
  }
}

/** Sends the registration to the end of the scheduled job's queue. */
function lookedAt(row: GlideRecord, now: string): void {
  row.setValue('evaluated_at', now);
  row.update();
}

/**
 * Makes a waiting registration due: its build is to be told.
 *
 * @param clause what follows the change number: `was rejected`
 */
export function decided(row: GlideRecord, decision: 'approved' | 'denied', clause: string): void {
  const now = GateTime.now();
  const sysId = row.getUniqueValue();
  const reason = reasonOf(row, clause);
  const due = { decision, reason, evaluated_at: now, decided_at: now, next_attempt: now };
  if (GateLife.move(sysId, 'due', due)) gs.eventQueue('x_change_gate.deliver', row, sysId, '');
}

/** The deadline of a registration that asked to be left alone then: nobody is told. */
function leave(row: GlideRecord, clause: string): void {
  const reason = `${reasonOf(row, clause)}, and the deadline (${row.getValue('deadline')} UTC) has passed`;
  if (!GateLife.move(row.getUniqueValue(), 'expired', { reason })) return;
  GateChange.note(
    row.getValue('change') ?? '',
    `${reason}. ${GateServers.nameOf(row.getValue('server') ?? '')} is not told; the build stays as it is (${row.getValue('build_url')}).`,
  );
}

function reasonOf(row: GlideRecord, clause: string): string {
  return `${row.getValue('change_number')} ${clause}`;
}

function policyOf(row: GlideRecord): Policy {
  return {
    proceedStates: (row.getValue('proceed_states') ?? '').split(','),
    conflict: row.getValue('conflict') as Policy['conflict'],
    window: row.getValue('window') as Policy['window'],
    deadline: row.getValue('deadline') ?? '',
    onDeadline: row.getValue('on_deadline') === 'leave' ? 'leave' : 'deny',
  };
}
