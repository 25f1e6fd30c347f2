/** The reports that were shown on paused builds, as rows that a node claims. */
import * as GateClaims from './GateClaims.ts';

export const TABLE = 'x_change_gate_report';

/** The outcome of a report that was refused before it was sent. */
export const NOT_SENT = 'not-sent';

export interface Report extends GateClaims.Claim {
  /** From 1. */
  readonly number: number;
  /** What it says: the registration's reason at that time. */
  readonly reason: string;
}

/** Claims a report. @returns the sys_id of the report's row; `null` when another node has the claim */
export function claim(registration: string, number: number, reason: string): string | null {
  return GateClaims.claim(TABLE, registration, number, { number, reason });
}

/** Releases the claim on a report that was not sent, so that the same number can be tried again. */
export function releaseClaim(sysId: string): void {
  const row = new GlideRecord(TABLE);
  if (row.get('sys_id', sysId)) row.deleteRecord();
}

/** The newest report for a registration; `null` before the first. */
export function newest(registration: string): Report | null {
  const row = GateClaims.newest(TABLE, registration, 'number', 1);
  if (!row.next()) return null;
  const number = Number(row.getValue('number'));
  return Object.assign(GateClaims.read(row), { number, reason: row.getValue('reason') ?? '' });
}
