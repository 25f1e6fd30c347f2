/** What the app does about the outcome of a delivery: end the registration, try again, or give up. */
import type { ApprovalOutcome } from '@change-gate/core/approval';
import * as GateChange from './GateChange.ts';
import * as GateDeliveries from './GateDeliveries.ts';
import * as GateLife from './GateLife.ts';
import * as GateRetry from './GateRetry.ts';
import * as GateServers from './GateServers.ts';
import * as GateTime from './GateTime.ts';

/** Whether the build has gone on or stopped, so that nothing may be sent to it any more. */
export function isFinal(outcome: string): boolean {
  return outcome === 'delivered' || outcome === 'already-decided' || outcome === 'build-ended';
}

/**
 * @param row     the registration, in status `delivering`
 * @param attempt which attempt this is the outcome of
 * @param detail  the CI's answer, without the token
 */
export function settle(row: GlideRecord, attempt: number, outcome: ApprovalOutcome, detail: string): void {
  if (outcome === 'not-paused-yet' || outcome === 'unavailable') {
    tryAgain(row, attempt, outcome, detail);
    return;
  }
  const status = outcome === 'delivered' ? 'delivered' : outcome === 'refused' ? 'refused' : 'ended';
  const moved = GateLife.move(row.getUniqueValue(), status, { last_outcome: outcome, last_answer: detail });
  // One note per event: whoever finds the registration moved already has left it.
  if (moved) note(row, outcome, detail);
}

function tryAgain(
  row: GlideRecord,
  attempt: number,
  outcome: 'not-paused-yet' | 'unavailable',
  detail: string,
): void {
  const sysId = row.getUniqueValue();
  const last = { last_outcome: outcome, last_answer: detail };
  if (attempt >= Number(gs.getProperty('x_change_gate.max_attempts', '1000'))) {
    if (GateLife.move(sysId, 'expired', last)) note(row, 'expired', `${attempt} attempts. ${detail}`);
    return;
  }
  const streak = GateDeliveries.streak(sysId, outcome);
  const next = GateTime.fromNow(GateRetry.pause(outcome, streak, Math.random()));
  const due = { last_outcome: outcome, last_answer: detail, next_attempt: next.getValue() };
  if (GateLife.move(sysId, 'due', due)) {
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
    'already-decided': `${server} did not need to be told to ${go} (${build}): ${detail}`,
    'build-ended': `${server} did not need to be told to ${go} (${build}): ${detail}`,
    'not-paused-yet': '',
    unavailable: '',
  };
  GateChange.note(row.getValue('change') ?? '', texts[event]);
}
