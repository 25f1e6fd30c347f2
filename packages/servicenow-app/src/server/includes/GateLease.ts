/** For how long one node has an attempt to itself. */
import * as GateTime from './GateTime.ts';

/** What is left of a lease when nothing more is sent: for the request under way, and for letting go of the credential. */
const REST_SECONDS = 30;

function seconds(): number {
  return Number(gs.getProperty('x_change_gate.lease_seconds', '120'));
}

/** What started before this time and has no answer is lost: its node died. */
export function ended(): string {
  return GateTime.fromNow(-seconds()).getValue();
}

/** Milliseconds in which an attempt may begin requests. */
export function budget(): number {
  return Math.max(seconds() - REST_SECONDS, seconds() / 2) * 1000;
}
