/**
 * Where no gate exists, the run that opened the change ends, and an approval starts the workflow that deploys,
 * by `workflow_dispatch` or `repository_dispatch`. Neither answer names the run, so the workflow's `run-name`
 * says for whom it runs (docs/github.md), and that is how a start is recognised.
 */
import type { ApprovalAnswer, ApprovalRequest } from '@change-gate/core/approval';
import { answer, failure, type GitHub, isSuccess, type Look } from './github.ts';
import { unreadable } from './runs.ts';

export function startWorkflow(request: ApprovalRequest, github: GitHub): ApprovalAnswer {
  const { target } = request;
  // A workflow that forgets to verify must not be started by a denial.
  if (request.decision === 'denied') {
    return answer('build-ended', 'Nothing waits in GitHub, and the workflow that deploys is not started.');
  }
  const before = lookForStarted(target, github);
  if ('failed' in before) return before.failed;
  if (before.seen !== null) return answer('already-decided', `It has been started: ${before.seen}`);

  const sent = send(target, github);
  const after = lookForStarted(target, github);
  const url = 'seen' in after ? after.seen : null;
  if (isSuccess(sent))
    return answer('delivered', url === null ? 'GitHub took the dispatch.' : `GitHub started ${url}`);
  return url === null
    ? failure(sent, 'to start the workflow that deploys')
    : answer('already-decided', `GitHub answered ${sent.status}, and runs ${url}`);
}

type Target = ApprovalRequest['target'];

function send(target: Target, github: GitHub) {
  // The commit that was approved: the branch may have moved on since.
  const inputs = { 'run-id': target.run_id, 'gate-name': target.gate, sha: target.sha };
  return target.workflow === ''
    ? github.post('/dispatches', { event_type: target.event_type, client_payload: inputs })
    : github.post(`/actions/workflows/${target.workflow}/dispatches`, { ref: target.ref, inputs });
}

/** The URL of the newest run that was started for this gate; `null` if there is none. */
function lookForStarted(target: Target, github: GitHub): Look<string | null> {
  const runs =
    target.workflow === ''
      ? '/actions/runs?event=repository_dispatch&per_page=20'
      : `/actions/workflows/${target.workflow}/runs?event=workflow_dispatch&per_page=20`;
  const look = github.get(runs, 'for runs');
  if ('failed' in look) return look;
  const { workflow_runs: list } = look.seen as { workflow_runs?: unknown };
  if (!Array.isArray(list)) return unreadable('runs');
  const mark = `(run ${target.run_id}, gate ${target.gate})`;
  for (const { display_title: title, html_url: url } of list as {
    display_title?: unknown;
    html_url?: unknown;
  }[]) {
    if (String(title).indexOf(mark) >= 0) return { seen: String(url) };
  }
  return { seen: null };
}
