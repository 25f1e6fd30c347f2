import type { Clock } from '../../clock.ts';
import { BuildLifecycle } from '../base/build-lifecycle.ts';
import { Stopwatch } from '../base/stopwatch.ts';
import type { PipelineStatus } from './pipeline.ts';

const ENDED: readonly PipelineStatus[] = ['success', 'failed', 'canceled', 'skipped'];

/** The status of a pipeline, who waits for it, and how long it lasted. */
export class PipelineProgress {
  readonly #lifecycle = new BuildLifecycle<PipelineStatus>();
  readonly #runner: Stopwatch;
  readonly #pause: Stopwatch;
  #status: PipelineStatus = 'created';

  constructor(clock: Clock) {
    this.#runner = new Stopwatch(clock);
    this.#pause = new Stopwatch(clock);
  }

  get status(): PipelineStatus {
    return this.#status;
  }

  get ended(): boolean {
    return ENDED.includes(this.#status);
  }

  get paused(): Promise<void> {
    return this.#lifecycle.paused;
  }

  get finished(): Promise<PipelineStatus> {
    return this.#lifecycle.finished;
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
    if (this.ended) this.#lifecycle.reopen();
    this.#status = status;
    this.#pause.run(status === 'manual');
    if (status === 'manual') this.#lifecycle.pause();
    if (this.ended) this.#lifecycle.finish(status, ended(status));
    return true;
  }
}
