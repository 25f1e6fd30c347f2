/**
 * Required reviewers: `POST .../runs/{run}/pending_deployments`, with the token of a listed reviewer. The
 * review is then in `GET .../approvals`, with its comment: that is how an earlier attempt of ours is known.
 */
import type { ApprovalAnswer, ApprovalRequest } from '@change-gate/core/approval';
import { type ApprovalClient, answer, isSuccess, type Read } from '@change-gate/core/approval-client';
import { isNamed, readPending, readRun, runPath } from './runs.ts';

export function reviewDeployment(request: ApprovalRequest, github: ApprovalClient): ApprovalAnswer {
  const { target } = request;
  const pending = readPending(target, github);
  if ('failed' in pending) return pending.failed;
  const before = readReviews(target, github);
  if ('failed' in before) return before.failed;
  const mine = find(before.value, request);
  // Other rules of the environment may hold the deployment after the review.
  if (mine !== undefined) return answer('already-decided', `An earlier attempt left: ${mine.comment}`);
  if (pending.value === null) return whyNotPending(request, before.value, github);

  const sent = github.send('POST', `${runPath(target)}/pending_deployments`, {
    environment_ids: [pending.value],
    state: request.decision === 'approved' ? 'approved' : 'rejected',
    comment: `${request.reason} ${markOf(request)}`,
  });
  const after = readReviews(target, github);
  if ('failed' in after) return after.failed;
  const review = find(after.value, request);
  if (review !== undefined) return answer('delivered', `GitHub shows the review of ${review.by}.`);
  // Nothing arrived, or somebody was faster: the newest review is the one that was not there before.
  if (!isSuccess(sent)) {
    return after.value.length > before.value.length
      ? answer('already-decided', `GitHub answered ${sent.status}, and somebody has reviewed the deployment.`)
      : github.failure(sent, `to review the deployment to ${target.environment}`);
  }
  return answer('unavailable', 'GitHub took the review, but does not show it yet.');
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
