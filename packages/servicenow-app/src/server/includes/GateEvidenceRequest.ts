/** The body of an evidence request, checked field by field; the rest of the app trusts what comes out. */
import { CHANGE_NUMBER_PATTERN } from '@change-gate/core/contract';
import {
  ARTIFACT_PATTERN,
  DIRECTIONS,
  type EvidenceRecord,
  MAX_ARTIFACTS,
  MAX_PEOPLE,
  MAX_REPORTS,
  MAX_WORK_ITEMS,
  NOTE_MAX_LENGTH,
  type Person,
  PLAN_COLUMNS,
  PLAN_MAX_LENGTH,
  REPORT_KINDS,
  REPORT_STATUSES,
  type ReportFile,
  ROLES,
  SEPARATION_RULES,
} from '@change-gate/core/evidence';
import { COUNT_COLUMNS, type CountedKind } from '../evidence-columns.ts';
import * as GateRequest from './GateRequest.ts';

type Fields = GateRequest.Fields;

/** Characters: 200 reports, 100 people and 100 work items, with room. */
export const MAX_LENGTH = 500_000;

/** Counts that may be unknown though their kind is known: not every CI or format tells them. */
const MAY_BE_UNKNOWN = [
  'commits_without_work_item',
  'commits_not_reviewed',
  'authors',
  'merge_requests',
  'lines_covered',
  'lines_total',
  'components',
];

/** Checks a record. @throws a 400 HttpError that names the field and what it must be */
export function parse(body: Fields): EvidenceRecord {
  const source = GateRequest.object(body.source, 'source');
  const record = {
    change: GateRequest.change(body.change),
    key: GateRequest.key(body.key),
    ci: GateRequest.string(body.ci, 'ci', /^[a-z][a-z0-9_-]{0,39}$/, '1 to 40 of a-z 0-9 _ -'),
    build: GateRequest.build(body.build),
    stream: GateRequest.position(body, '').stream,
    sequence: GateRequest.position(body, '').sequence,
    source: {
      repository: line(source.repository, 'source.repository', 500),
      commit: GateRequest.string(source.commit, 'source.commit', SHA, 'a whole SHA, or empty'),
      ref: line(source.ref, 'source.ref', 255),
    },
    artifacts: list(body.artifacts, 'artifacts', MAX_ARTIFACTS, (one, name) =>
      GateRequest.string(one, name, ARTIFACT_PATTERN, 'name@sha256:<64 hex digits>'),
    ),
    status: GateRequest.oneOf(body.status, 'status', ['complete', 'incomplete', 'none']),
    tests: counts(body.tests, 'tests', REPORT_STATUSES),
    coverage: counts(body.coverage, 'coverage', REPORT_STATUSES),
    security: counts(body.security, 'security', REPORT_STATUSES),
    sbom: counts(body.sbom, 'sbom', REPORT_STATUSES),
    changes: changes(body.changes),
    work_items: list(body.work_items, 'work_items', MAX_WORK_ITEMS, (one, name) => line(one, name, 100)),
    people: list(body.people, 'people', MAX_PEOPLE, person),
    reports: list(body.reports, 'reports', MAX_REPORTS, report),
    separation: GateRequest.oneOf(body.separation, 'separation', SEPARATION_RULES),
    note: text(body.note, 'note', NOTE_MAX_LENGTH),
    plans: plans(GateRequest.object(body.plans, 'plans')),
  };
  checkTests(record.tests);
  checkCoverage(record.coverage);
  checkChanges(record.changes);
  checkStatus(record);
  return record;
}

const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})?$/;

/** A kind's status and its counts, each of which is `null` where the status says that it is not known. */
function counts<Kind extends CountedKind>(
  value: unknown,
  kind: Kind,
  statuses: readonly string[],
): EvidenceRecord[Kind] {
  const given = GateRequest.object(value, kind);
  const status = GateRequest.oneOf(given.status, `${kind}.status`, statuses);
  const isKnown = status === 'complete' || status === 'known';
  const checked: Record<string, unknown> = { status };
  const columns: Readonly<Record<string, { readonly isPercent?: true }>> = COUNT_COLUMNS[kind];
  for (const field of Object.keys(columns)) {
    const name = `${kind}.${field}`;
    const count = given[field];
    if (!isKnown || (count === null && MAY_BE_UNKNOWN.indexOf(field) >= 0)) {
      if (count !== null) GateRequest.invalid(name, `null, as ${kind}.status is ${status}`);
      checked[field] = null;
    } else checked[field] = columns[field]?.isPercent ? percent(count, name) : columnInteger(count, name);
  }
  // Each field of the kind is among the columns.
  return checked as unknown as EvidenceRecord[Kind];
}

/** What an integer column of ServiceNow holds. */
function columnInteger(value: unknown, name: string): number {
  const number = GateRequest.integer(value, name);
  return number <= 2_147_483_647 ? number : GateRequest.invalid(name, '2147483647 at most');
}

function percent(value: unknown, name: string): number {
  const number = Number(value);
  const isPercent = typeof value === 'number' && number >= 0 && number <= 100;
  return isPercent && Math.abs(number * 10 - Math.round(number * 10)) < 1e-6
    ? number
    : GateRequest.invalid(name, 'a number from 0 to 100 with one decimal at most');
}

function changes(value: unknown): EvidenceRecord['changes'] {
  const given = GateRequest.object(value, 'changes');
  return Object.assign(counts(value, 'changes', ['known', 'unknown']), {
    direction: GateRequest.oneOf(given.direction, 'changes.direction', DIRECTIONS),
    base_commit: GateRequest.string(given.base_commit, 'changes.base_commit', SHA, 'a whole SHA, or empty'),
    base_change:
      given.base_change === ''
        ? ''
        : GateRequest.string(
            given.base_change,
            'changes.base_change',
            CHANGE_NUMBER_PATTERN,
            'a change number, or empty',
          ),
  });
}

function person(value: unknown, name: string): Person {
  const given = GateRequest.object(value, name);
  return {
    role: GateRequest.oneOf(given.role, `${name}.role`, ROLES),
    name: line(given.name, `${name}.name`, 200),
    login: line(given.login, `${name}.login`, 200),
    email: line(given.email, `${name}.email`, 200),
  };
}

function report(value: unknown, name: string): ReportFile {
  const given = GateRequest.object(value, name);
  return {
    kind: GateRequest.oneOf(given.kind, `${name}.kind`, REPORT_KINDS),
    name: line(given.name, `${name}.name`, 5000),
    format: line(given.format, `${name}.format`, 40),
    status: GateRequest.oneOf(given.status, `${name}.status`, ['complete', 'none', 'unreadable']),
    problem: line(given.problem, `${name}.problem`, 5000),
    sha256: GateRequest.string(
      given.sha256,
      `${name}.sha256`,
      /^(?:[0-9a-f]{64})?$/,
      '64 hex digits, or empty',
    ),
    size: GateRequest.integer(given.size, `${name}.size`),
  };
}

function plans(given: Fields): EvidenceRecord['plans'] {
  const checked: Record<string, string> = {};
  for (const column of PLAN_COLUMNS) {
    if (given[column] !== undefined)
      checked[column] = text(given[column], `plans.${column}`, PLAN_MAX_LENGTH);
  }
  return checked;
}

/** Each test has passed, failed or been skipped; one that ended by an error has failed. A report without a test is no evidence. */
function checkTests({
  status,
  total,
  passed,
  failed,
  errors,
  skipped,
  flaky,
}: EvidenceRecord['tests']): void {
  if (status !== 'complete' || total === null) return;
  const parts = (passed ?? 0) + (failed ?? 0) + (skipped ?? 0);
  if (total === 0) GateRequest.invalid('tests.status', 'none where there is no test');
  if (total !== parts) GateRequest.invalid('tests.total', 'the sum of passed, failed and skipped');
  if ((errors ?? 0) > (failed ?? 0)) GateRequest.invalid('tests.errors', 'tests.failed at most');
  if ((flaky ?? 0) > (passed ?? 0)) GateRequest.invalid('tests.flaky', 'tests.passed at most');
}

/** Rounded down to one decimal, of lines that there are. */
function checkCoverage({
  percent,
  lines_covered: covered,
  lines_total: total,
}: EvidenceRecord['coverage']): void {
  if (percent === null || covered === null || total === null) return;
  if (covered > total || Math.floor((covered * 1000) / total) !== Math.round(percent * 10))
    GateRequest.invalid('coverage.percent', 'that of the lines');
}

/** Where it is known what changed, a build that is ahead brings commits, and none of them is counted that is not there. */
function checkChanges({
  status,
  direction,
  commits,
  commits_without_work_item: withoutItem,
  commits_not_reviewed: notReviewed,
}: EvidenceRecord['changes']): void {
  if (status !== 'known' || commits === null) return;
  if (direction === 'unknown') GateRequest.invalid('changes.direction', 'known, as changes.status is');
  const isMore = direction === 'ahead' || direction === 'diverged';
  if (isMore !== commits > 0) GateRequest.invalid('changes.commits', `as many as ${direction} allows`);
  if ((withoutItem ?? 0) > commits || (notReviewed ?? 0) > commits)
    GateRequest.invalid('changes.commits', 'all commits that are counted');
}

/** The record is never better than its kinds, and no kind better than its files. What is required, the pipeline alone knows. */
function checkStatus(record: EvidenceRecord): void {
  let isGiven = record.artifacts.length > 0;
  for (const kind of REPORT_KINDS) {
    const { status } = record[kind];
    const files = record.reports.filter((one) => one.kind === kind).map((one) => one.status);
    if (status === 'not_given' && files.length > 0)
      GateRequest.invalid(`${kind}.status`, 'that of its reports');
    // One that holds nothing adds nothing to the others.
    if (status === 'complete' && files.indexOf('unreadable') >= 0)
      GateRequest.invalid(`${kind}.status`, 'no better than its reports');
    if (status === 'not_given') continue;
    isGiven = true;
    if (status !== 'complete' && record.status === 'complete')
      GateRequest.invalid('status', `incomplete, as ${kind}.status is ${status}`);
  }
  if (record.status === 'none' && isGiven) GateRequest.invalid('status', 'complete or incomplete');
  if (record.status === 'complete' && !isGiven && record.changes.status !== 'known')
    GateRequest.invalid('status', 'none or incomplete, as nothing is given');
}

function list<One>(
  value: unknown,
  name: string,
  max: number,
  check: (one: unknown, name: string) => One,
): One[] {
  if (!Array.isArray(value) || value.length > max)
    return GateRequest.invalid(name, `a list of ${max} entries at most`);
  return value.map((one, index) => check(one, `${name}[${index}]`));
}

/** A text in one line, which may be empty: a file may be named by whatever its system allows. */
function line(value: unknown, name: string, max: number): string {
  return text(value, name, max).replace(/[\r\n]+/g, ' ');
}

function text(value: unknown, name: string, max: number): string {
  return typeof value === 'string' && value.length <= max
    ? value
    : GateRequest.invalid(name, `a text of ${max} characters at most`);
}
