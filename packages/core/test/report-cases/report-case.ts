import type { ReportKind } from '../../src/evidence/contract.ts';
import { reportText } from '../report-text.ts';

/** A report file, and what it tells: a row of the tests' table, and a seed of the property tests. */
export interface ReportCase {
  readonly name: string;
  readonly text: string;
  readonly asked?: ReportKind;
  /** Counts that are not 0; or why the file is not complete. */
  readonly expected: { readonly [count: string]: number } | string;
}

/** What a real producer wrote: a file of `evidence/readers/fixtures`. */
export function written(name: string, expected: ReportCase['expected'], asked?: ReportKind): ReportCase {
  return { name, text: reportText(name), expected, ...(asked !== undefined && { asked }) };
}
