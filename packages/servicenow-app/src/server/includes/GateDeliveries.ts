/** The attempts at delivering a decision to a CI server, as rows that a node claims. */
import * as GateClaims from './GateClaims.ts';
import type * as GateHttp from './GateHttp.ts';
import * as GateRetry from './GateRetry.ts';
import * as GateTime from './GateTime.ts';

export const TABLE = 'x_change_gate_delivery';

/** The outcome of an attempt that sent nothing, as the build waits for another decision. */
export const NOT_SENT = 'not-sent';

/** The outcome of an attempt whose decision leaves, until there is another one: for ever when its node died. */
const SENT: GateHttp.Departure = 'sent';

/** The outcome of an attempt whose decision a MID Server may still send, however late. */
export const QUEUED: GateHttp.Departure = 'queued';

/** The outcome of an attempt that found a build, which had been told to go on, stopped by its gate: that decision is used up. */
const STOPPED = 'stopped';

/** Longer streaks pause no longer (see GateRetry). */
const LONGEST_STREAK = 12;

export interface Attempt extends GateClaims.Claim {
  readonly number: number;
  readonly answer: string;
}

/** Claims an attempt. @returns the sys_id of the attempt's row; `null` when another node has the claim */
export function claim(registration: string, attempt: number): string | null {
  return GateClaims.claim(TABLE, registration, attempt, { attempt });
}

/** The newest attempt for a registration; `null` before the first. */
export function newest(registration: string): Attempt | null {
  const row = GateClaims.newest(TABLE, registration, 'attempt', 1);
  return row.next() ? read(row) : null;
}

/** How many attempts in a row, up to the newest, had this outcome. */
export function streak(registration: string, outcome: string): number {
  const row = GateClaims.newest(TABLE, registration, 'attempt', LONGEST_STREAK);
  let length = 0;
  while (row.next() && row.getValue('outcome') === outcome) length += 1;
  return length;
}

/** How often a build has been found stopped by its gate, since a time. */
export function stopsSince(registration: string, time: string): number {
  const row = new GlideRecord(TABLE);
  row.addQuery('registration', registration);
  row.addQuery('outcome', STOPPED);
  row.query();
  let stops = 0;
  while (row.next()) if ((row.getValue('started') ?? '') >= time) stops += 1;
  return stops;
}

/** Stores how far the decision of an attempt has come. @returns whether that was stored */
export function storeDeparture(sysId: string, departure: GateHttp.Departure): boolean {
  return GateClaims.progress(TABLE, sysId, departure);
}

/** What the attempts so far have sent to a build. */
export interface Sent {
  /** Whether the CI took the decision. */
  readonly isTaken: boolean;
  /** Whether the decision has left, and nothing says that it did not arrive. */
  readonly isSent: boolean;
  /** Whether the build need not show it yet: it left recently, or has not left for certain. */
  readonly isRecent: boolean;
  /** Whether a MID Server may still send it. */
  readonly isQueued: boolean;
  /** Whether any decision may have arrived, also one that was changed since. */
  readonly mayHaveArrived: boolean;
}

export const NOTHING_SENT: Sent = {
  isTaken: false,
  isSent: false,
  isRecent: false,
  isQueued: false,
  mayHaveArrived: false,
};

export function sentSoFar(registration: string): Sent {
  const used = newestOf(registration, STOPPED)?.number ?? 0;
  const newestWith = (outcomes: string) => {
    const newest = newestOf(registration, outcomes);
    return newest !== null && newest.number > used ? newest : null;
  };
  const isTaken = newestWith('taken') !== null;
  // Before the build waits again, it is seen to wait still.
  const last = newestWith(`taken,started,unanswered,${SENT},${QUEUED},${NOT_SENT}`);
  // Nothing says how long a MID Server may take (KB0744311), so nothing else is sent while it may.
  const isQueued = newestWith(QUEUED) !== null;
  const isSent = isTaken || isQueued || (last !== null && last.outcome !== NOT_SENT);
  return {
    isTaken,
    isSent,
    isRecent:
      isSent &&
      last !== null &&
      (isQueued || GateTime.secondsBetween(last.started, GateTime.now()) < GateRetry.SHOWN_WITHIN),
    isQueued,
    mayHaveArrived: isSent || newestWith(`started,unanswered,${SENT}`) !== null,
  };
}

/** The newest attempt with one of these outcomes; `null` for none. */
function newestOf(registration: string, outcomes: string): Attempt | null {
  const row = new GlideRecord(TABLE);
  row.addQuery('registration', registration);
  row.addQuery('outcome', 'IN', outcomes);
  row.orderByDesc('attempt');
  row.setLimit(1);
  row.query();
  return row.next() ? read(row) : null;
}

function read(row: GlideRecord): Attempt {
  const number = Number(row.getValue('attempt'));
  return Object.assign(GateClaims.read(row), { number, answer: row.getValue('answer') ?? '' });
}
