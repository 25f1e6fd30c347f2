/**
 * Where no gate exists, the run that opened the change ends, and an approval starts the workflow that deploys,
 * by `workflow_dispatch` or `repository_dispatch`. Neither answer names the run, so the workflow's `run-name`
 * says for whom it runs (docs/github.md), and that is how a start is recognised.
 */
import type { ApprovalAnswer, ApprovalLook, ApprovalRequest } from '@change-gate/core/approval';
import {
  type ApprovalClient,
  answer,
  findInPages,
  isSuccess,
  mayHaveArrived,
  PAGE_SIZE,
  type Read,
} from '@change-gate/core/approval-client';
import { dispatchInputs } from './access.ts';
import { readRun } from './runs.ts';

export function startWorkflow(request: ApprovalRequest, github: ApprovalClient): ApprovalAnswer {
  const { target } = request;
  // A workflow that forgets to verify must not be started by a denial.
  if (request.decision === 'denied') {
    return answer('build-ended', 'Nothing waits in GitHub, and the workflow that deploys is not started.');
  }
  const unstarted = findUnstarted(target, github);
  if ('failed' in unstarted) return unstarted.failed;

  const sent = send(target, github);
  const after = findStarted(target, unstarted.value.opened, github);
  const url = 'value' in after ? after.value : null;
  if (isSuccess(sent))
    return answer('delivered', url === null ? 'GitHub took the dispatch.' : `GitHub started ${url}`);
  return url === null
    ? github.decisionFailure(sent, 'to start the workflow that deploys')
    : answer(
        mayHaveArrived(sent) ? 'delivered' : 'already-decided',
        `GitHub answered ${sent.status}, and runs ${url}`,
      );
}

/** Whether the workflow that deploys could be started. */
export function lookForWorkflow({ target }: ApprovalRequest, github: ApprovalClient): ApprovalLook {
  const unstarted = findUnstarted(target, github);
  return 'failed' in unstarted
    ? unstarted.failed
    : { outcome: 'waits', detail: 'The workflow that deploys has not been started.' };
}

/** When the run that opened the change was created, or the answer that the workflow that deploys has been started. */
function findUnstarted(target: Target, github: ApprovalClient): Read<{ readonly opened: string }> {
  const run = readRun(target, github);
  if ('failed' in run) return run;
  const opened = run.value.created;
  const started = findStarted(target, opened, github);
  if ('failed' in started) return started;
  return started.value === null
    ? { value: { opened } }
    : { failed: answer('already-decided', `It has been started: ${started.value}`) };
}

type Target = ApprovalRequest['target'];

function send(target: Target, github: ApprovalClient) {
  const inputs = dispatchInputs(target);
  return target.workflow === ''
    ? github.decide('POST', '/dispatches', { event_type: target.event_type, client_payload: inputs })
    : github.decide('POST', `/actions/workflows/${target.workflow}/dispatches`, { ref: target.ref, inputs });
}

/** GitHub gives 1000 results of a filtered list at most (GitHub docs, "List workflow runs for a repository"). */
const MOST_PAGES = 10;

/**
 * The URL of the newest run that was started for this gate; `null` if there is none.
 * @param since when the run that opened the change was created. Not when its attempt began: that moves with
 *   another attempt, past what has been started for this one.
 */
function findStarted(target: Target, since: string, github: ApprovalClient): Read<string | null> {
  const [path, event] =
    target.workflow === ''
      ? ['/actions/runs', 'repository_dispatch']
      : [`/actions/workflows/${target.workflow}/runs`, 'workflow_dispatch'];
  const mark = `(run ${target.run_id}, attempt ${target.run_attempt}, gate ${target.gate})`;
  const started = findInPages(
    `${path}?event=${event}&created=${encodeURIComponent(`>=${since}`)}`,
    MOST_PAGES,
    (page) => readRuns(page, github),
    (runs) => runs.find(({ display_title: title }) => String(title).indexOf(mark) >= 0),
  );
  if ('failed' in started) return started;
  if (started.value !== null) {
    return { value: started.value === undefined ? null : String(started.value.html_url) };
  }
  return {
    failed: answer(
      'refused',
      `GitHub lists the newest ${PAGE_SIZE * MOST_PAGES} runs since ${since}, and the run for this gate may be an older one: ` +
        `none is started, so that none is started twice. Look for "${mark}" in GitHub, and start the workflow by hand if it is not there.`,
    ),
  };
}

interface ListedRun {
  readonly display_title?: unknown;
  readonly html_url?: unknown;
}

function readRuns(path: string, github: ApprovalClient): Read<readonly ListedRun[]> {
  const read = github.get(path, 'for runs');
  if ('failed' in read) return read;
  const { workflow_runs: runs } = read.value as { workflow_runs?: unknown };
  return Array.isArray(runs) ? { value: runs } : github.unexpected('runs');
}
