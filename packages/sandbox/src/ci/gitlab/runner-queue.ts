import type { SandboxClock } from '../../clock.ts';
import type { LiveJob } from './live-job.ts';

/** What the queue needs of its pipeline. */
export interface QueuedPipeline {
  /** The next job that a runner may begin. */
  next(): LiveJob | undefined;
  /** @returns whether the job succeeded; once it has ended */
  run(job: LiveJob): Promise<boolean>;
  ended(job: LiveJob, succeeded: boolean): void;
  /** Nothing is left to begin. */
  idle(): void;
  /** Moves what waited for the jobs that have ended. */
  process(): void;
}

/** A pipeline's one runner: jobs that are pending run one after the other. */
export class RunnerQueue {
  readonly #pipeline: QueuedPipeline;
  readonly #clock: SandboxClock;
  readonly #processDelayMs: number;
  #working = false;
  #deferred = 0;

  /** @param processDelayMs from the end of a job until the jobs after it move, in ms of sandbox time */
  constructor(pipeline: QueuedPipeline, clock: SandboxClock, processDelayMs: number) {
    this.#pipeline = pipeline;
    this.#clock = clock;
    this.#processDelayMs = processDelayMs;
  }

  /** Whether a process runs, or GitLab has yet to move what comes after one. */
  get busy(): boolean {
    return this.#working || this.#deferred > 0;
  }

  async work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    for (let job = this.#pipeline.next(); job !== undefined; job = this.#pipeline.next()) {
      this.#pipeline.ended(job, await this.#pipeline.run(job));
      this.#processLater();
    }
    this.#working = false;
    this.#pipeline.idle();
  }

  #processLater(): void {
    if (this.#processDelayMs === 0) {
      this.#pipeline.process();
      return;
    }
    this.#deferred += 1;
    this.#clock.at(new Date(this.#clock.now().getTime() + this.#processDelayMs), () => {
      this.#deferred -= 1;
      this.#pipeline.process();
    });
  }
}
