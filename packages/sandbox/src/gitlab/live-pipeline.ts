import type { SandboxClock } from '../clock.ts';
import type { Emit } from './events.ts';
import { LiveJob } from './live-job.ts';
import type { JobStatus, Pipeline, PipelineStatus } from './pipeline.ts';
import { PipelineLife } from './pipeline-life.ts';
import { nextStatus, pipelineStatus } from './processing.ts';
import type { JobDefinition } from './runner/pipeline-config.ts';

/** What a pipeline needs of the server that it is on. */
export interface PipelineHost {
  readonly clock: SandboxClock;
  /** From the end of a job until the jobs after it move, in ms of sandbox time. */
  readonly processDelayMs: number;
  readonly emit: Emit;
  newJobId(): number;
  jobUrl(id: number): string;
  /** @returns whether the job succeeded */
  run(job: LiveJob): Promise<boolean>;
  /** Called when a job could go on now. @returns whether it has to wait for a deployment approval */
  reached(job: LiveJob): boolean;
}

/** The server's own side of a pipeline: what moves its jobs. */
export class LivePipeline implements Pipeline {
  readonly id: number;
  readonly iid: number;
  readonly project: string;
  readonly ref: string;
  readonly user: string;
  readonly webUrl: string;
  readonly createdAt: Date;
  sha = '';
  configError = '';
  readonly jobs: LiveJob[] = [];

  readonly #host: PipelineHost;
  readonly #life: PipelineLife;
  #canceled = false;
  #working = false;
  #deferred = 0;

  constructor(
    origin: Pick<Pipeline, 'id' | 'iid' | 'project' | 'ref' | 'user' | 'webUrl'>,
    host: PipelineHost,
  ) {
    this.id = origin.id;
    this.iid = origin.iid;
    this.project = origin.project;
    this.ref = origin.ref;
    this.user = origin.user;
    this.webUrl = origin.webUrl;
    this.createdAt = host.clock.now();
    this.#host = host;
    this.#life = new PipelineLife(host.clock);
  }

  get status(): PipelineStatus {
    return this.#life.status;
  }

  get paused(): Promise<void> {
    return this.#life.paused;
  }

  get finished(): Promise<PipelineStatus> {
    return this.#life.finished;
  }

  get heldRunnerMs(): number {
    return this.#life.heldRunnerMs;
  }

  get pausedMs(): number {
    return this.#life.pausedMs;
  }

  get log(): string {
    const traces = this.jobs.flatMap((job) => job.lines.map((line) => `${job.name} | ${line}`));
    return [...(this.configError === '' ? [] : [this.configError]), ...traces].join('\n');
  }

  job(name: string): LiveJob | undefined {
    return this.jobs.findLast((job) => job.name === name);
  }

  /** The newest run of every job, in the order of the configuration. */
  get current(): LiveJob[] {
    return this.jobs.filter((job) => !job.superseded);
  }

  begin(definitions: readonly JobDefinition[]): void {
    for (const definition of definitions) this.#add(definition, this.user);
    this.process();
  }

  /** GitLab made no jobs of the configuration. */
  fail(message: string): void {
    this.configError = message;
    this.#moveTo('failed', false);
  }

  /** Moves every job that can move, and starts what is to run. */
  process(): void {
    for (let moved = true; moved; ) {
      moved = false;
      for (const job of this.current.filter((candidate) => candidate.status === 'created')) {
        const next = nextStatus(job, this.current);
        if (next === 'created') continue;
        const held = (next === 'pending' || next === 'manual') && this.#host.reached(job);
        this.move(job, held ? 'manual' : next);
        moved = true;
      }
    }
    this.#refresh();
    void this.#work();
  }

  move(job: LiveJob, status: JobStatus): void {
    job.status = status;
    this.#host.emit({ type: 'job', pipeline: this.id, job: job.id, name: job.name, status });
  }

  /** Starts a job that waits for somebody. */
  enqueue(job: LiveJob, user: string): void {
    job.user = user;
    job.playedBy = user;
    this.#canceled = false;
    this.move(job, 'pending');
    this.#unskip();
    this.#refresh();
    void this.#work();
  }

  /** A new run of an ended job, which takes its place; what was skipped because of it may go on. */
  recreate(job: LiveJob, user: string): LiveJob {
    job.superseded = true;
    const again = this.#add(job.definition, user);
    this.#unskip();
    return again;
  }

  /** Shows as canceled although a manual job, which nobody can cancel, still waits; a play revives it. */
  markCanceled(): void {
    if (this.#life.ended) return;
    this.#canceled = true;
    this.#refresh();
  }

  /** Ends a job that has not ended. */
  cancel(job: LiveJob): void {
    if (job.status === 'running') job.stop.abort();
    this.#end(job, 'canceled');
    this.process();
  }

  /** Ends a job that will not be run, and says why. */
  drop(job: LiveJob, reason: string): void {
    job.failureReason = reason;
    this.#end(job, 'failed');
    this.process();
  }

  /** What was passed over may run after all (app/services/ci/after_requeue_job_service.rb). */
  #unskip(): void {
    for (const job of this.current) if (job.status === 'skipped') this.move(job, 'created');
  }

  #add(definition: JobDefinition, user: string): LiveJob {
    const id = this.#host.newJobId();
    const job = new LiveJob(id, definition, user, this.#host.jobUrl(id), this.#host.clock.now());
    this.jobs.push(job);
    return job;
  }

  /** One runner: jobs that are pending run one after the other. */
  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    for (let job = this.#pending(); job !== undefined; job = this.#pending()) {
      this.#life.holdRunner(true);
      job.startedAt = this.#host.clock.now();
      this.move(job, 'running');
      this.#refresh();
      const succeeded = await this.#host.run(job);
      this.#life.holdRunner(false);
      if (job.status === 'running') this.#end(job, succeeded ? 'success' : 'failed');
      this.#processLater();
    }
    this.#working = false;
    this.#refresh();
  }

  #pending(): LiveJob | undefined {
    return this.current.find((job) => job.status === 'pending');
  }

  #end(job: LiveJob, status: JobStatus): void {
    job.finishedAt = this.#host.clock.now();
    this.move(job, status);
  }

  #processLater(): void {
    const { clock, processDelayMs } = this.#host;
    if (processDelayMs === 0) {
      this.process();
      return;
    }
    this.#deferred += 1;
    clock.at(new Date(clock.now().getTime() + processDelayMs), () => {
      this.#deferred -= 1;
      this.process();
    });
  }

  #refresh(): void {
    const computed = pipelineStatus(this.current);
    const status = this.#canceled && computed === 'manual' ? 'canceled' : computed;
    // Not ended before the last process is gone and GitLab has had its time to move what comes next.
    this.#moveTo(status, this.#working || this.#deferred > 0);
  }

  #moveTo(status: PipelineStatus, busy: boolean): void {
    const moved = this.#life.moveTo(
      status,
      busy,
      (end) => `Pipeline ${this.id} ended (${end}) without a pause. Its log:\n${this.log}`,
    );
    if (moved) this.#host.emit({ type: 'pipeline', pipeline: this.id, status: this.status });
  }
}
