/**
 * Delivers a decision to a CI server: claims the attempt, decides again, sends, stores the answer. What may have arrived
 * already is looked for first, and what the CI took is not decided again.
 *
 * Safe to call at any time, from any node, any number of times. The rows of x_change_gate_delivery, not the
 * registration, say which attempt is next, and whether a node is working on it.
 */
import type { ApprovalAnswer, ApprovalLook } from '@change-gate/core/approval';
import type { Verdict } from '@change-gate/core/decision';
import * as GateApprovalApis from './GateApprovalApis.ts';
import * as GateCall from './GateCall.ts';
import * as GateCircuit from './GateCircuit.ts';
import * as GateClaims from './GateClaims.ts';
import * as GateDeliveries from './GateDeliveries.ts';
import * as GateEvaluation from './GateEvaluation.ts';
import type * as GateHttp from './GateHttp.ts';
import * as GateInstance from './GateInstance.ts';
import * as GateLease from './GateLease.ts';
import * as GateOutcome from './GateOutcome.ts';
import * as GatePlatform from './GatePlatform.ts';
import * as GateRegistrationStatus from './GateRegistrationStatus.ts';
import * as GateTime from './GateTime.ts';

/** What came of `deliver`: it was this node's to make an attempt, or why not. `none`: there is nothing to deliver now. */
export type Turn = 'called' | 'none' | GateCircuit.Refusal;

/**
 * Delivers the decision of a registration, if it is due, no other node is delivering it, and its CI server may be called.
 */
export function deliver(sysId: string): Turn {
  const row = new GlideRecord(GateRegistrationStatus.TABLE);
  if (!row.get('sys_id', sysId)) return 'none';
  const status = GateRegistrationStatus.statusOf(row);
  if (!isToBeDelivered(status)) return 'none';
  if (!GateInstance.isOf(row)) {
    GateInstance.expire(sysId);
    return 'none';
  }

  const last = GateDeliveries.newest(sysId);
  const isUnsettled =
    last !== null &&
    last.finished !== '' &&
    last.outcome !== GateDeliveries.NOT_SENT &&
    (status === 'delivering' || GateOutcome.isFinal(last.outcome));
  if (last !== null && (last.finished === '' || isUnsettled)) {
    // Its node may be about to write what it has.
    if (last.started > GateLease.expiredBefore()) return 'none';
    if (isUnsettled) {
      // That node died after it had the answer and before the registration knew.
      GateOutcome.settle(row, last.outcome as GateOutcome.AttemptOutcome, last.answer);
      return 'none';
    }
    if (GateOutcome.shouldGiveUp(row)) {
      GateOutcome.giveUp(row, 'unavailable', 'No attempt came to an end.');
      return 'none';
    }
  }
  const isHeld = row.getValue('last_outcome') === GateOutcome.HELD;
  if (status === 'due' && !isHeld && (row.getValue('next_attempt') ?? '') > GateTime.now()) return 'none';

  const attempt = last === null ? 1 : last.number + 1;
  const turn = GateCircuit.call(row.getValue('server') ?? '', () => {
    const claim = GateDeliveries.claim(sysId, attempt);
    if (claim === null) return 'none';
    try {
      runAttempt(row, attempt, claim);
    } catch (error) {
      if (GatePlatform.isFault(error)) refuse(row, error);
      else throw error;
    }
    return 'called';
  });
  if (turn === 'silent') GateOutcome.hold(row);
  return turn;
}

/** Ends an attempt that this instance cannot make: it waits for an admin. What has left is looked at by the next one. */
function refuse(row: GlideRecord, error: unknown): void {
  const open = GateDeliveries.newest(row.getUniqueValue());
  if (open === null || open.finished !== '' || open.outcome !== '') throw error;
  end(row, open.sysId, { outcome: 'refused', detail: GatePlatform.fault(error) });
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
  const due = { next_attempt: now, retried_at: now, retried_by: gs.getUserName() };
  const moved = GateRegistrationStatus.move(sysId, 'due', due, 'refused');
  if (moved) gs.eventQueue('x_change_gate.deliver', row, sysId, '');
  return moved;
}

/** @param claim sys_id of the attempt's row, which this node has */
function runAttempt(row: GlideRecord, attempt: number, claim: string): void {
  const sent = attempt === 1 ? GateDeliveries.NOTHING_SENT : GateDeliveries.sentSoFar(row.getUniqueValue());
  const decided = verdictOf(row);
  const verdict = sent.isTaken ? decided : GateEvaluation.decideAgain(row);
  const isChanged = verdict.decision !== decided.decision;
  if (sent.isSent || (isChanged && sent.mayHaveArrived)) {
    lookFirst(row, attempt, claim, sent);
  } else {
    act(row, attempt, claim, verdict, sent);
  }
}

/**
 * Looks at a build that earlier attempts may have told. The record says what those have sent, and is changed only once
 * the build is seen to wait still, and has had its time to show what it took.
 */
function lookFirst(row: GlideRecord, attempt: number, claim: string, sent: GateDeliveries.Sent): void {
  const taken = takeOn(row, claim, { attempts: attempt });
  if (taken === null) return;
  const { decision, reason } = verdictOf(taken);
  const seen = GateCall.make(taken, ({ api, server, target, token, http }) =>
    api.look({ server, target, token, decision, reason }, http),
  );
  if (seen.outcome !== 'waits' || sent.isRecent) {
    const isHidden = sent.isTaken && seen.outcome === 'refused' && !GateCall.isFaulty(seen);
    end(taken, claim, isHidden ? unseen(seen) : shown(seen, sent, taken));
    return;
  }
  GateClaims.finish(GateDeliveries.TABLE, claim, seen.outcome, seen.detail);
  const next = GateDeliveries.claim(taken.getUniqueValue(), attempt + 1);
  if (next === null) return;
  const verdict = sent.isTaken ? { decision, reason } : GateEvaluation.decideAgain(taken);
  act(taken, attempt + 1, next, verdict, GateDeliveries.NOTHING_SENT);
}

/** Tells the build what was decided, or lets it wait again. */
function act(
  row: GlideRecord,
  attempt: number,
  claim: string,
  verdict: Verdict,
  sent: GateDeliveries.Sent,
): void {
  const { decision, reason } = verdict;
  if (decision === 'pending') {
    waitAgain(row.getUniqueValue(), attempt, claim, reason);
    return;
  }
  const taken = takeOn(row, claim, { attempts: attempt, decision, reason });
  if (taken === null) return;
  let departure: GateHttp.Departure | null = null;
  const answer = GateCall.makeDeciding(
    taken,
    ({ api, server, target, token, http }) => api.deliver({ server, target, token, decision, reason }, http),
    (now) => {
      const isStored = GateDeliveries.storeDeparture(claim, now);
      if (isStored) departure = now;
      return isStored;
    },
  );
  end(taken, claim, shown(outcomeOf(answer, departure), sent, taken));
}

/**
 * What came of an attempt: no answer to a decision that has not left is not waited for, and nothing that is seen now says
 * that one which a MID Server has still to send will not arrive.
 *
 * @param departure `null` where the decision has not left
 */
function outcomeOf(answer: ApprovalAnswer, departure: GateHttp.Departure | null): Seen {
  if (departure === null) return unsent(answer);
  const isOpen = departure === GateDeliveries.QUEUED && !GateOutcome.isFinal(answer.outcome);
  return isOpen ? { outcome: 'queued', detail: answer.detail } : answer;
}

/** No answer to a decision that has not left is one that is not to be waited for. */
function unsent({ outcome, detail }: ApprovalAnswer): ApprovalAnswer {
  return { outcome: outcome === 'unanswered' ? 'unavailable' : outcome, detail };
}

/** What an attempt ends with. */
interface Seen {
  readonly outcome: GateOutcome.AttemptOutcome;
  readonly detail: string;
}

/** A build that does not stand at its gate any more, after it was sent its decision, shows that it was told. */
function shown({ outcome, detail }: Seen, { isSent, isQueued }: GateDeliveries.Sent, row: GlideRecord): Seen {
  const gateAsks = GateApprovalApis.find(row.getValue('ci') ?? '')?.gateAsks === true;
  // A gate that was canceled before it had asked ServiceNow lets nobody go on.
  const isOver = GateOutcome.isFinal(outcome) && !(gateAsks && outcome === 'build-ended');
  const hasMovedOn = isOver || outcome === 'not-paused-yet';
  if (isSent && hasMovedOn) return { outcome: 'delivered', detail };
  return isQueued && outcome === 'waits'
    ? { outcome, detail: `${detail} ${STILL_QUEUED}` }
    : { outcome, detail };
}

const STILL_QUEUED =
  'The MID Server may still send the decision, so nothing else is sent. If it has lost it, answer the build in the CI by hand.';

/** The CI took the decision, and shows nothing of the build any more: its token has been revoked, say. */
function unseen({ detail }: ApprovalLook): ApprovalLook {
  return { outcome: 'delivered', detail: `The CI took the decision. ${detail}` };
}

function end(row: GlideRecord, claim: string, { outcome, detail }: Seen): void {
  GateClaims.finish(GateDeliveries.TABLE, claim, outcome, detail);
  GateOutcome.settle(row, outcome, detail);
}

/**
 * Writes that this node delivers.
 *
 * @returns the registration as it is now: the pipeline may have sent another token; `null` when it has withdrawn it
 */
function takeOn(
  row: GlideRecord,
  claim: string,
  fields: Readonly<Record<string, string | number>>,
): GlideRecord | null {
  const sysId = row.getUniqueValue();
  const moved = GateRegistrationStatus.move(sysId, 'delivering', fields);
  const now = new GlideRecord(GateRegistrationStatus.TABLE);
  if (moved && now.get('sys_id', sysId) && isToBeDelivered(GateRegistrationStatus.statusOf(now))) return now;
  GateClaims.finish(
    GateDeliveries.TABLE,
    claim,
    'unavailable',
    'Nothing was sent: the registration ended, or could not be written.',
  );
  return null;
}

/** What the registration says was decided. */
function verdictOf(row: GlideRecord): { readonly decision: 'approved' | 'denied'; readonly reason: string } {
  const decision = row.getValue('decision') === 'approved' ? 'approved' : 'denied';
  return { decision, reason: row.getValue('reason') ?? '' };
}

/** Also when another node, which decided at the same moment, has made it due again: the claim is this node's. */
function isToBeDelivered(status: GateRegistrationStatus.Status): boolean {
  return status === 'delivering' || status === 'due';
}

function waitAgain(sysId: string, attempt: number, claim: string, reason: string): void {
  const detail = `${reason}. The build waits again.`;
  GateClaims.finish(GateDeliveries.TABLE, claim, GateDeliveries.NOT_SENT, detail);
  // The reason is the evaluation's to write: it compares it with this one, and reports it.
  const undecided = { decision: 'pending', decided_at: '', next_attempt: '' };
  const last = { attempts: attempt, last_outcome: GateDeliveries.NOT_SENT, last_answer: detail };
  // What happens to the change meanwhile finds nobody waiting for it.
  if (GateRegistrationStatus.move(sysId, 'waiting', Object.assign(undecided, last)))
    GateEvaluation.evaluate(sysId);
}
