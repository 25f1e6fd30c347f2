/** For what a pipeline does in its own time: a wait that has an end, and says what it waited for. */

/** More than anything here takes, on a busy machine too, and less than a test may. */
const PATIENCE_MS = 100_000;

/**
 * @param what what is waited for: "pipeline 1001 to end"
 * @param state how far it is, asked when it did not happen
 */
export async function patiently<T>(awaited: Promise<T>, what: string, state: () => string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Error(`Waited ${PATIENCE_MS / 1000} s for ${what}. ${state()}`)),
    PATIENCE_MS,
  );
  try {
    return await Promise.race([awaited, late]);
  } finally {
    clearTimeout(timer);
  }
}
