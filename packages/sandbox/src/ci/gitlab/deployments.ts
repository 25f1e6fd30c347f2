/** What was deployed, and what waits for approval (GitLab docs, "Deployment approvals"; Premium and Ultimate). */
import type { LiveJob } from './live-job.ts';

export interface DeploymentApproval {
  readonly user: string;
  readonly status: 'approved' | 'rejected';
  readonly comment: string;
  readonly createdAt: Date;
}

export interface Deployment {
  readonly id: number;
  readonly environment: string;
  readonly job: LiveJob;
  readonly required: number;
  readonly approvers: readonly string[];
  readonly approvals: DeploymentApproval[];
}

/** A job that has deployed, and the commit that it deployed. */
interface Deployed {
  readonly job: number;
  readonly sha: string;
}

export class Deployments {
  readonly #all: Deployment[] = [];
  /** By environment. */
  readonly #last = new Map<string, Deployed>();

  /** @param required how many must approve, of a protected environment; else 0 */
  block(job: LiveJob, environment: string, required: number, approvers: readonly string[]): void {
    this.#all.push({ id: 70 + this.#all.length, environment, job, required, approvers, approvals: [] });
  }

  /** A job has deployed this commit to its environment. */
  deployed(job: LiveJob, sha: string): void {
    const { id, definition } = job;
    if (!definition.deploys) return;
    this.#last.set(definition.environment, { job: id, sha });
    const isKnown = this.#all.some((deployment) => deployment.job === job);
    if (!isKnown) this.block(job, definition.environment, 0, []);
  }

  /**
   * Whether a job would deploy over what a newer pipeline has deployed: "Prevent outdated deployment jobs", which a project has on.
   * @fact A job whose `environment` a newer pipeline has deployed another commit to | fails with `failed_outdated_deployment_job` when
   *   it is its turn; while it is manual, nobody may play or cancel it: 403. Run again after its end, it deploys | source |
   *   app/services/ci/process_build_service.rb, app/policies/ci/deployable_policy.rb, app/models/deployment.rb,
   *   `older_than_last_successful_deployment?`
   */
  isOutdated({ id, ended, definition }: LiveJob, sha: string): boolean {
    const last = this.#last.get(definition.environment);
    return definition.deploys && !ended && last !== undefined && last.job > id && last.sha !== sha;
  }

  get all(): readonly Deployment[] {
    return this.#all;
  }

  find(id: number): Deployment | undefined {
    return this.#all.find((deployment) => deployment.id === id);
  }

  /**
   * Whether the job may not be run before somebody approves.
   * @fact A job that waits for a deployment approval | cannot be played: 400 | documented |
   *   doc/ci/environments/deployment_approvals.md; the 400: belief
   */
  blocks(job: LiveJob): boolean {
    return this.#all.some((deployment) => deployment.job === job && isBlocked(deployment));
  }
}

export function isRejected({ approvals }: Deployment): boolean {
  return approvals.some((approval) => approval.status === 'rejected');
}

export function pendingApprovals(deployment: Deployment): number {
  return Math.max(0, deployment.required - deployment.approvals.length);
}

export function isBlocked(deployment: Deployment): boolean {
  return !isRejected(deployment) && pendingApprovals(deployment) > 0;
}

/** `blocked`, or what the job's status makes of it. */
export function deploymentStatus(deployment: Deployment): string {
  if (isBlocked(deployment)) return 'blocked';
  const { status } = deployment.job;
  return ['manual', 'scheduled', 'pending'].includes(status) ? 'created' : status;
}
