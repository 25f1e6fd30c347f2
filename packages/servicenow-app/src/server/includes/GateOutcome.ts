/** What follows from the outcome of a delivery: the registration ends, is tried again, or is given up. */
import type { ApprovalLook } from '@change-gate/core/approval';
import * as GateChange from './GateChange.ts';
import * as GateCheckItem from './GateCheckItem.ts';
import * as GateCircuit from './GateCircuit.ts';
import * as GateDeliveries from './GateDeliveries.ts';
import * as GateRegistrationStatus from './GateRegistrationStatus.ts';
import * as GateRetry from './GateRetry.ts';
import * as GateServers from './GateServers.ts';
import * as GateTime from './GateTime.ts';

/** What an attempt ends with: what it did, or what it saw where it only looked. */
export type AttemptOutcome = ApprovalLook['outcome'] | 'queued';

/** Whether the build has gone on or stopped, so that nothing may be sent to it any more. */
export function isFinal(outcome: string): outcome is 'delivered' | 'already-decided' | 'build-ended' {
  return outcome === 'delivered' || outcome === 'already-decided' || outcome === 'build-ended';
}

/**
 * Moves a registration on by the outcome of its delivery, and leaves a note on the change.
 *
 * @param row    the registration, in status `delivering`, or `due` again
 * @param ended  the outcome of the attempt
 * @param detail the CI's answer, without the token
 */
export function settle(row: GlideRecord, ended: AttemptOutcome, detail: string): void {
  const forbidden = ended === 'stopped' ? refusedCheck(row) : '';
  const isStoppedForGood = ended === 'stopped' && stopsOf(row) >= GateRetry.MOST_STOPPED;
  const isForGood = forbidden !== '' || isStoppedForGood || isContestedForGood(row, ended);
  const outcome = isForGood ? 'refused' : ended;
  const answer = forbidden === '' ? detail : `${detail} Its check forbids the deployment (${forbidden}).`;
  // A node that decided at the same moment may have made it due again while this one delivered.
  GateRegistrationStatus.move(row.getUniqueValue(), 'delivering', {});
  if (outcome !== 'refused' && !isFinal(outcome)) {
    tryAgain(row, outcome, detail);
    return;
  }
  const status = outcome === 'delivered' || outcome === 'refused' ? outcome : 'ended';
  const moved = GateRegistrationStatus.move(row.getUniqueValue(), status, {
    last_outcome: outcome,
    last_answer: answer,
    // The note below says it.
    nobody_noted: leavesNobody(row, outcome) ? GateTime.now() : '',
  });
  // One note per event: whoever finds the registration moved already has left it.
  if (!moved) return;
  if (forbidden !== '') note(row, 'forbidden', answer);
  else note(row, isStoppedForGood ? 'stopped-for-good' : outcome, answer);
}

/** Whether the change was approved for a build that was over. */
function leavesNobody(row: GlideRecord, outcome: string): boolean {
  return outcome === 'build-ended' && row.getValue('decision') === 'approved';
}

/** What the check of the build that stopped at its gate forbids: another play of the gate changes nothing. Else empty. */
function refusedCheck(row: GlideRecord): string {
  const value = (column: string) => row.getValue(column) ?? '';
  return GateCheckItem.refusalSince(value('change'), value('build_url'), triedSince(row));
}

/** How often the build has stopped at its gate, under this decision, since somebody last had it retried. */
function stopsOf(row: GlideRecord): number {
  return GateDeliveries.stopsSince(row.getUniqueValue(), triedSince(row));
}

/** Whether the CI has had its time to show that somebody was faster. */
function isContestedForGood(row: GlideRecord, outcome: AttemptOutcome): boolean {
  return (
    outcome === 'contested' &&
    GateDeliveries.streak(row.getUniqueValue(), outcome) >= GateRetry.MOST_CONTESTED
  );
}

/** Expires a registration whose decision could not be delivered, and notes on the change what to do. */
export function giveUp(row: GlideRecord, outcome: AttemptOutcome, detail: string): void {
  const now = GateTime.now();
  const decided = row.getValue('decided_at') || now;
  const days = Math.floor(GateTime.secondsBetween(decided, now) / SECONDS_PER_DAY);
  const given = `${detail} Given up ${days} days after the decision. If the build still waits, answer it in the CI by hand.`;
  if (
    GateRegistrationStatus.move(row.getUniqueValue(), 'expired', {
      last_outcome: outcome,
      last_answer: given,
    })
  ) {
    note(row, 'expired', given);
  }
}

/** The last outcome of a registration that is not tried because its CI server is silent. */
export const HELD = 'not-tried';

/** Seconds until a registration that is held back is looked at again. It is tried before, once its CI server answers. */
const HELD_SECONDS = 15 * 60;

/** Holds a due registration back while its CI server is silent; gives it up where it has been due for long enough. */
export function hold(row: GlideRecord): void {
  const problem = GateCircuit.problemOf(row.getValue('server') ?? '');
  if (shouldGiveUp(row)) {
    giveUp(row, 'unavailable', problem);
  } else if ((row.getValue('next_attempt') ?? '') <= GateTime.now()) {
    GateRegistrationStatus.touch(row.getUniqueValue(), 'due', {
      next_attempt: GateTime.fromNow(HELD_SECONDS).getValue(),
      last_outcome: HELD,
      last_answer: problem,
    });
  }
}

const SECONDS_PER_DAY = 24 * 60 * 60;

/** Whether delivering has been tried for long enough. */
export function shouldGiveUp(row: GlideRecord): boolean {
  const deadline = row.getValue('deadline') ?? '';
  return GateRetry.shouldGiveUp(
    triedFor(row, GateTime.now()),
    deadline === '' ? null : triedFor(row, deadline),
  );
}

/** Seconds from the decision, or from the last time somebody had it retried, until a time. */
function triedFor(row: GlideRecord, time: string): number {
  return GateTime.secondsBetween(triedSince(row) || time, time);
}

function triedSince(row: GlideRecord): string {
  return row.getValue('retried_at') || row.getValue('decided_at') || '';
}

function tryAgain(row: GlideRecord, outcome: GateRetry.Unsettled, detail: string): void {
  const sysId = row.getUniqueValue();
  if (shouldGiveUp(row)) {
    giveUp(row, outcome, detail);
    return;
  }
  const age = triedFor(row, GateTime.now());
  const streak = outcome === 'stopped' ? stopsOf(row) : GateDeliveries.streak(sysId, outcome);
  const next = GateTime.fromNow(GateRetry.pause(outcome, streak, age, Math.random()));
  const due = { last_outcome: outcome, last_answer: detail, next_attempt: next.getValue() };
  if (GateRegistrationStatus.move(sysId, 'due', due)) {
    if (outcome === 'stopped') note(row, outcome, detail);
    gs.eventQueueScheduled('x_change_gate.deliver', row, sysId, '', next);
  }
}

type Event =
  | 'delivered'
  | 'stopped'
  | 'stopped-for-good'
  | 'forbidden'
  | 'refused'
  | 'expired'
  | 'already-decided'
  | 'build-ended';

function note(row: GlideRecord, event: Event, detail: string): void {
  const server = GateServers.nameOf(row.getValue('server') ?? '');
  const build = row.getValue('build_url') ?? '';
  const go = row.getValue('decision') === 'approved' ? 'go on' : 'stop';
  const perhaps = GateDeliveries.sentSoFar(row.getUniqueValue()).mayHaveArrived
    ? `an attempt may have told ${server}`
    : null;
  const stopped = `Told ${server} to go on, and the build stopped at its gate (${build}): ${detail}`;
  // An approved change that nobody deploys would stay in Implement, and look deployed.
  const left =
    go === 'stop'
      ? ''
      : ' No build waits for this change any more: if nothing was deployed under it, cancel it, or run the build again with its job or step that opens the change.';
  const texts: Readonly<Record<Event, string>> = {
    delivered: `Told ${server} to ${go}: ${row.getValue('reason')} (${build}).`,
    stopped: `${stopped} It is told again in a few minutes, if the change is still approved then.`,
    'stopped-for-good': `${stopped} It did so ${GateRetry.MOST_STOPPED} times, though the change is approved, and is told no more. Whoever looks after the pipeline mends what its gate's log in the CI says; then an admin presses Retry delivery in Gate registrations.`,
    forbidden: `${stopped} It is told no more, as that would change nothing. Deploy with a new build, and cancel this change; or have put right what the check names, and an admin presses Retry delivery in Gate registrations.`,
    refused: `${server} could not be told to ${go}${perhaps === null ? '' : `, and ${perhaps}`}; an admin can retry it in Gate registrations (${build}): ${detail}`,
    expired: `Gave up telling ${server} to ${go}${perhaps === null ? '' : `; ${perhaps}`} (${build}): ${detail}`,
    'already-decided': `The build had its answer already; ${perhaps ?? `${server} was not told`} to ${go} (${build}): ${detail}`,
    'build-ended': `The build was over; ${perhaps ?? `${server} did not need to be told`} to ${go} (${build}): ${detail}${left}`,
  };
  GateChange.note(row.getValue('change') ?? '', texts[event]);
}
