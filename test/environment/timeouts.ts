/** How long a test waits for an event before it fails and says what it waited for. */

/** More than anything takes on a busy machine, and less than the time limit of a test. */
export const EVENT_TIMEOUT_MS = 100_000;

/**
 * @param what what is waited for: "pipeline 1001 to end"
 * @param state how far it is, asked when it did not happen
 * @throws Error that names both, when the time is up
 */
export async function withTimeout<T>(awaited: Promise<T>, what: string, state: () => string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Error(`Waited ${EVENT_TIMEOUT_MS / 1000} s for ${what}. ${state()}`)),
    EVENT_TIMEOUT_MS,
  );
  try {
    return await Promise.race([awaited, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Resolves once `condition` holds, which is asked now and after each event.
 *
 * @param subscribe has its listener called after each event that can make it hold: `(listener) => github.on(listener)`
 * @param what as in `withTimeout`
 */
export async function waitUntil(
  condition: () => boolean,
  subscribe: (listener: () => void) => unknown,
  what: string,
  state: () => string = () => '',
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let holds = false;
  const look = () => {
    holds ||= condition();
    if (holds) resolve();
  };
  subscribe(look);
  look();
  await withTimeout(promise, what, state);
}
