/** Work that is queued or running, so that one can wait for the end of all of it. */
export class PendingWork {
  readonly #pending = new Set<Promise<unknown>>();

  track<T>(work: Promise<T>): Promise<T> {
    this.#pending.add(work);
    const done = (): boolean => this.#pending.delete(work);
    work.then(done, done);
    return work;
  }

  /** Begins work that is no single promise. @returns what ends it */
  begin(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    void this.track(promise);
    return resolve;
  }

  /** Resolves when nothing is left, what the work itself began included. */
  async idle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.allSettled(this.#pending);
  }
}
