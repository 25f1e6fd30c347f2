/**
 * Status reports of a GitHub App's protection rule: the call that decides, without a `state`. GitHub shows the
 * text, which is markdown, on the job that waits.
 */
import type {
  ApprovalAnswer,
  ProgressAnswer,
  ProgressApi,
  ProgressRequest,
} from '@change-gate/core/approval';
import { type ApprovalClient, answer, isSuccess } from '@change-gate/core/approval-client';
import { connect } from './github.ts';
import { COMMENT_MAX_LENGTH, whyNotPending } from './protection-rule.ts';
import { readPending, runPath } from './runs.ts';

export const progress: ProgressApi = {
  // Per deployment. GitHub docs, "Creating custom deployment protection rules".
  limit: 10,
  isShown: ({ way }) => way === 'protection-rule',
  report(request, http): ProgressAnswer {
    const github = connect(request, http);
    const notYet = whyNotShown(request, github);
    if (notYet !== null) return { outcome: notYet.outcome, detail: notYet.detail, sent: false };
    const { target } = request;
    const response = github.send('POST', `${runPath(target)}/deployment_protection_rule`, {
      environment_name: target.environment,
      comment: commentOf(request),
    });
    const { outcome, detail } = isSuccess(response)
      ? answer('delivered', 'GitHub took the report.')
      : github.failure(response, `to show a report at ${target.environment}`);
    return { outcome, detail, sent: true };
  },
};

/** `null` when a deployment waits there. */
function whyNotShown(request: ProgressRequest, github: ApprovalClient): ApprovalAnswer | null {
  const pending = readPending(request.target, github);
  if ('failed' in pending) return pending.failed;
  return pending.value === null ? whyNotPending(request, github) : null;
}

function commentOf({ reason, changeUrl, assignedTo, isLast }: ProgressRequest): string {
  const around = [
    assignedTo === '' ? '' : ` It is assigned to ${plain(assignedTo)}.`,
    changeUrl === '' ? '' : ` [Open the change](${changeUrl})`,
    isLast ? '\n\nGitHub takes no more reports; the change itself says more.' : '',
  ].join('');
  return `${shorten(plain(reason), COMMENT_MAX_LENGTH - around.length - 1)}.${around}`;
}

/** Text of others as markdown that shows it as it is: no link, image, HTML, mention, or reference to an issue. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>~&$]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\bwww\./gi, 'www\\.')
    .replace(/[@#]/g, '$&\u200b');
}

/** Cuts no escape in two. */
function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/\\+$/, '')}\u2026`;
}
