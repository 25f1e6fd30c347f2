/**
 * GitLab's approval API, as ServiceNow calls it: it plays the gate's manual job, whatever the decision, and
 * the job asks ServiceNow and passes or fails (GitLab docs, "Run a job"; status by status: lib/api/ci/jobs.rb).
 * Canceling a gate instead would leave it playable, or release what comes after.
 *
 * Runs inside ServiceNow: see `ApprovalApi`.
 */
import type { ApprovalAnswer, ApprovalApi, ApprovalLook, ApprovalRequest } from '@change-gate/core/approval';
import { answer, isSuccess, mayHaveArrived } from '@change-gate/core/approval-client';
import { lookForEnd } from './approval/end.ts';
import { examine } from './approval/examine.ts';
import { connect, type GateJob, type GitLab, isJobToken } from './approval/gitlab.ts';

/** The job has not been reached: what comes before it is not done. */
const NOT_REACHED = ['created', 'scheduled'];

/** It has been played, by an earlier attempt or by somebody. */
const STARTED = ['waiting_for_resource', 'preparing', 'pending', 'running'];

/** Somebody ended it, or what comes before it failed. */
const OVER = ['canceling', 'canceled', 'skipped'];

/** Of a gate whose deployment somebody has rejected. */
const REJECTED = 'deployment_rejected';

const JOB_TOKEN =
  'The token is a job token (CI_JOB_TOKEN), which GitLab lets play no job. ' +
  'Give the credential a project access token, or a personal one of a bot user, with the scope api.';

export const approval: ApprovalApi = {
  ci: 'gitlab',
  gateAsks: true,
  targetFields: {
    project_id: '[1-9][0-9]{0,19}',
    pipeline_id: '[1-9][0-9]{0,19}',
    job: '[A-Za-z][A-Za-z0-9_-]{0,39}:gate',
    environment: '[A-Za-z0-9 _./-]{0,255}',
    on_denied: 'fail|cancel-pipeline',
  },
  deliver(request, http) {
    // One that `open` was given does not come here; one that an admin has put into a CI credential does.
    if (isJobToken(request.token)) return answer('refused', JOB_TOKEN);
    const gitlab = connect(request, http);
    const read = gitlab.gate();
    if ('failed' in read) return read.failed;
    const gate = read.value;
    const seen = statusShown(gate, request);
    // One that has failed ran too early, or could not ask ServiceNow: an approved change gives it another run.
    if (seen.outcome === 'waits' || seen.outcome === 'stopped') return decide(gate, request, gitlab);
    // Somebody else has played it: it passes, or is given another run.
    const outcome = seen.outcome === 'started' ? 'not-paused-yet' : seen.outcome;
    return finishTold(gate, answer(outcome, seen.detail), request, gitlab);
  },
  look(request, http) {
    const gitlab = connect(request, http);
    const read = gitlab.gate();
    if ('failed' in read) return read.failed;
    const gate = read.value;
    const seen = statusShown(gate, request);
    // Somebody has retried what comes before it, so it will be at its turn again.
    return seen.outcome === 'waits' || seen.outcome === 'not-paused-yet'
      ? { outcome: 'waits', detail: seen.detail }
      : finishTold(gate, answer(seen.outcome, seen.detail), request, gitlab);
  },
  lookForEnd,
  examine,
};

/** What the status of the gate's job says: it asks ServiceNow itself, so only its end shows what became of a decision. */
function statusShown(gate: GateJob, { decision }: ApprovalRequest): ApprovalLook {
  const { status } = gate;
  if (status === 'manual') return { outcome: 'waits', detail: statusOf(gate) };
  if (NOT_REACHED.indexOf(status) >= 0) return answer('not-paused-yet', statusOf(gate));
  if (STARTED.indexOf(status) >= 0) return answer('started', statusOf(gate));
  // A play of one that succeeded would run it, and all after it, again; a cancel would stop what it has let pass.
  if (status === 'success') return answer('already-decided', statusOf(gate));
  if (status === 'failed' && decision === 'denied') return answer('already-decided', statusOf(gate));
  if (status === 'failed' && gate.failure_reason !== REJECTED) return answer('stopped', statusOf(gate));
  return status === 'failed' || OVER.indexOf(status) >= 0
    ? answer('build-ended', statusOf(gate))
    : answer('unavailable', `GitLab reports a status that is not known here: ${status}.`);
}

function decide(gate: GateJob, request: ApprovalRequest, gitlab: GitLab): ApprovalAnswer {
  // Older servers leave the gate of a canceled pipeline manual (app/models/concerns/ci/has_status.rb).
  const canceled = gitlab.canceledJob(gate);
  if ('failed' in canceled) return canceled.failed;
  if (canceled.value !== null) {
    const over = `${statusOf(gate)} It is not played, as job ${canceled.value} was canceled. Whoever wants it to go on retries the pipeline, and then the job that opens the change.`;
    return finish(answer('build-ended', over), request, gitlab);
  }
  if ((request.target.environment ?? '') !== '') {
    const deployment = gitlab.blockedDeployment(gate);
    if ('failed' in deployment) return deployment.failed;
    const id = deployment.value;
    if (id !== null && request.decision === 'denied') {
      const sent = gitlab.rejectDeployment(id);
      // A rejected deployment ends its job; there is nothing to play any more.
      return isSuccess(sent)
        ? finish(answer('delivered', 'The deployment was rejected.'), request, gitlab)
        : gitlab.decisionFailure(sent, `to reject deployment ${id}`);
    }
    if (id !== null) {
      const sent = gitlab.approveDeployment(id);
      if (!isSuccess(sent)) return gitlab.failure(sent, `to approve deployment ${id}`);
    }
  }
  return play(gate, request, gitlab);
}

function play(gate: GateJob, request: ApprovalRequest, gitlab: GitLab): ApprovalAnswer {
  const sent = gitlab.play(gate);
  const asked = `to play job ${gate.id}`;
  const read = gitlab.gate();
  if ('failed' in read) {
    return isSuccess(sent)
      ? answer('started', `GitLab took the play. ${read.failed.detail}`)
      : gitlab.decisionFailure(sent, asked);
  }
  const after = read.value;
  const { outcome, detail } = statusShown(after, request);
  if (after.status !== gate.status || after.id !== gate.id) {
    if (mayHaveArrived(sent)) return finish(answer(toldBy(outcome), detail), request, gitlab);
    const said = `GitLab answered ${sent.status}, and ${lower(detail)}`;
    const isOpen = outcome === 'started' || outcome === 'waits';
    return finish(answer(isOpen ? 'not-paused-yet' : outcome, said), request, gitlab);
  }
  // How soon a read shows a play is not documented.
  if (isSuccess(sent)) return answer('started', `GitLab took the play, but ${lower(detail)}`);
  const refused = gitlab.decisionFailure(sent, asked);
  // A second play of such a job is taken, people report (github.com/gitlab4j/gitlab4j-api/issues/798).
  return sent.status === 400
    ? answer(
        'contested',
        `${refused.detail}, and ${lower(detail)} Its pipeline may be archived, or its deployment not approved.`,
      )
    : refused;
}

/** What a gate that has just been played shows of it. */
function toldBy(outcome: ApprovalLook['outcome']): ApprovalAnswer['outcome'] {
  if (outcome === 'already-decided') return 'delivered';
  return outcome === 'stopped' || outcome === 'build-ended' ? outcome : 'started';
}

/** Finishes a gate that has been told, by an earlier attempt or by somebody. */
function finishTold(
  { status }: GateJob,
  seen: ApprovalAnswer,
  request: ApprovalRequest,
  gitlab: GitLab,
): ApprovalAnswer {
  return STARTED.indexOf(status) >= 0 || status === 'failed' ? finish(seen, request, gitlab) : seen;
}

/**
 * On a denial that asks for it, what else still runs in the pipeline is canceled. The gate was told already, perhaps
 * by an attempt that was cut off before it came to this; a second cancel does no harm.
 */
function finish(delivery: ApprovalAnswer, request: ApprovalRequest, gitlab: GitLab): ApprovalAnswer {
  if (request.decision === 'approved' || request.target.on_denied !== 'cancel-pipeline') return delivery;
  const sent = gitlab.cancelPipeline();
  if (isSuccess(sent))
    return answer(ended(delivery.outcome), `${delivery.detail} The pipeline was canceled as well.`);
  const failed = gitlab.failure(sent, 'to cancel the pipeline');
  const detail = `${delivery.detail} ${failed.detail}`;
  if (failed.outcome !== 'unavailable') return answer(delivery.outcome, detail);
  // The next attempt cancels, and must know whether this one told the gate.
  const isTold = delivery.outcome === 'delivered' || delivery.outcome === 'started';
  return answer(isTold ? 'started' : 'unavailable', detail);
}

/** What becomes of a gate that has begun when its pipeline is canceled. */
function ended(outcome: ApprovalAnswer['outcome']): ApprovalAnswer['outcome'] {
  if (outcome === 'started') return 'delivered';
  return outcome === 'not-paused-yet' ? 'already-decided' : outcome;
}

function statusOf({ id, status, failure_reason: why }: GateJob): string {
  return `The gate's job ${id} is ${status}${why ? ` (${why})` : ''}.`;
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
