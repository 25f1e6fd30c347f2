/**
 * Tells a CI server what was decided: claims the attempt, sends, stores the answer.
 *
 * Safe to call at any time, from any node, any number of times. The rows of x_change_gate_delivery, not the
 * registration, say which attempt is next, and whether somebody is at it.
 */
import type { ApprovalAnswer, ApprovalApi, ApprovalHttp, ApprovalOutcome } from '@change-gate/core/approval';
import * as GateApprovalApis from './GateApprovalApis.ts';
import * as GateCredentials from './GateCredentials.ts';
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

/** A refused delivery is tried again: its token has been replaced, or the CI has been told to take it. */
export function retry(sysId: string): boolean {
  const row = new GlideRecord(GateLife.TABLE);
  if (!row.get('sys_id', sysId) || GateLife.statusOf(row) !== 'refused') return false;
  const moved = GateLife.move(sysId, 'due', { next_attempt: GateTime.now() });
  if (moved) gs.eventQueue('x_change_gate.deliver', row, sysId, '');
  return moved;
}

/** Attempts that started before this time and have no answer are lost. */
export function leaseEnded(): string {
  return GateTime.fromNow(-Number(gs.getProperty('x_change_gate.lease_seconds', '120'))).getValue();
}

function send(row: GlideRecord): ApprovalAnswer {
  const api = GateApprovalApis.find(row.getValue('ci') ?? '');
  const server = GateServers.get(row.getValue('server') ?? '');
  if (api === null || server === null) {
    return { outcome: 'refused', detail: 'The CI server is not in the active "CI servers" any more.' };
  }
  const http = GateHttp.to(server.baseUrl, server.midServer);
  const credential = GateCredentials.open(row, http, server.baseUrl);
  if ('outcome' in credential) return credential;
  const { outcome, detail } = tell(api, row, server.baseUrl, credential.token, http);
  credential.release();
  // The CI may echo what it was sent.
  return { outcome, detail: detail.split(credential.token).join('(token)').substring(0, 1000) };
}

/** An approval API never throws; if one does, its build is tried again like that of a CI that is down. */
function tell(
  api: ApprovalApi,
  row: GlideRecord,
  server: string,
  token: string,
  http: ApprovalHttp,
): ApprovalAnswer {
  const decision = row.getValue('decision') === 'approved' ? 'approved' : 'denied';
  const target = JSON.parse(row.getValue('target') ?? '{}');
  try {
    return api.deliver({ server, target, token, decision, reason: row.getValue('reason') ?? '' }, http);
  } catch (error) {
    return { outcome: 'unavailable', detail: `The approval API failed: ${error}` };
  }
}
