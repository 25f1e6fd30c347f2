/** What the files of one kind tell together. */
import type {
  CoverageCounts,
  ReportKind,
  ReportStatus,
  SbomCounts,
  SecurityCounts,
  TestCounts,
} from '../contract.ts';
import type { FileCounts } from '../readers/reading.ts';
import type { ReadFile } from './read-file.ts';

type Files<Kind extends ReportKind> = readonly ReadFile<Kind>[];

/** One file that is not read makes the whole unknown; files that hold nothing add nothing. */
function statusOf(files: Files<ReportKind>): ReportStatus {
  if (files.length === 0) return 'not_given';
  if (files.some(({ report }) => report.status === 'unreadable')) return 'unreadable';
  return files.some(({ counts }) => counts !== null) ? 'complete' : 'none';
}

/** Adds one count up, if all of them are known. */
function adder<Kind extends ReportKind>(files: Files<Kind>) {
  const status = statusOf(files);
  const sum = (count: (counts: FileCounts[Kind]) => number): number | null => {
    if (status !== 'complete') return null;
    return files.reduce((total, { counts }) => total + (counts === null ? 0 : count(counts)), 0);
  };
  return { status, sum };
}

export function sumTests(files: Files<'tests'>): TestCounts {
  const { status, sum } = adder(files);
  return {
    status,
    total: sum(({ total }) => total),
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    errors: sum(({ errors }) => errors),
    skipped: sum(({ skipped }) => skipped),
    flaky: sum(({ flaky }) => flaky),
  };
}

export function sumCoverage(files: Files<'coverage'>): CoverageCounts {
  const { status, sum } = adder(files);
  const covered = sum((counts) => counts.lines_covered);
  const total = sum((counts) => counts.lines_total);
  const isKnown = covered !== null && total !== null;
  return {
    status,
    lines_covered: covered,
    lines_total: total,
    // Rounded down on whole numbers: 9,999,999 of 10,000,000 lines are not all of them.
    percent: isKnown ? Number((BigInt(covered) * 1000n) / BigInt(total)) / 10 : null,
  };
}

export function sumSecurity(files: Files<'security'>): SecurityCounts {
  const { status, sum } = adder(files);
  return {
    status,
    critical: sum(({ critical }) => critical),
    high: sum(({ high }) => high),
    medium: sum(({ medium }) => medium),
    low: sum(({ low }) => low),
    info: sum(({ info }) => info),
    unknown: sum(({ unknown }) => unknown),
    unscored: sum(({ unscored }) => unscored),
    new: sum((counts) => counts.new),
    false_positives: sum((counts) => counts.false_positives),
  };
}

export function sumSbom(files: Files<'sbom'>): SbomCounts {
  const { status, sum } = adder(files);
  return { status, components: sum(({ components }) => components) };
}
