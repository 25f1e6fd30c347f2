import { readFileSync } from 'node:fs';
import type { ReportKind } from '../src/evidence/contract.ts';
import { readReport } from '../src/evidence/readers/read-report.ts';
import type { Reading } from '../src/evidence/readers/reading.ts';

/** Reads a text, or bytes, as a report file. */
export function readText(text: string | Uint8Array, asked?: ReportKind): Promise<Reading> {
  return readReport(
    (async function* () {
      yield Buffer.from(text);
    })(),
    asked,
  );
}

/** The text of a producer's file in `evidence/readers/fixtures`. */
export function reportText(name: string): string {
  return readFileSync(new URL(`../src/evidence/readers/fixtures/${name}`, import.meta.url), 'utf8');
}
