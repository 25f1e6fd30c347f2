/** How the self-test ended last: a row for each finding, which admins read as a list. */
import type { CheckOutcome, Finding, Remedier, SelfTestAnswer } from '@change-gate/core/check';
import * as GateInstance from './GateInstance.ts';

export const TABLE = 'x_change_gate_self_test';

/** Of the column: a database refuses longer text, or cuts it off by itself. */
const MAX_DETAIL = 1000;

/** Keeps an answer in place of the last one. What an event or a job has written about itself stays. */
export function keep({ ranAt, appVersion, release, findings }: SelfTestAnswer): void {
  findings.forEach(({ id, title, outcome, detail, remedy, who }, sequence) => {
    const told = { title, outcome, detail: cut(detail), remedy: remedy ?? '', who: who ?? '' };
    const run = { ran_at: ranAt, app_version: appVersion, release, instance: GateInstance.name() };
    write(id, Object.assign({ sequence }, run, told));
  });
  const ids = findings.map(({ id }) => id);
  const rows = all();
  while (rows.next()) if (ids.indexOf(rows.getValue('finding') ?? '') < 0) rows.deleteRecord();
}

/** The last answer; `null` where nobody has run the self-test, or on the instance that this one was cloned from alone. */
export function last(): SelfTestAnswer | null {
  const findings: Finding[] = [];
  let run: Omit<SelfTestAnswer, 'findings'> | null = null;
  const rows = all();
  while (rows.next()) {
    // What an event or a job has written before the first run is no finding yet.
    if ((rows.getValue('ran_at') ?? '') === '' || !GateInstance.isOf(rows)) continue;
    run = runOf(rows);
    findings.push(findingOf(rows));
  }
  return run === null ? null : Object.assign({ findings }, run);
}

/** The row of a finding; `null` where there is none. */
export function rowOf(id: string): GlideRecord | null {
  const row = new GlideRecord(TABLE);
  return row.get('finding', id) ? row : null;
}

/** Writes columns of the row of a finding, which is made where there is none. @returns whether they were stored */
export function write(id: string, fields: Readonly<Record<string, string | number>>): boolean {
  const there = rowOf(id);
  const row = there ?? new GlideRecord(TABLE);
  if (there === null) {
    row.initialize();
    row.setValue('finding', id);
  }
  for (const column of Object.keys(fields)) row.setValue(column, fields[column]);
  return (there === null ? row.insert() : row.update()) !== null;
}

function all(): GlideRecord {
  const rows = new GlideRecord(TABLE);
  rows.addQuery('finding', 'STARTSWITH', 'self-test.');
  rows.orderBy('sequence');
  rows.query();
  return rows;
}

function runOf(row: GlideRecord): Omit<SelfTestAnswer, 'findings'> {
  const value = (column: string) => row.getValue(column) ?? '';
  return { ranAt: value('ran_at'), appVersion: value('app_version'), release: value('release') };
}

function findingOf(row: GlideRecord): Finding {
  const value = (column: string) => row.getValue(column) ?? '';
  const finding = {
    id: value('finding'),
    title: value('title'),
    // This file alone writes it.
    outcome: value('outcome') as CheckOutcome,
    detail: value('detail'),
  };
  const who = value('who') as Remedier;
  return value('remedy') === '' ? finding : Object.assign(finding, { remedy: value('remedy'), who });
}

function cut(text: string): string {
  return text.length > MAX_DETAIL ? `${text.substring(0, MAX_DETAIL - 3)}...` : text;
}
