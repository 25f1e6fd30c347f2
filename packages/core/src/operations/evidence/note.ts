/** What people read of the evidence in ServiceNow: the work note, and the test plan. */
import {
  type EvidenceRecord,
  NOTE_MAX_LENGTH,
  type Person,
  PLAN_MAX_LENGTH,
} from '../../evidence/contract.ts';
import { nameOf } from '../../evidence/history/people.ts';
import { plainText } from '../../evidence/plain-text.ts';
import { counted } from './evidence-summary.ts';

type Noted = Omit<EvidenceRecord, 'note' | 'plans'>;

export interface NoteParts {
  readonly record: Noted;
  /** The one line that stands first. */
  readonly summary: string;
  /** What is not known and why: sentences. */
  readonly gaps: readonly string[];
}

/** The work note: the summary, then what it is made of. No secret is in what it is given. At most 5,000 bytes. */
export function noteOf({ record, summary, gaps }: NoteParts): string {
  const lines = [
    summary,
    '',
    ...problemLines(record),
    ...gaps,
    ...reportLines(record),
    ...changeLines(record),
    ...sourceLines(record),
    ...record.reports.map(
      ({ kind, name, format, status, sha256 }) =>
        `File (${kind}): ${name}, ${[format, status].filter((text) => text !== '').join(', ')}${sha256 && `, sha256 ${sha256}`}`,
    ),
  ];
  return plainText(lines, NOTE_MAX_LENGTH);
}

/** The test plan: what was tested and found, and with which files. */
export function testPlanOf({ record, summary }: NoteParts): string {
  const lines = [summary, ...problemLines(record), ...reportLines(record)];
  return plainText(lines, PLAN_MAX_LENGTH);
}

function problemLines({ reports }: Noted): string[] {
  return reports
    .filter(({ status }) => status !== 'complete')
    .map(
      ({ kind, name, status, problem }) =>
        `${status === 'none' ? 'Empty' : 'Unreadable'} (${kind}): ${name}: ${problem}.`,
    );
}

function reportLines({ tests, coverage, security, sbom, artifacts }: Noted): string[] {
  const said = [
    tests.status === 'complete' &&
      `Tests: ${tests.total}: ${tests.passed} passed (${tests.flaky} of them flaky), ${tests.failed} failed (${tests.errors} of them errors), ${tests.skipped} skipped.`,
    coverage.status === 'complete' &&
      `Coverage: ${coverage.percent}% of lines (${coverage.lines_covered} of ${coverage.lines_total}).`,
    security.status === 'complete' &&
      `Findings: ${security.critical} critical, ${security.high} high, ${security.medium} medium, ${security.low} low, ${security.info} informational, ${security.unknown} unrated; ${security.new} new, ${security.unscored} rated by their level alone, ${security.false_positives} false positives beside them.`,
    sbom.status === 'complete' && `SBOM: ${counted(sbom.components, 'component')}.`,
    ...artifacts.map((artifact) => `Artifact: ${artifact}`),
  ].filter((line) => line !== false);
  const missing = [
    tests.status === 'not_given' && 'tests',
    coverage.status === 'not_given' && 'coverage',
    security.status === 'not_given' && 'security',
    sbom.status === 'not_given' && 'SBOM',
    artifacts.length === 0 && 'artifacts',
  ].filter((name) => name !== false);
  return missing.length === 0 ? said : [...said, `Not given: ${missing.join(', ')}.`];
}

function changeLines({ changes, work_items: items, people }: Noted): string[] {
  const named = (role: Person['role']) => [
    ...new Set(people.filter((person) => person.role === role).map(nameOf)),
  ];
  const base = [changes.base_commit.slice(0, 12), changes.base_change]
    .filter((text) => text !== '')
    .join(', ');
  return [
    ...(changes.status === 'known'
      ? [
          `Commits: ${changes.commits}${base && ` since ${base}`}; ${changes.commits_without_work_item} without a work item; ${changes.commits_not_reviewed ?? 'not known how many'} not reviewed.`,
        ]
      : []),
    ...listed('Work items', items),
    ...listed('Started by', named('trigger')),
    ...listed('Authors', named('author')),
    ...listed('Merged by', named('merger')),
    ...listed('Reviewed by', named('reviewer')),
  ];
}

/** As many as a person reads. */
const MAX_LISTED = 20;

function listed(what: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const more = names.length > MAX_LISTED ? ` and ${names.length - MAX_LISTED} more` : '';
  return [`${what}: ${names.slice(0, MAX_LISTED).join(', ')}${more}.`];
}

function sourceLines({ source, stream, sequence, build }: Noted): string[] {
  const { repository, commit, ref } = source;
  const from = [repository, ref, commit].filter((text) => text !== '').join(' ');
  return [
    ...(from === '' ? [] : [`Deploys: ${from}`]),
    `Build: ${build.url} (${sequence.number} of ${stream})`,
  ];
}
