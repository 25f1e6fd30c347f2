/**
 * Delivers a decision to a CI server: claims the attempt, decides again, sends, stores the answer.
 *
 * Safe to call at any time, from any node, any number of times. The rows of x_change_gate_delivery, not the
 * registration, say which attempt is next, and whether a node is working on it.
 */
import type { ApprovalAnswer, ApprovalOutcome } from '@change-gate/core/approval';
import * as GateCall from './GateCall.ts';
import * as GateClaims from './GateClaims.ts';
import * as GateDeliveries from './GateDeliveries.ts';
import * as GateEvaluation from './GateEvaluation.ts';
import * as GateInstance from './GateInstance.ts';
import * as GateLease from './GateLease.ts';
import * as GateOutcome from './GateOutcome.ts';
import * as GateRegistrationStatus from './GateRegistrationStatus.ts';
import * as GateTime from './GateTime.ts';

/** The outcome of an attempt that ended before it sent anything. Whatever the cause, the next one may begin. */
const NOT_SENT = 'not-sent';

/** Delivers the decision of a registration, if it is due and no other node is delivering it. */
export function deliver(sysId: string): void {
  const row = new GlideRecord(GateRegistrationStatus.TABLE);
  if (!row.get('sys_id', sysId)) return;
  const status = GateRegistrationStatus.statusOf(row);
  if (!isToBeDelivered(status)) return;
  if (!GateInstance.isRegisteredHere(row)) {
    GateInstance.expire(sysId);
    return;
  }

  const last = GateDeliveries.newest(sysId);
  if (last !== null && last.finished === '') {
    if (last.started > GateLease.expiredBefore()) return;
    if (GateOutcome.shouldGiveUp(row)) {
      GateOutcome.giveUp(row, 'unavailable', 'No attempt came to an end.');
      return;
    }
  }
  if (
    last !== null &&
    last.finished !== '' &&
    last.outcome !== NOT_SENT &&
    (status === 'delivering' || GateOutcome.isFinal(last.outcome))
  ) {
    // A node died after it had the answer and before the registration knew.
    GateOutcome.settle(row, last.outcome as ApprovalOutcome, last.answer);
    return;
  }
  if (status === 'due' && (row.getValue('next_attempt') ?? '') > GateTime.now()) return;

  const attempt = last === null ? 1 : last.number + 1;
  const claim = GateDeliveries.claim(sysId, attempt);
  if (claim !== null) runAttempt(row, attempt, claim);
}

/**
 * Makes a refused registration due again: its token has been replaced, or the CI has been told to take it.
 *
 * @returns whether it was refused
 */
export function retry(sysId: string): boolean {
  const row = new GlideRecord(GateRegistrationStatus.TABLE);
  if (!row.get('sys_id', sysId) || GateRegistrationStatus.statusOf(row) !== 'refused') return false;
  const now = GateTime.now();
  const moved = GateRegistrationStatus.move(sysId, 'due', { next_attempt: now, retried_at: now });
  if (moved) gs.eventQueue('x_change_gate.deliver', row, sysId, '');
  return moved;
}

/** @param claim sys_id of the attempt's row, which this node has */
function runAttempt(row: GlideRecord, attempt: number, claim: string): void {
  const sysId = row.getUniqueValue();
  const { decision, reason } = GateEvaluation.decideAgain(row);
  if (decision === 'pending') {
    waitAgain(sysId, attempt, claim, reason);
    return;
  }
  const moved = GateRegistrationStatus.move(sysId, 'delivering', { attempts: attempt, decision, reason });
  // As it is now: the pipeline may have withdrawn it, or sent another token.
  const now = new GlideRecord(GateRegistrationStatus.TABLE);
  if (!moved || !now.get('sys_id', sysId) || !isToBeDelivered(GateRegistrationStatus.statusOf(now))) {
    GateClaims.finish(
      GateDeliveries.TABLE,
      claim,
      NOT_SENT,
      'The registration ended, or could not be written.',
    );
    return;
  }
  const { outcome, detail } = send(now, decision, reason);
  GateClaims.finish(GateDeliveries.TABLE, claim, outcome, detail);
  GateOutcome.settle(now, outcome, detail);
}

/** Also when another node, which decided at the same moment, has made it due again: the claim is this node's. */
function isToBeDelivered(status: GateRegistrationStatus.Status): boolean {
  return status === 'delivering' || status === 'due';
}

function waitAgain(sysId: string, attempt: number, claim: string, reason: string): void {
  const detail = `${reason}. The build waits again.`;
  GateClaims.finish(GateDeliveries.TABLE, claim, NOT_SENT, detail);
  // The reason is the evaluation's to write: it compares it with this one, and reports it.
  const undecided = { decision: 'pending', decided_at: '', next_attempt: '' };
  const last = { attempts: attempt, last_outcome: NOT_SENT, last_answer: detail };
  // What happens to the change meanwhile finds nobody waiting for it.
  if (GateRegistrationStatus.move(sysId, 'waiting', Object.assign(undecided, last)))
    GateEvaluation.evaluate(sysId);
}

function send(row: GlideRecord, decision: 'approved' | 'denied', reason: string): ApprovalAnswer {
  return GateCall.make(row, ({ api, server, target, token, http }) =>
    api.deliver({ server, target, token, decision, reason }, http),
  );
}
