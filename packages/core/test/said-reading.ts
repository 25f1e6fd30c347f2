import type { Reading } from '../src/evidence/readers/reading.ts';

/** A reading in a line: `junit: total 5, passed 2, failed 3, errors 1`; counts of 0 are left out. */
export function said({ format, status, problem, counts }: Reading): string {
  const name = format === '' ? status : `${format}: ${status}`;
  if (counts === null) return `${name}, ${problem}`;
  const numbers = Object.entries(counts).filter(([, count]) => count !== 0);
  return `${format}: ${numbers.map(([what, count]) => `${what} ${count}`).join(', ')}`;
}
