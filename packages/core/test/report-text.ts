import { readFileSync } from 'node:fs';
import type { ReportKind } from '../src/evidence/contract.ts';
import { readReport } from '../src/evidence/readers/read-report.ts';
import type { Reading } from '../src/evidence/readers/reading.ts';

/** Reads a text, or bytes, as a report file that comes in pieces of this size. */
export function readText(
  text: string | Uint8Array,
  asked?: ReportKind,
  size = Number.POSITIVE_INFINITY,
): Promise<Reading> {
  const bytes = Buffer.from(text);
  return readReport(
    (async function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    })(),
    asked,
  );
}

/** The text of a producer's file in `evidence/readers/fixtures`. */
export function reportText(name: string): string {
  return readFileSync(new URL(`../src/evidence/readers/fixtures/${name}`, import.meta.url), 'utf8');
}
