/** Deployments that wait for approval (GitLab docs, "Deployment approvals"; Premium and Ultimate). */
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

export class Deployments {
  readonly #all: Deployment[] = [];

  /** Of the job's protected environment; a job whose environment needs no approval has none here. */
  block(job: LiveJob, environment: string, required: number, approvers: readonly string[]): void {
    this.#all.push({ id: 70 + this.#all.length, environment, job, required, approvers, approvals: [] });
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
  return status === 'manual' || status === 'pending' ? 'created' : status;
}
