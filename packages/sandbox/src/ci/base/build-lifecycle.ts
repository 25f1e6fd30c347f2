/** The promises of a build, for whoever started it: its first pause, and its end. */
export class BuildLifecycle<End> {
  readonly #paused = Promise.withResolvers<void>();
  #finished = Promise.withResolvers<End>();

  constructor() {
    // Not everybody who starts a build waits for its pause.
    this.#paused.promise.catch(() => {});
  }

  /** Resolves at the first pause; rejects when the end comes first. */
  get paused(): Promise<void> {
    return this.#paused.promise;
  }

  /** Resolves with how it ended. */
  get finished(): Promise<End> {
    return this.#finished.promise;
  }

  pause(): void {
    this.#paused.resolve();
  }

  /** @param withoutPause what to tell those who still wait for a pause */
  finish(end: End, withoutPause: string): void {
    this.#paused.reject(new Error(withoutPause));
    this.#finished.resolve(end);
  }

  /** After an end, there will be another one. */
  reopen(): void {
    this.#finished = Promise.withResolvers();
  }
}
