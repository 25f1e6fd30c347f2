/** How long a claim on an attempt holds, and how much of that time may be spent on requests. */
import * as GateTime from './GateTime.ts';

/** The end of a lease, in which no request begins: for the request under way, and for releasing the credential. */
const RESERVE_SECONDS = 30;

function seconds(): number {
  return Number(gs.getProperty('x_change_gate.lease_seconds', '120'));
}

/** An attempt that started before this time and has no outcome is lost: its node died. */
export function expiredBefore(): string {
  return GateTime.fromNow(-seconds()).getValue();
}

/** Milliseconds in which an attempt may begin requests. */
export function budget(): number {
  return Math.max(seconds() - RESERVE_SECONDS, seconds() / 2) * 1000;
}
