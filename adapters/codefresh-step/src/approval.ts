/**
 * Codefresh's approval API, as ServiceNow calls it: `GET /workflow/{build}/pending-approval/approve|deny`
 * (Codefresh's OpenAPI description). It takes the build id alone, has side effects although it is a GET, and
 * promises no more than `200`, so the build's status before and after is what counts. And it takes the build, not
 * the gate: annotations tell the gates of a build apart.
 *
 * Runs inside ServiceNow: see `ApprovalApi`.
 */
import type {
  ApprovalAnswer,
  ApprovalApi,
  ApprovalHttp,
  ApprovalHttpResponse,
  ApprovalLook,
  ApprovalRequest,
  BuildRequest,
} from '@change-gate/core/approval';
import {
  answer,
  createClient,
  isSuccess,
  mayHaveArrived,
  type Read,
} from '@change-gate/core/approval-client';
import { errorText, headers } from './approval/codefresh.ts';
import { examine } from './approval/examine.ts';
import {
  type Annotation,
  decidedKey,
  ENTITY_TYPE,
  gateBefore,
  hasAnnotation,
  passedKey,
} from './build/gate-annotations.ts';

/** Statuses of a build that will never pause again (Codefresh CLI and UI). */
const ENDED = ['success', 'error', 'denied', 'terminating', 'terminated'];

/** Of a build that has not paused yet, or that goes on after its pause (Codefresh CLI). */
const LIVE = ['pending', 'elected', 'delayed', 'running'];

const PAUSED = 'pending-approval';

/** Known from the original step, whose reasons begin alike (update set 1.2.0): people filter builds by it. */
const REASON = 'Reason';

/** Of the answers to a decision, those that a later attempt would get again. */
const REFUSED = [401, 403, 404];

export const approval: ApprovalApi = {
  ci: 'codefresh',
  targetFields: {
    build_id: '[0-9a-f]{24}',
    gate: '[A-Za-z][A-Za-z0-9_-]{0,39}',
  },
  deliver(request, http) {
    const codefresh = connect(request, http);
    const seen = look(request, codefresh);
    return seen.outcome === 'waits' ? resume(request, codefresh) : answer(seen.outcome, seen.detail);
  },
  look: (request, http) => look(request, connect(request, http)),
  // A restart is another build (pipelines/monitoring). A 404 proves no deletion: a key sees what its user's rules let it.
  lookForEnd: (request, http) => look(request, connect(undecided(request), http)),
  examine,
};

/** Nothing of a decision is sent. */
function undecided(request: BuildRequest): ApprovalRequest {
  return Object.assign({ decision: 'denied' as const, reason: '' }, request);
}

function look(request: BuildRequest, codefresh: Codefresh): ApprovalLook {
  const gate = request.target.gate ?? '';
  const read = codefresh.status();
  if ('failed' in read) return read.failed;
  const status = read.value;
  if (ENDED.indexOf(status) >= 0) return answer('build-ended', `The build's status is ${status}.`);
  const annotations = codefresh.annotations();
  if ('failed' in annotations) return annotations.failed;
  const marks = annotations.value;
  if (hasAnnotation(marks, passedKey(gate))) {
    return answer('already-decided', `The build has passed this gate, and its status is ${status} now.`);
  }
  if (status === PAUSED) {
    const other = gateBefore(gate, marks);
    return other === null
      ? { outcome: 'waits', detail: `The build's status is ${status}.` }
      : answer('not-paused-yet', `The build has to pass its gate ${other} before this one.`);
  }
  if (LIVE.indexOf(status) < 0)
    return answer('unavailable', `Codefresh reports a status that is not known here: ${status}.`);
  // A build that runs has not paused yet, or has been resumed: an earlier attempt left its mark first.
  return hasAnnotation(marks, decidedKey(gate))
    ? answer('already-decided', `The build was paused before, and its status is ${status} now.`)
    : answer('not-paused-yet', `The build's status is ${status}.`);
}

function resume(request: ApprovalRequest, codefresh: Codefresh): ApprovalAnswer {
  // The reason has to be on the build before it goes on: people look there first.
  codefresh.mark();
  const sent = codefresh.send();
  if (isSuccess(sent)) codefresh.explain();
  const after = codefresh.status();
  if ('value' in after && after.value !== PAUSED) {
    return mayHaveArrived(sent)
      ? answer('delivered', `The build's status is ${after.value}.`)
      : answer(
          'already-decided',
          `Codefresh answered ${sent.status}, and the build's status is ${after.value}.`,
        );
  }
  // How soon the status follows a decision is not documented.
  if (isSuccess(sent)) return answer('taken', 'Codefresh took the decision, and does not show it yet.');
  const asked = `to ${request.decision === 'approved' ? 'approve' : 'deny'} the build`;
  const { outcome, detail } = codefresh.decisionFailure(sent, asked);
  return outcome === 'unanswered' || REFUSED.indexOf(sent.status) >= 0
    ? answer(outcome, detail)
    : answer('unavailable', `${detail}, and the build still shows as paused.`);
}

interface Codefresh {
  /** The build's status. */
  status(): Read<string>;
  /** What the pipeline and earlier attempts left on the build. */
  annotations(): Read<readonly Annotation[]>;
  /** Leaves the decision and its reason on the build, as an annotation. */
  mark(): void;
  /** Leaves the same where the original step leaves it: afterwards, as it delays no decision. */
  explain(): void;
  send(): ApprovalHttpResponse;
  /** @param asked what was asked, after "Codefresh answered 401 when asked" */
  decisionFailure(response: ApprovalHttpResponse, asked: string): ApprovalAnswer;
}

function connect(request: ApprovalRequest, http: ApprovalHttp): Codefresh {
  const build = request.target.build_id ?? '';
  const client = createClient(
    {
      name: 'Codefresh',
      baseUrl: request.server,
      headers: headers(request.token),
      errorText,
    },
    http,
  );

  const annotate = (key: string, value: string) =>
    client.send('POST', '/annotations', { entityId: build, entityType: ENTITY_TYPE, key, value });
  return {
    status() {
      const read = client.get(`/builds/${build}?noAccount=false`, 'for the build');
      if ('failed' in read) return read;
      const status = (read.value as { status?: unknown } | null)?.status;
      return typeof status === 'string' ? { value: status } : client.unexpected('a build');
    },
    annotations() {
      const path = `/annotations?entityId=${build}&entityType=${ENTITY_TYPE}`;
      const read = client.getList(path, "for the build's annotations", 'annotations');
      if ('value' in read) return { value: read.value.map(toAnnotation) };
      // 404 means that there are none (Codefresh CLI). A key that may not read them can still decide at a build's
      // only gate, which is most of them.
      return read.failed.outcome === 'refused' ? { value: [] } : read;
    },
    mark() {
      // A key without the right to annotate may still decide.
      annotate(decidedKey(request.target.gate ?? ''), `${request.decision}: ${request.reason}`);
    },
    explain() {
      annotate(REASON, `${request.decision} - ${request.reason}`);
    },
    send() {
      const verb = request.decision === 'approved' ? 'approve' : 'deny';
      return client.decide('GET', `/workflow/${build}/pending-approval/${verb}`);
    },
    decisionFailure: client.decisionFailure,
  };
}

/** Anybody may annotate a build, with values of other types too. */
function toAnnotation(entry: unknown): Annotation {
  const found = entry as { key?: unknown; value?: unknown } | null;
  return { key: String(found?.key), value: String(found?.value) };
}
