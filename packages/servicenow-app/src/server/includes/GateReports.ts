/** The reports that were shown on paused builds. Inserting a report's row is the claim on it. */
import * as GateTime from './GateTime.ts';

const TABLE = 'x_change_gate_report';

/** Of a report that was refused before it was sent. */
export const NOT_SENT = 'not-sent';

export interface Report {
  readonly sysId: string;
  /** From 1. */
  readonly number: number;
  /** What it says: the registration's reason at that time. */
  readonly reason: string;
  readonly started: string;
  /** Empty while it is being sent, and for ever when its node died. */
  readonly finished: string;
  readonly outcome: string;
}

/**
 * Claims a report. `claim` is a unique column: of two nodes, the database lets one.
 *
 * @returns the sys_id of its row; `null` when another node has it
 */
export function claim(registration: string, number: number, reason: string): string | null {
  const row = new GlideRecord(TABLE);
  row.initialize();
  row.setValue('registration', registration);
  row.setValue('number', number);
  row.setValue('claim', `${registration}:${number}`);
  row.setValue('reason', reason);
  row.setValue('started', GateTime.now());
  return row.insert();
}

/** Stores what came of a report. */
export function finish(sysId: string, outcome: string, answer: string): void {
  const row = new GlideRecord(TABLE);
  if (!row.get('sys_id', sysId)) return;
  row.setValue('finished', GateTime.now());
  row.setValue('outcome', outcome);
  row.setValue('answer', answer);
  row.update();
}

/** Releases the claim on a report that was not sent, so that the same number can be tried again. */
export function releaseClaim(sysId: string): void {
  const row = new GlideRecord(TABLE);
  if (row.get('sys_id', sysId)) row.deleteRecord();
}

export function newest(registration: string): Report | null {
  const row = new GlideRecord(TABLE);
  row.addQuery('registration', registration);
  row.orderByDesc('number');
  row.setLimit(1);
  row.query();
  if (!row.next()) return null;
  return {
    sysId: row.getUniqueValue(),
    number: Number(row.getValue('number')),
    reason: row.getValue('reason') ?? '',
    started: row.getValue('started') ?? '',
    finished: row.getValue('finished') ?? '',
    outcome: row.getValue('outcome') ?? '',
  };
}

/** Deletes all reports of a registration. */
export function deleteAll(registration: string): void {
  const rows = new GlideRecord(TABLE);
  rows.addQuery('registration', registration);
  rows.deleteMultiple();
}
