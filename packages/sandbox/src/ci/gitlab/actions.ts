/**
 * What people and tokens do to jobs and pipelines, and what GitLab answers by status (lib/api/ci/jobs.rb). It takes effect
 * a little later.
 *
 * @fact The status of a job that was played or canceled, and of its pipeline | follows 20 ms later (option `statusDelayMs`); the answer
 * to a play says `pending`, and a second play is refused | belief | doc/api/jobs.md has the answer, no page says how soon a read shows it
 */

import type { Emit } from '../base/events.ts';
import type { StatusDelay } from '../base/status-delay.ts';
import { type Deployment, type Deployments, isBlocked, isRejected } from './deployments.ts';
import type { GitlabEvent } from './events.ts';
import type { LiveJob } from './live-job.ts';
import type { LivePipeline } from './live-pipeline.ts';

const RETRYABLE: readonly string[] = ['success', 'failed', 'canceled'];

/** Statuses of a job that waits for somebody, or for its time. */
const WAITING: readonly string[] = ['manual', 'scheduled'];

export class Actions {
  readonly #deployments: Deployments;
  readonly #statusDelay: StatusDelay;
  readonly #emit: Emit<GitlabEvent>;

  constructor(deployments: Deployments, statusDelay: StatusDelay, emit: Emit<GitlabEvent>) {
    this.#deployments = deployments;
    this.#statusDelay = statusDelay;
    this.#emit = emit;
  }

  /**
   * Not a bridge that has ended.
   * @fact Play | a manual or delayed job, and one that has ended and was not run again; else 400 `Unplayable Job`, too
   *   early or too late alike | source | lib/api/ci/jobs.rb, app/models/ci/build.rb
   */
  isPlayable(job: LiveJob, archived: boolean): boolean {
    if (archived || !job.playable || this.#deployments.blocks(job)) return false;
    if (WAITING.includes(job.status)) return job.playedBy === null;
    return !job.bridge && this.isRetryable(job);
  }

  isRetryable(job: LiveJob): boolean {
    return !job.superseded && RETRYABLE.includes(job.status);
  }

  /**
   * @fact Play of a job that has ended | runs it again, under a new id | source |
   *   app/services/ci/play_build_service.rb
   * @fact Retry of a job that is not manual | waits for the jobs before it, if they have been started again | source |
   *   app/services/ci/retry_job_service.rb, `enqueue_if_actionable`
   * @returns the job that runs now: the same one, or a new one where the old has ended
   */
  play(pipeline: LivePipeline, job: LiveJob, user: string, variables: Record<string, string>): LiveJob {
    const played = WAITING.includes(job.status) ? job : pipeline.recreate(job, user);
    Object.assign(played.playVariables, variables);
    this.#emit({ type: 'play', pipeline: pipeline.id, job: played.id, name: played.name, by: user });
    played.playedBy = user;
    this.#statusDelay.follow(() => {
      if (played.ended) return;
      if (played.playable) pipeline.enqueue(played, user);
      else pipeline.process();
    });
    return played;
  }

  cancelPipeline(pipeline: LivePipeline): void {
    this.#statusDelay.follow(() => pipeline.cancelAll());
  }

  cancelJob(pipeline: LivePipeline, job: LiveJob): void {
    this.#statusDelay.follow(() => {
      if (!job.ended) pipeline.cancel(job);
    });
  }

  /**
   * Not bridges, which only a retry of their own has start another child.
   * @fact Retry of a pipeline | runs failed and canceled jobs again, each under a new id; the pipeline keeps
   *   its own | source | app/services/ci/retry_pipeline_service.rb
   */
  retryPipeline(pipeline: LivePipeline, user: string): void {
    for (const job of pipeline.current) {
      if (!job.bridge && (job.status === 'failed' || job.status === 'canceled')) pipeline.recreate(job, user);
    }
    pipeline.process();
  }

  /**
   * @fact Who approves a deployment | one of its approvers, once, and not who started the pipeline; the job
   *   has still to be played | documented | doc/ci/environments/deployment_approvals.md
   * @returns what is wrong with the approval; empty when it was taken
   */
  approveDeployment(
    pipeline: LivePipeline,
    deployment: Deployment,
    approval: { user: string; status: 'approved' | 'rejected'; comment: string; at: Date },
  ): string {
    const { user, status, comment, at } = approval;
    if (!isBlocked(deployment)) return 'This deployment is not waiting for approvals.';
    if (user === pipeline.user) return 'You cannot approve your own deployment.';
    if (deployment.approvals.some((given) => given.user === user))
      return 'You have already approved or rejected.';
    deployment.approvals.push({ user, status, comment, createdAt: at });
    this.#emit({
      type: 'deployment-approval',
      pipeline: pipeline.id,
      deployment: deployment.id,
      status,
      by: user,
    });
    if (isRejected(deployment)) {
      this.#statusDelay.follow(() => pipeline.drop(deployment.job, 'deployment_rejected'));
    }
    return '';
  }
}
