import { inheritedStatus } from './bridge.ts';
import type { JobDefinition } from './definition/pipeline.ts';
import { LiveJob } from './live-job.ts';
import type { JobStatus, PipelineOrigin, PipelineStatus } from './pipeline.ts';
import type { PipelineHost } from './pipeline-host.ts';
import { PipelineRecord } from './pipeline-record.ts';
import { nextStatus, pipelineStatus } from './processing.ts';
import { type QueuedPipeline, RunnerQueue } from './runner-queue.ts';

const CANCELABLE: readonly JobStatus[] = ['created', 'pending', 'running'];

/** The server's own side of a pipeline: what moves its jobs. */
export class LivePipeline extends PipelineRecord {
  readonly #host: PipelineHost;
  readonly #queue: RunnerQueue;
  #canceled = false;

  constructor(origin: PipelineOrigin, host: PipelineHost) {
    super(origin, host.clock);
    this.#host = host;
    const queued: QueuedPipeline = {
      next: () => this.#next(false),
      run: (job) => this.#run(job),
      ended: (job, succeeded) => {
        if (job.status === 'running') this.#end(job, succeeded ? 'success' : 'failed');
      },
      idle: () => this.#refresh(),
      process: () => this.process(),
    };
    this.#queue = new RunnerQueue(queued, host.clock, host.processDelayMs);
  }

  begin(definitions: readonly JobDefinition[]): void {
    // Canceled before GitLab had read the configuration.
    if (this.progress.ended) return;
    for (const definition of definitions) this.#add(definition, this.user);
    this.process();
  }

  /** GitLab made no jobs of the configuration. */
  fail(message: string): void {
    if (this.progress.ended) return;
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
        moved = true;
        const held = (next === 'pending' || next === 'manual') && this.#host.needsApproval(job);
        if (next === 'pending' && !held && !this.#host.mayDeploy(job)) {
          job.failureReason = 'protected_environment_failure';
          this.#end(job, 'failed');
        } else this.move(job, held ? 'manual' : next);
      }
    }
    this.#start();
  }

  move(job: LiveJob, status: JobStatus): void {
    job.status = status;
    this.#host.emit({ type: 'job', pipeline: this.id, job: job.id, name: job.name, status });
  }

  /**
   * Starts a job that waits for somebody.
   * @fact The user of a job that was played or run again | is who did it, in `GITLAB_USER_*`, its token and its rights;
   *   what was skipped because of it becomes theirs too, and what had not had its turn keeps the pipeline's | source |
   *   app/services/ci/enqueue_job_service.rb, reset_skipped_jobs_service.rb; app/models/commit_status.rb
   */
  enqueue(job: LiveJob, user: string): void {
    job.user = user;
    this.#canceled = false;
    this.move(job, 'pending');
    this.#unskip(job, user);
    this.#start();
  }

  /** A new run of an ended job, which takes its place; what was skipped because of it may go on. */
  recreate(job: LiveJob, user: string): LiveJob {
    job.superseded = true;
    const again = this.#add(job.definition, user);
    this.#unskip(again, user);
    return again;
  }

  /** Ends what has not ended, child pipelines included (app/services/ci/cancel_pipeline_service.rb). */
  cancelAll(): void {
    const { manualJobsOfCanceled } = this.#host.behaviours;
    const cancelable = (status: JobStatus) =>
      CANCELABLE.includes(status) || (manualJobsOfCanceled === 'canceled' && status === 'manual');
    this.cancel(...this.current.filter(({ status }) => cancelable(status)));
    this.#markCanceled();
    for (const { child } of this.jobs) child?.cancelAll();
  }

  /** Shows as canceled although a manual job, which an older server does not cancel, still waits; a play revives it. */
  #markCanceled(): void {
    if (this.progress.ended) return;
    this.#canceled = true;
    if (this.jobs.length === 0) this.#moveTo('canceled', false);
    else this.#refresh();
  }

  /** Ends jobs that have not ended, all of them before anything follows from it. */
  cancel(...jobs: readonly LiveJob[]): void {
    for (const job of jobs) {
      if (job.status === 'running') job.stop.abort();
      this.#end(job, 'canceled');
    }
    this.process();
  }

  /** Ends a job that will not be run, and says why. */
  drop(job: LiveJob, reason: string): void {
    job.failureReason = reason;
    this.#end(job, 'failed');
    this.process();
  }

  /** The child pipeline of a trigger job is there, or has moved. */
  inherit(bridge: LiveJob, child: PipelineStatus): void {
    const status = inheritedStatus(bridge, child);
    if (status === null) return;
    if (status === 'pending') {
      this.move(bridge, status);
      this.#unskip(bridge, bridge.user);
    } else this.#end(bridge, status);
    this.process();
  }

  /**
   * What was passed over after a job may run after all.
   * @fact Jobs that were skipped | go on when a job of an earlier stage, or one that they need, is played or run again | source |
   *   app/services/ci/reset_skipped_jobs_service.rb, `dependent_jobs`
   */
  #unskip(again: LiveJob, user: string): void {
    const needsIt = ({ needs }: LiveJob): boolean =>
      this.current.some((job) => needs?.includes(job.name) && (job === again || needsIt(job)));
    const after = this.current.filter((job) => job.stageIndex > again.stageIndex || needsIt(job));
    for (const job of after.filter(({ status }) => status === 'skipped')) {
      job.user = user;
      this.move(job, 'created');
    }
  }

  #add(definition: JobDefinition, user: string): LiveJob {
    const id = this.#host.newJobId();
    const job = new LiveJob(id, definition, user, this.#host.jobUrl(id), this.#host.clock.now());
    this.jobs.push(job);
    return job;
  }

  #start(): void {
    // A trigger job needs no runner.
    for (let bridge = this.#next(true); bridge !== undefined; bridge = this.#next(true)) {
      this.#begin(bridge);
      this.#host.trigger(bridge);
    }
    this.#refresh();
    void this.#queue.work();
  }

  #next(bridge: boolean): LiveJob | undefined {
    return this.current.find((job) => job.bridge === bridge && job.startable);
  }

  /** Occupies the runner as long as the job's process is there. */
  async #run(job: LiveJob): Promise<boolean> {
    this.progress.holdRunner(true);
    this.#begin(job);
    this.#refresh();
    const succeeded = await this.#host.run(job);
    this.progress.holdRunner(false);
    return succeeded;
  }

  #begin(job: LiveJob): void {
    job.startedAt = this.#host.clock.now();
    this.move(job, 'running');
  }

  #end(job: LiveJob, status: JobStatus): void {
    job.finishedAt = this.#host.clock.now();
    this.move(job, status);
  }

  #refresh(): void {
    const computed = pipelineStatus(this.current);
    const status = this.#canceled && computed === 'manual' ? 'canceled' : computed;
    // Not ended before the last process is gone and GitLab has had its time to move what comes next.
    this.#moveTo(status, this.#queue.busy);
  }

  #moveTo(status: PipelineStatus, busy: boolean): void {
    const moved = this.progress.moveTo(
      status,
      busy,
      (end) => `Pipeline ${this.id} ended (${end}) without a pause. Its log:\n${this.log}`,
    );
    if (!moved) return;
    this.#host.emit({ type: 'pipeline', pipeline: this.id, status: this.status });
    this.#host.statusChanged();
  }
}
