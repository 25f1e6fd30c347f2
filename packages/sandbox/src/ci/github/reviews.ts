/** Reviews pending deployments, for people in the UI and for the API alike. */
import type { StatusDelay } from '../base/status-delay.ts';
import type { Environment } from './environment.ts';
import { isReviewer } from './environment.ts';
import type { LiveJob } from './live-job.ts';
import type { LiveRun } from './live-run.ts';

export interface ReviewRequest {
  readonly environments: readonly Environment[];
  readonly state: 'approved' | 'rejected';
  readonly user: string;
  readonly comment: string;
}

/**
 * Why a review is not taken.
 * @fact A review of a job that does not wait, or by a user who may not review | 422 | belief | OpenAPI: 200 is the only status
 */
export class ReviewError extends Error {
  override readonly name = 'ReviewError';
}

export function mayReview(run: LiveRun, environment: Environment, user: string): boolean {
  // @fact `prevent_self_review` | forbids a review by whoever triggered the run | documented | OpenAPI,
  // repos/create-or-update-environment
  if (environment.preventSelfReview && run.triggeringActor === user) return false;
  return isReviewer(environment, user);
}

/**
 * Answers every job of the run that waits for a review of one of the environments; all or none.
 * @param statusDelay until the history shows it
 * @returns those jobs
 * @throws ReviewError when nothing waits there, or the user may not review
 */
export function review(run: LiveRun, request: ReviewRequest, statusDelay: StatusDelay): LiveJob[] {
  const { environments, state, user, comment } = request;
  for (const environment of environments) {
    if (waitingJobs(run, environment).length === 0) {
      throw new ReviewError(`No pending deployment requests to approve or reject (${environment.name})`);
    }
    if (!mayReview(run, environment, user)) {
      throw new ReviewError(`${user} is not allowed to approve or reject deployments to ${environment.name}`);
    }
  }
  // @fact A review of an environment | answers each job of the run that waits there now | belief |
  // review-pending-deployments-for-run: nothing of a job that comes later
  return environments.flatMap((environment) => {
    const jobs = waitingJobs(run, environment);
    const given = { environment: environment.name, state, user, comment };
    statusDelay.follow(() => run.reviews.push(given));
    run.reviewed(environment.name, state, user);
    for (const { gate } of jobs) gate?.review(state, user);
    return jobs;
  });
}

/**
 * Lets every job of the run that waits at the environment go on, whatever its rules still want.
 * @throws Error when none waits there, or the user is no administrator of the repository
 */
export function bypass(run: LiveRun, environment: Environment, user: string): void {
  if (run.home.role(user) !== 'admin') {
    throw new Error(`${user} is not an administrator of ${run.repository}`);
  }
  const gates = run.gates.filter((gate) => gate.environment === environment);
  if (gates.length === 0) throw new Error(`No job of run ${run.id} waits at ${environment.name}`);
  run.decidedBy = user;
  for (const gate of gates) gate.bypass(user);
}

function waitingJobs(run: LiveRun, environment: Environment): LiveJob[] {
  return run.jobs.filter(({ status, gate }) => {
    return status === 'waiting' && gate?.environment === environment && gate.wantsReview;
  });
}
