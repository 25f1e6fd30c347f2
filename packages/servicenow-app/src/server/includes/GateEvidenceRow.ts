/** A row of evidence: its columns, and what has become worse since. */
import type { EvidenceRecord } from '@change-gate/core/evidence';
import {
  COUNT_COLUMNS,
  type CountColumn,
  type CountedKind,
  DIRECTION_COLUMN,
  PASSING_PERCENT,
  STATUS_COLUMNS,
} from '../evidence-columns.ts';
import * as GateStream from './GateStream.ts';
import * as GateTime from './GateTime.ts';

const KINDS = Object.keys(STATUS_COLUMNS) as CountedKind[];

/** Sets the columns of a new row; does not write it. */
export function set(row: GlideRecord, record: EvidenceRecord, digest: string): void {
  const { number, sys_id: change } = record.change;
  row.setValue('change', change);
  row.setValue('change_number', number);
  row.setValue('status', record.status);
  for (const kind of KINDS) {
    row.setValue(STATUS_COLUMNS[kind].column, record[kind].status);
    // A number that is not known stays an empty column, never 0.
    for (const { column, count } of countsOf(record, kind)) if (count !== null) row.setValue(column, count);
  }
  const passing = passingPercent(record.tests);
  if (passing !== null) row.setValue(PASSING_PERCENT.column, passing);
  row.setValue(DIRECTION_COLUMN.column, record.changes.direction);
  row.setValue('base_commit', record.changes.base_commit);
  row.setValue('base_change', record.changes.base_change);
  row.setValue('artifacts', record.artifacts.join('\n'));
  row.setValue('work_items', record.work_items.join('\n'));
  row.setValue('people', JSON.stringify(record.people));
  row.setValue('separation_rule', record.separation);
  row.setValue('stream', record.stream);
  row.setValue('counter', record.sequence.counter);
  row.setValue('sequence', GateStream.sequenceText(record.sequence.number));
  row.setValue('recorded', GateTime.now());
  row.setValue('key', record.key);
  row.setValue('ci', record.ci);
  row.setValue('build_id', record.build.id);
  row.setValue('build_url', record.build.url);
  row.setValue('repository', record.source.repository);
  row.setValue('commit_id', record.source.commit);
  row.setValue('ref', record.source.ref);
  row.setValue('digest', digest);
}

/** What counts against a build where there is more of it. */
const WORSE_WHERE_MORE = [
  'tests_failed',
  'tests_errors',
  'tests_skipped',
  'findings_critical',
  'findings_high',
  'findings_medium',
  'findings_low',
  'findings_unknown',
  'findings_new',
  'total_num_of_commits',
  'commits_without_work_item',
  'commits_not_reviewed',
];
const WORSE_WHERE_LESS = ['tests_total', 'tests_passed', 'code_coverage'];

/**
 * What of a later record is worse than the row that the change was approved by, or another thing: clauses for people. What was
 * known and is not any more is worse.
 */
export function worse(row: GlideRecord, record: EvidenceRecord): string[] {
  const found = another(row, 'commit_id', 'Commit', record.source.commit).concat(
    another(row, 'artifacts', 'Artifacts', record.artifacts.join('\n')),
    row.getValue('status') === 'complete' ? another(row, 'status', 'Status', record.status) : [],
  );
  for (const kind of KINDS) {
    const { column: status, label } = STATUS_COLUMNS[kind];
    const now = record[kind].status;
    if (isKnown(row.getValue(status) ?? '') && !isKnown(now))
      found.push(another(row, status, label, now).join());
    for (const { column, count, label: name } of countsOf(record, kind)) {
      const approved = row.getValue(column);
      if (approved === null || count === null) continue;
      const more = count - Number(approved);
      const isWorse =
        (more > 0 && WORSE_WHERE_MORE.indexOf(column) >= 0) ||
        (more < 0 && WORSE_WHERE_LESS.indexOf(column) >= 0);
      if (isWorse) found.push(another(row, column, name, String(count)).join());
    }
  }
  return found;
}

/** What to say where a later value is another than the row's; nothing where it is the same. */
function another(row: GlideRecord, column: string, label: string, now: string): string[] {
  const before = row.getValue(column) ?? '';
  const shown = (text: string): string => text.split('\n').join(' ') || 'unknown';
  return now === before ? [] : [`${label}: ${shown(now)}, approved with ${shown(before)}`];
}

function isKnown(status: string): boolean {
  return status === 'complete' || status === 'known';
}

/** Passed tests in a hundred, with one decimal, rounded down. */
function passingPercent({ total, passed }: EvidenceRecord['tests']): number | null {
  return total === null || passed === null || total === 0 ? null : Math.floor((passed * 1000) / total) / 10;
}

function countsOf(record: EvidenceRecord, kind: CountedKind): (CountColumn & { count: number | null })[] {
  const columns: Readonly<Record<string, CountColumn>> = COUNT_COLUMNS[kind];
  const counted = record[kind] as unknown as Readonly<Record<string, number | null>>;
  return Object.keys(columns).map((field) =>
    Object.assign({ count: counted[field] ?? null }, columns[field] as CountColumn),
  );
}
