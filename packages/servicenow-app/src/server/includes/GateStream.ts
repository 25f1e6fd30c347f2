/**
 * Streams: what deploys to one place, build after build. A stream belongs to the user that records it: what another one has
 * recorded under its name is not in it.
 */
import type { EvidenceAnswer, StreamBase } from '@change-gate/core/evidence';
import * as GateChange from './GateChange.ts';

export const TABLE = 'x_change_gate_evidence';

/** Where a build stands among those of its stream. */
export interface Position {
  readonly counter: string;
  /** 16 digits, which sort as the numbers do. */
  readonly sequence: string;
  /** When its evidence was recorded. */
  readonly recorded: string;
}

/** A build's number as the column holds it: text, as an integer column holds no milliseconds. */
export function sequenceText(number: number): string {
  return `0000000000000000${number}`.slice(-16);
}

/** Reads a row's position. */
export function positionOf(row: GlideRecord): Position {
  return {
    counter: row.getValue('counter') ?? '',
    sequence: row.getValue('sequence') ?? '',
    recorded: row.getValue('recorded') ?? '',
  };
}

/** Whether a build comes after another. Numbers of two counters say nothing of each other: the time decides then. */
export function isAfter(one: Position, other: Position): boolean {
  if (one.counter === other.counter) return one.sequence > other.sequence;
  return one.recorded > other.recorded;
}

/** Leaves out rows of which `isAfter` would say no, so that a stream of years is not read each time. */
export function narrowToLater(rows: GlideRecord, { counter, sequence, recorded }: Position): void {
  rows.addQuery('counter', '!=', counter).addOrCondition('sequence', '>=', sequence);
  rows.addQuery('counter', counter).addOrCondition('recorded', '>=', recorded);
}

/** What the caller's stream of this name has deployed last: the change that was closed as successful last. */
export function base(stream: string): StreamBase | null {
  const rows = ofStream(stream, gs.getUserName());
  rows.addQuery('change.close_code', 'successful');
  rows.addQuery('change.active', false);
  rows.orderByDesc('change.closed_at');
  rows.query();
  while (rows.next()) {
    if (!isOfStream(rows, stream, gs.getUserName()) || !counts(rows)) continue;
    return {
      change: rows.getValue('change_number') ?? '',
      commit: rows.getValue('commit_id') ?? '',
      artifacts: lines(rows.getValue('artifacts')),
      build_url: rows.getValue('build_url') ?? '',
    };
  }
  return null;
}

/**
 * The changes of older builds of the stream of a row that still wait: open, and neither in Implement or later nor in a state
 * in which their model lets them be implemented.
 */
export function older(row: GlideRecord): EvidenceAnswer['older'] {
  const stream = row.getValue('stream') ?? '';
  const user = row.getValue('sys_created_by') ?? '';
  const position = positionOf(row);
  const rows = ofStream(stream, user);
  rows.addQuery('change.active', true);
  rows.addQuery('change.state', 'NOT IN', '-1,0,3,4');
  rows.addQuery('change', '!=', row.getValue('change') ?? '');
  rows.query();
  const waiting: { number: string; sys_id: string }[] = [];
  while (rows.next()) {
    if (!isOfStream(rows, stream, user) || !isAfter(position, positionOf(rows)) || !counts(rows)) continue;
    const sysId = rows.getValue('change') ?? '';
    const change = GateChange.read(sysId, true);
    // A change whose model does not tell its states is left alone.
    const states = change?.modelStates ?? null;
    if (change === null || states === null || states.indexOf(change.state) >= 0) continue;
    waiting.push({ number: rows.getValue('change_number') ?? '', sys_id: sysId });
  }
  return waiting;
}

/** Items of one column, one a line. */
export function lines(text: string | null): string[] {
  return text ? text.split('\n') : [];
}

/** Rows that a user has recorded of a stream, to be narrowed down and queried. */
export function ofStream(stream: string, user: string): GlideRecord {
  const rows = new GlideRecord(TABLE);
  rows.addQuery('stream', stream);
  rows.addQuery('sys_created_by', user);
  return rows;
}

/** The instance may take streams QA and qa, and two users, for the same text. */
export function isOfStream(row: GlideRecord, stream: string, user: string): boolean {
  return row.getValue('stream') === stream && row.getValue('sys_created_by') === user;
}

/** Whether a row is the one that its change counts with. */
export function counts(row: GlideRecord): boolean {
  return GateChange.evidenceOf(row.getValue('change') ?? '')?.row === row.getUniqueValue();
}
