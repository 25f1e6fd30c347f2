/** What a reader makes of one report file, and how far it reads. */
import type { CoverageCounts, ReportKind, SbomCounts, SecurityCounts, TestCounts } from '../contract.ts';

/** A larger file is `unreadable`. */
export const MAX_REPORT_BYTES = 50 * 1024 * 1024;
/** A file with more test cases, findings or components is `unreadable`. */
export const MAX_REPORT_CASES = 1_000_000;

type Numbers<Counts> = { readonly [Name in Exclude<keyof Counts, 'status'>]: number };

/** What one file adds to each kind. A percentage does not add up: who sums the files works it out. */
export interface FileCounts {
  readonly tests: Numbers<TestCounts>;
  readonly coverage: Omit<Numbers<CoverageCounts>, 'percent'>;
  readonly security: Numbers<SecurityCounts>;
  readonly sbom: Numbers<SbomCounts>;
}

/** A file that was read to its end and tells something. */
export interface CompleteReading<Kind extends ReportKind> {
  readonly status: 'complete';
  readonly kind: Kind;
  /** `junit`, `sarif`, `lcov` ... */
  readonly format: string;
  readonly problem: '';
  readonly counts: FileCounts[Kind];
}

/** A file that holds nothing to count (`none`), or that is cut off, too large or not understood (`unreadable`). */
export interface IncompleteReading {
  readonly status: 'none' | 'unreadable';
  /** `undefined` where it was not recognised. */
  readonly kind: ReportKind | undefined;
  /** Empty where it was not recognised. */
  readonly format: string;
  /** A clause without a full stop: `is cut off`. */
  readonly problem: string;
  readonly counts: null;
}

export type Reading = { [Kind in ReportKind]: CompleteReading<Kind> }[ReportKind] | IncompleteReading;

/**
 * Reads the text of one file, and throws {@link Unreadable} where it cannot. It keeps no more of it than it must.
 * @param asked the kind that is wanted of a document of several kinds
 */
export type Reader = (text: AsyncIterable<string>, asked?: ReportKind) => Promise<Reading>;

/** Why a file is not read to its end; its message is the reading's `problem`. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly kind: ReportKind | undefined;
  readonly format: string;

  constructor(problem: string, kind?: ReportKind, format = '') {
    super(problem);
    this.kind = kind;
    this.format = format;
  }
}

export function complete<Kind extends ReportKind>(
  kind: Kind,
  format: string,
  counts: FileCounts[Kind],
): CompleteReading<Kind> {
  return { status: 'complete', kind, format, problem: '', counts };
}

/** A file that was read to its end, and holds nothing to count. */
export function none(kind: ReportKind, format: string, problem: string): IncompleteReading {
  return { status: 'none', kind, format, problem, counts: null };
}
