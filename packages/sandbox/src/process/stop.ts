import { isOrphan, starters } from './starters.ts';

/** How often to look whether whoever started this process is still there, in ms. */
const LOOK_MS = 200;

interface StopOptions {
  /** Whether it goes on when whoever started it has ended, as a background job of a finished script does. */
  readonly stay?: boolean;
}

/**
 * Resolves when this process is to end: Ctrl-C, a polite kill, a closed terminal, or the end of whoever
 * started it, which takes nobody along when it is killed itself. Call it first: who started this process is
 * who is there now.
 */
export function untilStopped({ stay = false }: StopOptions = {}): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  if (stay) return promise;
  const chain = starters();
  const looking = setInterval(() => isOrphan(chain) && resolve(), LOOK_MS);
  // What is served keeps the process alive; where nothing could be started, nothing does.
  looking.unref();
  return promise;
}
