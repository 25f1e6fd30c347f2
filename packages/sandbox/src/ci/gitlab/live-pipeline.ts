import { inheritedStatus } from './bridge.ts';
import type { AutoCancel } from './definition/auto-cancel.ts';
import type { JobDefinition } from './definition/pipeline.ts';
import { isRetried } from './definition/retry.ts';
import { LiveJob } from './live-job.ts';
import type { JobStatus, PipelineOrigin, PipelineStatus } from './pipeline.ts';
import type { PipelineHost } from './pipeline-host.ts';
import { PipelineRecord } from './pipeline-record.ts';
import { nextStatus, pipelineStatus } from './processing.ts';
import { type QueuedPipeline, RunnerQueue } from './runner-queue.ts';

const CANCELABLE: readonly JobStatus[] = ['created', 'pending', 'running', 'scheduled'];

const STARTED: readonly JobStatus[] = ['running', 'success', 'failed'];

/** The server's own side of a pipeline: what moves its jobs. */
export class LivePipeline extends PipelineRecord {
  readonly #host: PipelineHost;
  readonly #queue: RunnerQueue;
  #autoCancel: AutoCancel = { onNewCommit: 'none', onJobFailure: 'none' };
  #canceled = false;

  constructor(origin: PipelineOrigin, host: PipelineHost) {
    super(origin, host.clock);
    this.#host = host;
    const queued: QueuedPipeline = {
      next: () => this.#next(false),
      run: (job) => this.#run(job),
      ended: (job, succeeded) => {
        if (job.status !== 'running') return;
        if (succeeded) this.#end(job, 'success');
        else this.#failed(job);
      },
      idle: () => this.#refresh(),
      process: () => this.process(),
    };
    this.#queue = new RunnerQueue(queued, host.clock, host.processDelayMs);
  }

  begin(definitions: readonly JobDefinition[], autoCancel: AutoCancel): void {
    // Canceled before GitLab had read the configuration.
    if (this.progress.ended) return;
    this.#autoCancel = autoCancel;
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
        const held = next !== 'skipped' && this.#host.needsApproval(job);
        if (next === 'scheduled' && !held) this.#startLater(job);
        const refusal = next === 'pending' && !held ? this.#host.refusal(job) : '';
        if (refusal === '') this.move(job, held ? 'manual' : next);
        else {
          job.failureReason = refusal;
          this.#failed(job);
        }
      }
    }
    this.#start();
  }

  /**
   * @fact A job with `when: delayed` | is `scheduled` until `start_in` is over after its turn, or somebody plays it, and holds the
   *   pipeline up | source | app/services/ci/process_build_service.rb, run_scheduled_build_service.rb
   */
  #startLater(job: LiveJob): void {
    const due = new Date(this.#host.clock.now().getTime() + job.definition.startInMs);
    this.#host.clock.at(due, () => {
      if (job.status !== 'scheduled') return;
      const refusal = this.#host.refusal(job);
      if (refusal !== '') return this.drop(job, refusal);
      this.move(job, 'pending');
      this.#start();
    });
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
    this.#cancelOwn();
    for (const { child } of this.jobs) child?.cancelAll();
  }

  /**
   * A newer commit of the branch has a pipeline. Children are told of it themselves.
   * @fact A newer pipeline of the branch | cancels an older one whose started jobs are all `interruptible`, or, with `on_new_commit:
   *   interruptible`, the jobs that are; one of the same commit, or older than 7 days, never | source |
   *   app/services/ci/pipeline_creation/cancel_redundant_pipelines_service.rb
   */
  cancelRedundant(): void {
    const { onNewCommit } = this.#autoCancel;
    if (onNewCommit === 'interruptible') {
      this.cancel(...this.#cancelable().filter(({ definition }) => definition.interruptible));
    } else if (onNewCommit === 'conservative' && !this.jobs.some(mustGoOn)) this.#cancelOwn();
  }

  #cancelOwn(): void {
    this.cancel(...this.#cancelable());
    this.#markCanceled();
  }

  #cancelable(): LiveJob[] {
    const { manualJobsOfCanceled } = this.#host.behaviours;
    return this.current.filter(
      ({ status }) =>
        CANCELABLE.includes(status) || (manualJobsOfCanceled === 'canceled' && status === 'manual'),
    );
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

  /** Ends a job that will not be run any further, and says why. */
  drop(job: LiveJob, reason: string): void {
    if (job.status === 'running') job.stop.abort();
    job.failureReason = reason;
    this.#failed(job);
    this.process();
  }

  /**
   * Fails a job, which `retry` may run again, and which may cancel the pipeline.
   * @fact `workflow: auto_cancel: on_job_failure: all` | the first failed job without `allow_failure` that is not retried cancels the
   *   pipeline, the job that would close the change too | source | app/models/ci/processable.rb, `cancel_async_on_job_failure`
   */
  #failed(job: LiveJob): void {
    this.#end(job, 'failed');
    const retries = this.jobs.filter(({ name, superseded }) => superseded && name === job.name).length;
    if (!job.bridge && isRetried(job.definition.retry, job.failureReason, retries)) {
      this.enqueue(this.recreate(job, job.user), job.user);
    } else if (this.#autoCancel.onJobFailure === 'all' && !job.allowFailure) this.cancelAll();
  }

  /** The child pipeline of a trigger job is there, or has moved. */
  inherit(bridge: LiveJob, child: PipelineStatus): void {
    const status = inheritedStatus(bridge, child);
    if (status === null) return;
    if (status === 'pending') {
      this.move(bridge, status);
      this.#unskip(bridge, bridge.user);
    } else if (status === 'failed') this.#failed(bridge);
    else this.#end(bridge, status);
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

function mustGoOn({ bridge, status, definition }: LiveJob): boolean {
  return !bridge && STARTED.includes(status) && !definition.interruptible;
}
