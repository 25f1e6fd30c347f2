/** What attributes say: numbers and words. */
import { Unreadable } from '../reading.ts';
import type { Outcome } from './tally.ts';

/** `7`, and `1,234` as some producers write it. */
const COUNT = /^(?:\d{1,9}|\d{1,3}(?:,\d{3}){1,2})$/;

/**
 * @returns 0 where there is none
 * @throws Unreadable when it is no number: what it says of failures is not known then
 */
export function count(value: string | undefined): number {
  const written = value?.trim() ?? '';
  if (written === '') return 0;
  if (!COUNT.test(written)) throw new Unreadable(`counts ${JSON.stringify(written)}, which is no number`);
  return Number(written.replaceAll(',', ''));
}

/** How a dialect's words end a case. A word that none of them knows is an error: it may mean anything but that the test passed. */
export function outcomes(words: Readonly<Record<Outcome, readonly string[]>>): (word: string) => Outcome {
  const known = new Map<string, Outcome>();
  for (const [outcome, those] of Object.entries(words)) {
    for (const word of those) known.set(word, outcome as Outcome);
  }
  return (word) => known.get(word.trim().toLowerCase()) ?? 'error';
}
