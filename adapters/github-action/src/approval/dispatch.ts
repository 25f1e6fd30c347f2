/**
 * Where no gate exists, the run that opened the change ends, and an approval starts the workflow that deploys,
 * by `workflow_dispatch` or `repository_dispatch`. Neither answer names the run, so the workflow's `run-name`
 * says for whom it runs (docs/github.md), and that is how a start is recognised.
 */
import type { ApprovalAnswer, ApprovalRequest } from '@change-gate/core/approval';
import { answer, failure, type GitHub, isSuccess, type Look } from './github.ts';
import { lookAtRun, unreadable } from './runs.ts';

export function startWorkflow(request: ApprovalRequest, github: GitHub): ApprovalAnswer {
  const { target } = request;
  // A workflow that forgets to verify must not be started by a denial.
  if (request.decision === 'denied') {
    return answer('build-ended', 'Nothing waits in GitHub, and the workflow that deploys is not started.');
  }
  const opened = lookAtRun(target, github);
  if ('failed' in opened) return opened.failed;
  const before = lookForStarted(target, opened.seen.created, github);
  if ('failed' in before) return before.failed;
  if (before.seen !== null) return answer('already-decided', `It has been started: ${before.seen}`);

  const sent = send(target, github);
  const after = lookForStarted(target, opened.seen.created, github);
  const url = 'seen' in after ? after.seen : null;
  if (isSuccess(sent))
    return answer('delivered', url === null ? 'GitHub took the dispatch.' : `GitHub started ${url}`);
  return url === null
    ? failure(sent, 'to start the workflow that deploys')
    : answer('already-decided', `GitHub answered ${sent.status}, and runs ${url}`);
}

type Target = ApprovalRequest['target'];

function send(target: Target, github: GitHub) {
  const inputs = {
    'run-id': target.run_id,
    // Another attempt of the run may open its gate again, and wants a start of its own.
    'run-attempt': target.run_attempt,
    'gate-name': target.gate,
    // The commit that was approved: the branch may have moved on since.
    sha: target.sha,
  };
  return target.workflow === ''
    ? github.post('/dispatches', { event_type: target.event_type, client_payload: inputs })
    : github.post(`/actions/workflows/${target.workflow}/dispatches`, { ref: target.ref, inputs });
}

const PAGE = 100;
/** GitHub gives 1000 results of a filtered list at most (GitHub docs, "List workflow runs for a repository"). */
const MOST_PAGES = 10;

/**
 * The URL of the newest run that was started for this gate; `null` if there is none.
 * @param since when the run that opened the change was created. Not when its attempt began: that moves with
 *   another attempt, past what has been started for this one.
 */
function lookForStarted(target: Target, since: string, github: GitHub): Look<string | null> {
  const [path, event] =
    target.workflow === ''
      ? ['/actions/runs', 'repository_dispatch']
      : [`/actions/workflows/${target.workflow}/runs`, 'workflow_dispatch'];
  const runs = `${path}?event=${event}&created=${encodeURIComponent(`>=${since}`)}&per_page=${PAGE}`;
  const mark = `(run ${target.run_id}, attempt ${target.run_attempt}, gate ${target.gate})`;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const look = github.get(`${runs}&page=${page}`, 'for runs');
    if ('failed' in look) return look;
    const { workflow_runs: list } = look.seen as { workflow_runs?: unknown };
    if (!Array.isArray(list)) return unreadable('runs');
    for (const { display_title: title, html_url: url } of list as ListedRun[]) {
      if (String(title).indexOf(mark) >= 0) return { seen: String(url) };
    }
    if (list.length < PAGE) return { seen: null };
  }
  return {
    failed: answer(
      'refused',
      `GitHub lists the newest ${PAGE * MOST_PAGES} runs since ${since}, and the run for this gate may be an older one: ` +
        `none is started, so that none is started twice. Look for "${mark}" in GitHub, and start the workflow by hand if it is not there.`,
    ),
  };
}

interface ListedRun {
  readonly display_title?: unknown;
  readonly html_url?: unknown;
}
