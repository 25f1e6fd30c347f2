/** The attempts at delivering a decision to a CI server. Inserting an attempt's row is the claim on it. */
import * as GateTime from './GateTime.ts';

const TABLE = 'x_change_gate_delivery';

/** Longer streaks pause no longer (see GateRetry). */
const LONGEST_STREAK = 12;

export interface Attempt {
  readonly number: number;
  readonly started: string;
  /** Empty while it runs, and for ever when its node died. */
  readonly finished: string;
  readonly outcome: string;
  readonly answer: string;
}

/**
 * Claims an attempt. `claim` is a unique column: of two nodes, the database lets one.
 *
 * @returns the sys_id of its row; `null` when another node has it
 */
export function claim(registration: string, attempt: number): string | null {
  const row = new GlideRecord(TABLE);
  row.initialize();
  row.setValue('registration', registration);
  row.setValue('attempt', attempt);
  row.setValue('claim', `${registration}:${attempt}`);
  row.setValue('started', GateTime.now());
  return row.insert();
}

/** Stores what came of an attempt. */
export function finish(sysId: string, outcome: string, answer: string): void {
  const row = new GlideRecord(TABLE);
  if (!row.get('sys_id', sysId)) return;
  row.setValue('finished', GateTime.now());
  row.setValue('outcome', outcome);
  row.setValue('answer', answer);
  row.update();
}

export function newest(registration: string): Attempt | null {
  const row = byNewest(registration, 1);
  if (!row.next()) return null;
  return {
    number: Number(row.getValue('attempt')),
    started: row.getValue('started') ?? '',
    finished: row.getValue('finished') ?? '',
    outcome: row.getValue('outcome') ?? '',
    answer: row.getValue('answer') ?? '',
  };
}

/** How many attempts in a row, up to the newest, had this outcome. */
export function streak(registration: string, outcome: string): number {
  const row = byNewest(registration, LONGEST_STREAK);
  let length = 0;
  while (row.next() && row.getValue('outcome') === outcome) length += 1;
  return length;
}

/** Deletes all attempts of a registration. */
export function deleteAll(registration: string): void {
  const rows = new GlideRecord(TABLE);
  rows.addQuery('registration', registration);
  rows.deleteMultiple();
}

function byNewest(registration: string, limit: number): GlideRecord {
  const row = new GlideRecord(TABLE);
  row.addQuery('registration', registration);
  row.orderByDesc('attempt');
  row.setLimit(limit);
  row.query();
  return row;
}
