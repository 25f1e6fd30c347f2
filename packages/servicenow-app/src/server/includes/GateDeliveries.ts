/** The attempts at delivering a decision to a CI server, as rows that a node claims. */
import * as GateClaims from './GateClaims.ts';

export const TABLE = 'x_change_gate_delivery';

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
  if (!row.next()) return null;
  const number = Number(row.getValue('attempt'));
  return Object.assign(GateClaims.read(row), { number, answer: row.getValue('answer') ?? '' });
}

/** How many attempts in a row, up to the newest, had this outcome. */
export function streak(registration: string, outcome: string): number {
  const row = GateClaims.newest(TABLE, registration, 'attempt', LONGEST_STREAK);
  let length = 0;
  while (row.next() && row.getValue('outcome') === outcome) length += 1;
  return length;
}
