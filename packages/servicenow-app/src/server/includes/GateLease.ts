/** How long a claim on an attempt holds, and how much of that time may be spent on requests. */
import * as GateHttp from './GateHttp.ts';
import * as GateTime from './GateTime.ts';

/** Seconds at the end of a lease in which no request begins: for the request under way, and for releasing the credential. */
function reserve(): number {
  return 2 * GateHttp.LONGEST_SECONDS;
}

/** What is left for requests to begin in, however short a lease somebody asks for. */
const LEAST_BUDGET_SECONDS = 30;

function seconds(): number {
  const wanted = Number(gs.getProperty('x_change_gate.lease_seconds', '120'));
  return Math.max(wanted || 120, reserve() + LEAST_BUDGET_SECONDS);
}

/** An attempt that started before this time and has no outcome is lost: its node died. */
export function expiredBefore(): string {
  return GateTime.fromNow(-seconds()).getValue();
}

/** Milliseconds in which an attempt may begin requests. */
export function budget(): number {
  return (seconds() - reserve()) * 1000;
}
