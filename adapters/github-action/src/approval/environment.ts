/**
 * Required reviewers: `POST .../runs/{run}/pending_deployments`, with the token of a listed reviewer. The
 * review is then in `GET .../approvals`, with its comment: that is how an earlier attempt of ours is known.
 */
import type { ApprovalAnswer, ApprovalLook, ApprovalRequest } from '@change-gate/core/approval';
import { type ApprovalClient, answer, isSuccess, type Read } from '@change-gate/core/approval-client';
import { refusal } from './github.ts';
import { isNamed, readPending, readRun, runPath, waits } from './runs.ts';

export function reviewDeployment(request: ApprovalRequest, github: ApprovalClient): ApprovalAnswer {
  const { target } = request;
  const pending = findPending(request, github);
  if ('failed' in pending) return pending.failed;
  const { environment, reviews } = pending.value;

  const sent = github.decide('POST', `${runPath(target)}/pending_deployments`, {
    environment_ids: [environment],
    state: request.decision === 'approved' ? 'approved' : 'rejected',
    comment: `${request.reason} ${markOf(request)}`,
  });
  const after = readReviews(target, github);
  const shown = 'value' in after ? after.value : [];
  const review = find(shown, request);
  if (review !== undefined) return answer('delivered', `GitHub shows the review of ${review.by}.`);
  // How soon the history shows a review is not documented.
  if (isSuccess(sent)) return answer('taken', 'GitHub took the review, and does not show it yet.');
  // Nothing arrived, or somebody was faster: the newest review is the one that was not there before.
  return shown.length > reviews.length
    ? answer('already-decided', `GitHub answered ${sent.status}, and somebody has reviewed the deployment.`)
    : refusal(github, sent, `to review the deployment to ${target.environment}`);
}

/** Whether a deployment waits for the review. */
export function lookAtDeployment(request: ApprovalRequest, github: ApprovalClient): ApprovalLook {
  const pending = findPending(request, github);
  return 'failed' in pending ? pending.failed : waits(request.target);
}

interface Pending {
  /** The id of the environment. */
  readonly environment: number;
  readonly reviews: readonly Review[];
}

/** The deployment that waits for the review, or why none does. */
function findPending(request: ApprovalRequest, github: ApprovalClient): Read<Pending> {
  const { target } = request;
  const pending = readPending(target, github);
  if ('failed' in pending) return pending;
  const reviews = readReviews(target, github);
  if ('failed' in reviews) return reviews;
  const mine = find(reviews.value, request);
  // Other rules of the environment may hold the deployment after the review.
  if (mine !== undefined)
    return { failed: answer('already-decided', `An earlier attempt left: ${mine.comment}`) };
  return pending.value === null
    ? { failed: whyNotPending(request, reviews.value, github) }
    : { value: { environment: pending.value, reviews: reviews.value } };
}

/** The gate is not reached yet, or it has been passed, or the run is over. */
function whyNotPending(
  request: ApprovalRequest,
  reviews: readonly Review[],
  github: ApprovalClient,
): ApprovalAnswer {
  const run = readRun(request.target, github);
  if ('failed' in run) return run.failed;
  if (run.value.status === 'completed')
    return answer('build-ended', `The run's conclusion is ${run.value.conclusion}.`);
  // GitHub keeps the reviews of earlier attempts and does not say which attempt a review was for. Ours do; whose
  // mark is not this gate's was for another job at this environment.
  const [review] =
    request.target.run_attempt === '1' ? reviews.filter(({ comment }) => !ANY_MARK.test(comment)) : [];
  return review === undefined
    ? answer('not-paused-yet', `The run's status is ${run.value.status}, and no deployment waits.`)
    : answer('already-decided', `${review.by} has reviewed the deployment: ${review.state}.`);
}

interface Review {
  readonly state: string;
  readonly by: string;
  readonly comment: string;
}

function readReviews(target: ApprovalRequest['target'], github: ApprovalClient): Read<readonly Review[]> {
  const read = github.getList(`${runPath(target)}/approvals`, 'for reviews', 'reviews');
  if ('failed' in read) return read;
  return {
    value: (read.value as RawReview[])
      .filter(({ environments, state }) => {
        const here = Array.isArray(environments) && environments.some(({ name }) => isNamed(name, target));
        return here && state !== 'pending';
      })
      .map(({ state, user, comment }) => ({
        state: String(state),
        by: String(user?.login ?? 'somebody'),
        comment: String(comment ?? ''),
      })),
  };
}

interface RawReview {
  readonly environments?: readonly { readonly name?: unknown }[];
  readonly state?: unknown;
  readonly user?: { readonly login?: unknown } | null;
  readonly comment?: unknown;
}

function find(reviews: readonly Review[], request: ApprovalRequest): Review | undefined {
  return reviews.find(({ comment }) => comment.indexOf(markOf(request)) >= 0);
}

/** A re-run of the run waits again, at the same environment. */
function markOf({ target }: ApprovalRequest): string {
  return `(Change Gate: gate ${target.gate}, attempt ${target.run_attempt})`;
}

const ANY_MARK = /\(Change Gate: gate [A-Za-z0-9_-]+, attempt \d+\)/;
