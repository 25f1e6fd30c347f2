/**
 * Tells a CI server what was decided: claims the attempt, sends, stores the answer.
 *
 * Safe to call at any time, from any node, any number of times. The rows of x_change_gate_delivery, not the
 * registration, say which attempt is next, and whether somebody is at it.
 */
import type { ApprovalAnswer, ApprovalOutcome } from '@change-gate/core/approval';
import * as GateApprovalApis from './GateApprovalApis.ts';
import * as GateDeliveries from './GateDeliveries.ts';
import * as GateHttp from './GateHttp.ts';
import * as GateLife from './GateLife.ts';
import * as GateOutcome from './GateOutcome.ts';
import * as GateServers from './GateServers.ts';
import * as GateTime from './GateTime.ts';

/** @param sysId of a registration; one with nothing to deliver is left alone */
export function deliver(sysId: string): void {
  const row = new GlideRecord(GateLife.TABLE);
  if (!row.get('sys_id', sysId)) return;
  const status = GateLife.statusOf(row);
  if (status !== 'due' && status !== 'delivering') return;

  const last = GateDeliveries.newest(sysId);
  if (last !== null && last.finished === '' && last.started > leaseEnded()) return;
  if (
    last !== null &&
    last.finished !== '' &&
    (status === 'delivering' || GateOutcome.isFinal(last.outcome))
  ) {
    // A node died after it had the answer and before the registration knew.
    GateLife.move(sysId, 'delivering', {});
    GateOutcome.settle(row, last.number, last.outcome as ApprovalOutcome, last.answer);
    return;
  }
  if (status === 'due' && (row.getValue('next_attempt') ?? '') > GateTime.now()) return;

  const attempt = last === null ? 1 : last.number + 1;
  const claim = GateDeliveries.claim(sysId, attempt);
  if (claim === null) return;
  if (!GateLife.move(sysId, 'delivering', { attempts: attempt })) {
    GateDeliveries.finish(claim, 'not-sent', 'The registration ended before anything was sent.');
    return;
  }
  const { outcome, detail } = send(row);
  GateDeliveries.finish(claim, outcome, detail);
  GateOutcome.settle(row, attempt, outcome, detail);
}

/** Attempts that started before this time and have no answer are lost. */
export function leaseEnded(): string {
  return GateTime.fromNow(-Number(gs.getProperty('x_change_gate.lease_seconds', '120'))).getValue();
}

function send(row: GlideRecord): ApprovalAnswer {
  const api = GateApprovalApis.find(row.getValue('ci') ?? '');
  const server = GateServers.get(row.getValue('server') ?? '');
  const token = row.getElement('token').getDecryptedValue() ?? '';
  if (api === null || server === null) {
    return { outcome: 'refused', detail: 'The CI server is not in the active "CI servers" any more.' };
  }
  if (token === '') {
    return { outcome: 'refused', detail: 'The registration has no token. Register the build again.' };
  }
  const { outcome, detail } = api.deliver(
    {
      server: server.baseUrl,
      target: JSON.parse(row.getValue('target') ?? '{}'),
      token,
      decision: row.getValue('decision') === 'approved' ? 'approved' : 'denied',
      reason: row.getValue('reason') ?? '',
    },
    GateHttp.to(server.baseUrl),
  );
  // The CI may echo what it was sent.
  return { outcome, detail: detail.split(token).join('(token)').substring(0, 1000) };
}
