import { useState } from 'preact/hooks';

/** The most that one press adds: what is drawn at once stays quick. */
const MOST = 1000;

/** How far back a list goes. */
export interface Older {
  /** Entries to begin with. */
  readonly first: number;
  /** Entries to show now. */
  readonly shown: number;
  /** Twice as many: a few presses reach the oldest of thousands. */
  more(): void;
}

export function useOlder(first: number): Older {
  const [shown, setShown] = useState(first);
  return { first, shown, more: () => setShown((before) => before + Math.min(before, MOST)) };
}
