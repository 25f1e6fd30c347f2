/**
 * A GitHub App's custom deployment protection rule: `POST .../runs/{run}/deployment_protection_rule`. Only a
 * body with exactly `approved` or `rejected` decides; any other is a status report, and answered with 204 too.
 */
import type { ApprovalAnswer, ApprovalLook, ApprovalRequest } from '@change-gate/core/approval';
import { type ApprovalClient, answer, isSuccess, mayHaveArrived } from '@change-gate/core/approval-client';
import { refusal } from './github.ts';
import { readPending, readRun, runPath, waits } from './runs.ts';

/** Characters. GitHub docs, "Creating custom deployment protection rules". */
export const COMMENT_MAX_LENGTH = 1024;

/** Approves or rejects the deployment as the App of its protection rule. */
export function answerRule(request: ApprovalRequest, github: ApprovalClient): ApprovalAnswer {
  const { target } = request;
  const before = readPending(target, github);
  if ('failed' in before) return before.failed;
  if (before.value === null) return whyNotPending(request, github);

  const sent = github.decide('POST', `${runPath(target)}/deployment_protection_rule`, {
    environment_name: target.environment,
    state: request.decision === 'approved' ? 'approved' : 'rejected',
    comment: request.reason.slice(0, COMMENT_MAX_LENGTH),
  });
  const after = readPending(target, github);
  const goneOn = 'value' in after && after.value === null;
  if (isSuccess(sent)) {
    return answer(
      'delivered',
      goneOn
        ? 'The deployment does not wait any more.'
        : 'GitHub took the decision, and did not show it at once. If the deployment waits on, another rule holds it.',
    );
  }
  return goneOn
    ? answer(
        mayHaveArrived(sent) ? 'delivered' : 'already-decided',
        `GitHub answered ${sent.status}, and the deployment does not wait any more.`,
      )
    : refusal(github, sent, `to answer the protection rule of ${target.environment}`);
}

/** Whether a deployment waits for the App's answer, or for another rule. */
export function lookAtRule(request: ApprovalRequest, github: ApprovalClient): ApprovalLook {
  const pending = readPending(request.target, github);
  if ('failed' in pending) return pending.failed;
  return pending.value === null ? whyNotPending(request, github) : waits(request.target);
}

/**
 * Why no deployment waits at the gate's environment. GitHub does not show what an App has answered, so a run that goes
 * on counts as `not-paused-yet` until it waits or ends.
 */
export function whyNotPending(
  { target }: Pick<ApprovalRequest, 'target'>,
  github: ApprovalClient,
): ApprovalAnswer {
  const run = readRun(target, github);
  if ('failed' in run) return run.failed;
  return run.value.status === 'completed'
    ? answer('build-ended', `The run's conclusion is ${run.value.conclusion}.`)
    : answer('not-paused-yet', `The run's status is ${run.value.status}, and no deployment waits.`);
}
