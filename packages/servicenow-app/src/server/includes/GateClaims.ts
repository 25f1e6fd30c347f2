/**
 * The tables whose rows one node at a time may work on: attempts at a delivery, and reports. Inserting the row is the
 * claim on it: its column `claim` is unique, so of two nodes the database lets one. That is looked for before: a refused
 * insert may be an error in the system log each time.
 */
import * as GateTime from './GateTime.ts';

/** What every claimed row has. */
export interface Claim {
  readonly sysId: string;
  readonly started: string;
  /** Empty while its node works on it, and for ever when that node died. */
  readonly finished: string;
  readonly outcome: string;
}

/**
 * Inserts the row with this number among those of a registration.
 *
 * @param fields columns that only this table has
 * @returns its sys_id; `null` when another node has the claim
 */
export function claim(
  table: string,
  registration: string,
  number: number,
  fields: Readonly<Record<string, string | number>>,
): string | null {
  const name = `${registration}:${number}`;
  if (new GlideRecord(table).get('claim', name)) return null;
  const row = new GlideRecord(table);
  row.initialize();
  row.setValue('registration', registration);
  row.setValue('claim', name);
  row.setValue('started', GateTime.now());
  for (const column of Object.keys(fields)) row.setValue(column, fields[column]);
  return row.insert();
}

/** Stores that what a row stands for has come so far, while its node works on. @returns whether it was stored */
export function progress(table: string, sysId: string, outcome: string): boolean {
  const row = new GlideRecord(table);
  if (!row.get('sys_id', sysId)) return false;
  row.setValue('outcome', outcome);
  return row.update() !== null;
}

/** Stores the outcome of what a row stands for. */
export function finish(table: string, sysId: string, outcome: string, answer: string): void {
  const row = new GlideRecord(table);
  if (!row.get('sys_id', sysId)) return;
  row.setValue('finished', GateTime.now());
  row.setValue('outcome', outcome);
  row.setValue('answer', answer);
  // Such a row looks like that of a node that died: once its lease is over, the next one may begin.
  if (row.update() === null)
    gs.error(`Change Gate could not store the outcome ${outcome} in ${table} ${sysId}`);
}

/**
 * Queries the newest rows of a registration, newest first.
 *
 * @param number the column that numbers them
 */
export function newest(table: string, registration: string, number: string, limit: number): GlideRecord {
  const row = new GlideRecord(table);
  row.addQuery('registration', registration);
  row.orderByDesc(number);
  row.setLimit(limit);
  row.query();
  return row;
}

/** Reads the columns that every claimed row has. */
export function read(row: GlideRecord): Claim {
  return {
    sysId: row.getUniqueValue(),
    started: row.getValue('started') ?? '',
    finished: row.getValue('finished') ?? '',
    outcome: row.getValue('outcome') ?? '',
  };
}

/** Deletes all rows of a registration. */
export function deleteAll(table: string, registration: string): void {
  const rows = new GlideRecord(table);
  rows.addQuery('registration', registration);
  rows.deleteMultiple();
}
