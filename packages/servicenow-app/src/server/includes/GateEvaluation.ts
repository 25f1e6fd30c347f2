/** Decides for registrations that wait: their change, by their policy, as it is now. */
import type { Policy } from '@change-gate/core/decision';
import * as GateChange from './GateChange.ts';
import * as GateDecision from './GateDecision.ts';
import * as GateLife from './GateLife.ts';
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
  const verdict = GateDecision.decide(GateChange.read(row.getValue('change') ?? ''), policyOf(row), now);
  const reason = `${row.getValue('change_number')} ${verdict.reason}`;
  if (verdict.decision === 'pending') {
    row.setValue('reason', reason);
    row.setValue('evaluated_at', now);
    row.update();
    return;
  }
  const due = { decision: verdict.decision, reason, evaluated_at: now, decided_at: now, next_attempt: now };
  if (GateLife.move(sysId, 'due', due)) gs.eventQueue('x_change_gate.deliver', row, sysId, '');
}

function policyOf(row: GlideRecord): Policy {
  return {
    proceedStates: (row.getValue('proceed_states') ?? '').split(','),
    conflict: row.getValue('conflict') as Policy['conflict'],
    window: row.getValue('window') as Policy['window'],
    deadline: row.getValue('deadline') ?? '',
  };
}
