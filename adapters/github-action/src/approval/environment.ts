/**
 * Required reviewers: `POST .../runs/{run}/pending_deployments`, with the token of a listed reviewer. The
 * review is then in `GET .../approvals`, with its comment: that is how an earlier attempt of ours is known.
 */
import type { ApprovalAnswer, ApprovalRequest } from '@change-gate/core/approval';
import { answer, failure, type GitHub, isSuccess, type Look } from './github.ts';
import { isNamed, lookAtPending, lookAtRun, runPath, unreadable } from './runs.ts';

export function reviewDeployment(request: ApprovalRequest, github: GitHub): ApprovalAnswer {
  const { target } = request;
  const pending = lookAtPending(target, github);
  if ('failed' in pending) return pending.failed;
  const before = lookAtReviews(target, github);
  if ('failed' in before) return before.failed;
  const mine = find(before.seen, request);
  // Other rules of the environment may hold the deployment after the review.
  if (mine !== undefined) return answer('already-decided', `An earlier attempt left: ${mine.comment}`);
  if (pending.seen === null) return whyNotPending(request, before.seen, github);

  const sent = github.post(`${runPath(target)}/pending_deployments`, {
    environment_ids: [pending.seen],
    state: request.decision === 'approved' ? 'approved' : 'rejected',
    comment: `${request.reason} ${markOf(request)}`,
  });
  const after = lookAtReviews(target, github);
  if ('failed' in after) return after.failed;
  const review = find(after.seen, request);
  if (review !== undefined) return answer('delivered', `GitHub shows the review of ${review.by}.`);
  // Nothing arrived, or somebody was faster: the newest review is the one that was not there before.
  if (!isSuccess(sent)) {
    return after.seen.length > before.seen.length
      ? answer('already-decided', `GitHub answered ${sent.status}, and somebody has reviewed the deployment.`)
      : failure(sent, `to review the deployment to ${target.environment}`);
  }
  return answer('unavailable', 'GitHub took the review, but does not show it yet.');
}

/** The gate is not reached yet, or it has been passed, or the run is over. */
function whyNotPending(request: ApprovalRequest, reviews: readonly Review[], github: GitHub): ApprovalAnswer {
  const run = lookAtRun(request.target, github);
  if ('failed' in run) return run.failed;
  if (run.seen.status === 'completed')
    return answer('build-ended', `The run's conclusion is ${run.seen.conclusion}.`);
  // GitHub keeps the reviews of earlier attempts and does not say which attempt a review was for. Ours do; whose
  // mark is not this gate's was for another job at this environment.
  const [review] =
    request.target.run_attempt === '1' ? reviews.filter(({ comment }) => !ANY_MARK.test(comment)) : [];
  return review === undefined
    ? answer('not-paused-yet', `The run's status is ${run.seen.status}, and no deployment waits.`)
    : answer('already-decided', `${review.by} has reviewed the deployment: ${review.state}.`);
}

interface Review {
  readonly state: string;
  readonly by: string;
  readonly comment: string;
}

function lookAtReviews(target: ApprovalRequest['target'], github: GitHub): Look<readonly Review[]> {
  const look = github.get(`${runPath(target)}/approvals`, 'for reviews');
  if ('failed' in look) return look;
  if (!Array.isArray(look.seen)) return unreadable('reviews');
  return {
    seen: (look.seen as RawReview[])
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
