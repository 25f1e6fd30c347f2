/** How often to look whether the process that started this one is still there, in ms. */
const LOOK_MS = 500;

/**
 * Resolves when this process is to end: Ctrl-C, a polite kill, a closed terminal, or the end of whoever
 * started it, which takes nobody along when it is killed itself.
 */
export function untilStopped(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid !== parent) resolve();
  }, LOOK_MS);
  // What is served keeps the process alive; where nothing could be started, nothing does.
  looking.unref();
  return promise;
}
