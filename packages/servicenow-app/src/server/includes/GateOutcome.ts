/** What follows from the outcome of a delivery: the registration ends, is tried again, or is given up. */
import type { ApprovalOutcome } from '@change-gate/core/approval';
import * as GateChange from './GateChange.ts';
import * as GateDeliveries from './GateDeliveries.ts';
import * as GateRegistrationStatus from './GateRegistrationStatus.ts';
import * as GateRetry from './GateRetry.ts';
import * as GateServers from './GateServers.ts';
import * as GateTime from './GateTime.ts';

/** Whether the build has gone on or stopped, so that nothing may be sent to it any more. */
export function isFinal(outcome: string): boolean {
  return outcome === 'delivered' || outcome === 'already-decided' || outcome === 'build-ended';
}

/**
 * Moves a registration on by the outcome of its delivery, and leaves a note on the change.
 *
 * @param row    the registration, in status `delivering`, or `due` again
 * @param detail the CI's answer, without the token
 */
export function settle(row: GlideRecord, outcome: ApprovalOutcome, detail: string): void {
  // A node that decided at the same moment may have made it due again while this one delivered.
  GateRegistrationStatus.move(row.getUniqueValue(), 'delivering', {});
  if (outcome === 'not-paused-yet' || outcome === 'unavailable') {
    tryAgain(row, outcome, detail);
    return;
  }
  const status = outcome === 'delivered' ? 'delivered' : outcome === 'refused' ? 'refused' : 'ended';
  const moved = GateRegistrationStatus.move(row.getUniqueValue(), status, {
    last_outcome: outcome,
    last_answer: detail,
  });
  // One note per event: whoever finds the registration moved already has left it.
  if (moved) note(row, outcome, detail);
}

/** Expires a registration whose decision could not be delivered, and notes on the change what to do. */
export function giveUp(row: GlideRecord, outcome: ApprovalOutcome, detail: string): void {
  const now = GateTime.now();
  const decided = row.getValue('decided_at') || now;
  const days = Math.floor(GateTime.secondsBetween(decided, now) / SECONDS_PER_DAY);
  const given = `${detail} Given up ${days} days after the decision. If the build still waits, run open again.`;
  if (
    GateRegistrationStatus.move(row.getUniqueValue(), 'expired', {
      last_outcome: outcome,
      last_answer: given,
    })
  ) {
    note(row, 'expired', given);
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
  const since = row.getValue('retried_at') || row.getValue('decided_at') || time;
  return GateTime.secondsBetween(since, time);
}

function tryAgain(row: GlideRecord, outcome: 'not-paused-yet' | 'unavailable', detail: string): void {
  const sysId = row.getUniqueValue();
  if (shouldGiveUp(row)) {
    giveUp(row, outcome, detail);
    return;
  }
  const age = triedFor(row, GateTime.now());
  const streak = GateDeliveries.streak(sysId, outcome);
  const next = GateTime.fromNow(GateRetry.pause(outcome, streak, age, Math.random()));
  const due = { last_outcome: outcome, last_answer: detail, next_attempt: next.getValue() };
  if (GateRegistrationStatus.move(sysId, 'due', due)) {
    gs.eventQueueScheduled('x_change_gate.deliver', row, sysId, '', next);
  }
}

function note(row: GlideRecord, event: ApprovalOutcome | 'expired', detail: string): void {
  const server = GateServers.nameOf(row.getValue('server') ?? '');
  const build = row.getValue('build_url') ?? '';
  const go = row.getValue('decision') === 'approved' ? 'go on' : 'stop';
  const texts: Readonly<Record<typeof event, string>> = {
    delivered: `Told ${server} to ${go}: ${row.getValue('reason')} (${build}).`,
    refused: `${server} refused to be told to ${go}; an admin can retry it in Gate registrations (${build}): ${detail}`,
    expired: `Gave up telling ${server} to ${go} (${build}): ${detail}`,
    'already-decided': `The build had its answer already; ${server} was not told to ${go} (${build}): ${detail}`,
    'build-ended': `The build was over; ${server} did not need to be told to ${go} (${build}): ${detail}`,
    'not-paused-yet': '',
    unavailable: '',
  };
  GateChange.note(row.getValue('change') ?? '', texts[event]);
}
