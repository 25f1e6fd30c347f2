/** Live systems tell nobody when something has happened: they are asked, until a deadline. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Unavailable } from './api.ts';
import { CouldNotBeSeen } from './verdict.ts';

export interface Pace {
  /** Between two looks, in ms. */
  readonly pollMs: number;
  /** For one thing to happen, in ms. */
  readonly deadlineMs: number;
  /** Ends all waiting: Ctrl-C. */
  readonly signal: AbortSignal;
}

/**
 * Looks again and again until there is something to see.
 * @param what   that is waited for: `CHG0030001 to be in Scheduled`
 * @param look   `undefined` where there is nothing to see yet
 * @param lately how it stands, asked once, for whoever reads that it was waited for in vain
 * @throws CouldNotBeSeen when the deadline has passed, or when what `look` throws will not pass by itself
 */
export async function until<T>(
  { pollMs, deadlineMs, signal }: Pace,
  what: string,
  look: () => Promise<T | undefined>,
  lately: () => string | Promise<string> = () => '',
): Promise<T> {
  const deadline = Date.now() + deadlineMs;
  let trouble = '';
  for (;;) {
    if (signal.aborted) throw new CouldNotBeSeen(`The suite was stopped while it waited for ${what}.`);
    try {
      const seen = await look();
      if (seen !== undefined) return seen;
      trouble = '';
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      trouble = error.message;
    }
    if (Date.now() >= deadline) {
      const waited = `Waited ${Math.round(deadlineMs / 1000)} seconds for ${what}, in vain.`;
      throw new CouldNotBeSeen([waited, await lately(), trouble].filter((part) => part !== '').join(' '));
    }
    await sleep(pollMs, undefined, { signal }).catch(() => {});
  }
}
