import type { Clock } from '../../clock.ts';
import { Stopwatch } from '../base/stopwatch.ts';
import type { PipelineStatus } from './pipeline.ts';

const ENDED: readonly PipelineStatus[] = ['success', 'failed', 'canceled', 'skipped'];

/** The status of a pipeline, who waits for it, and how long it lasted. */
export class PipelineLife {
  readonly #paused = Promise.withResolvers<void>();
  #finished = Promise.withResolvers<PipelineStatus>();
  readonly #runner: Stopwatch;
  readonly #pause: Stopwatch;
  #status: PipelineStatus = 'created';

  constructor(clock: Clock) {
    this.#runner = new Stopwatch(clock);
    this.#pause = new Stopwatch(clock);
    // Not everybody who runs a pipeline waits for its pause.
    this.#paused.promise.catch(() => {});
  }

  get status(): PipelineStatus {
    return this.#status;
  }

  get ended(): boolean {
    return ENDED.includes(this.#status);
  }

  get paused(): Promise<void> {
    return this.#paused.promise;
  }

  get finished(): Promise<PipelineStatus> {
    return this.#finished.promise;
  }

  get heldRunnerMs(): number {
    return this.#runner.total;
  }

  get pausedMs(): number {
    return this.#pause.total;
  }

  holdRunner(held: boolean): void {
    this.#runner.run(held);
  }

  /**
   * @param busy whether more is to come: a pipeline whose jobs are over has then not ended yet
   * @param ended what to tell those who wait for a pause that will not come
   * @returns whether this is another status than before
   */
  moveTo(jobs: PipelineStatus, busy: boolean, ended: (status: PipelineStatus) => string): boolean {
    const status = busy && ENDED.includes(jobs) ? 'running' : jobs;
    if (this.#status === status) return false;
    if (this.ended) this.#finished = Promise.withResolvers();
    this.#status = status;
    this.#pause.run(status === 'manual');
    if (status === 'manual') this.#paused.resolve();
    if (!this.ended) return true;
    this.#paused.reject(new Error(ended(status)));
    this.#finished.resolve(status);
    return true;
  }
}
