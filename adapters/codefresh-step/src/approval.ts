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
  ApprovalOutcome,
  ApprovalRequest,
} from '@change-gate/core/approval';
import { type Annotation, decidedKey, ENTITY_TYPE, gateBefore, has, passedKey } from './build/gate-marks.ts';

/** Statuses of a build that will never pause again (Codefresh CLI and UI). */
const ENDED = ['success', 'error', 'denied', 'terminating', 'terminated'];

const PAUSED = 'pending-approval';

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
    const gate = request.target.gate ?? '';
    const before = codefresh.status();
    if (typeof before !== 'string') return before;
    if (ENDED.indexOf(before) >= 0) return answer('build-ended', `The build's status is ${before}.`);
    const marks = codefresh.annotations();
    if ('outcome' in marks) return marks;
    if (has(marks, passedKey(gate))) {
      return answer('already-decided', `The build has passed this gate, and its status is ${before} now.`);
    }
    if (before === PAUSED) {
      const other = gateBefore(gate, marks);
      return other === null
        ? resume(request, codefresh)
        : answer('not-paused-yet', `The build has to pass its gate ${other} before this one.`);
    }
    // A build that runs has not paused yet, or has been resumed: an earlier attempt left its mark first.
    return has(marks, decidedKey(gate))
      ? answer('already-decided', `The build was paused before, and its status is ${before} now.`)
      : answer('not-paused-yet', `The build's status is ${before}.`);
  },
};

function resume(request: ApprovalRequest, codefresh: Codefresh): ApprovalAnswer {
  // The reason has to be on the build before it goes on: people look there first.
  codefresh.mark();
  const sent = codefresh.send();
  const after = codefresh.status();
  if (typeof after === 'string' && after !== PAUSED) {
    return isSuccess(sent)
      ? answer('delivered', `The build's status is ${after}.`)
      : answer('already-decided', `Codefresh answered ${sent.status}, and the build's status is ${after}.`);
  }
  const asked = `to ${request.decision === 'approved' ? 'approve' : 'deny'} the build`;
  if (REFUSED.indexOf(sent.status) >= 0) return failure(sent, asked);
  // How soon the status follows a decision is not documented: the next attempt looks again.
  const still = isSuccess(sent) ? 'Codefresh took the decision' : failure(sent, asked).detail;
  return answer('unavailable', `${still}, but the build still shows as paused.`);
}

interface Codefresh {
  /** The build's status, or the answer that ends this attempt. */
  status(): string | ApprovalAnswer;
  /** What the pipeline and earlier attempts left on the build, or the answer that ends this attempt. */
  annotations(): readonly Annotation[] | ApprovalAnswer;
  /** Leaves the decision and its reason on the build, as an annotation. */
  mark(): void;
  send(): ApprovalHttpResponse;
}

function connect(request: ApprovalRequest, http: ApprovalHttp): Codefresh {
  const build = request.target.build_id ?? '';
  // The API key as it is: Codefresh wants no "Bearer" before it.
  const headers = {
    authorization: request.token,
    accept: 'application/json',
    'content-type': 'application/json',
  };
  const get = (path: string) => http.send({ method: 'GET', url: `${request.server}${path}`, headers });

  return {
    status() {
      const response = get(`/builds/${build}?noAccount=false`);
      if (!isSuccess(response)) return failure(response, 'for the build');
      const status = (parse(response.body) as { status?: unknown } | null)?.status;
      return typeof status === 'string'
        ? status
        : answer('unavailable', 'Codefresh did not answer with a build.');
    },
    annotations() {
      const response = get(`/annotations?entityId=${build}&entityType=${ENTITY_TYPE}`);
      if (isSuccess(response)) {
        const found = parse(response.body);
        return Array.isArray(found)
          ? found.map(toAnnotation)
          : answer('unavailable', 'Codefresh did not answer with annotations.');
      }
      const failed = failure(response, "for the build's annotations");
      // 404 means that there are none (Codefresh CLI). A key that may not read them can still decide at a build's
      // only gate, which is most of them.
      return failed.outcome === 'refused' ? [] : failed;
    },
    mark() {
      const body = JSON.stringify({
        entityId: build,
        entityType: ENTITY_TYPE,
        key: decidedKey(request.target.gate ?? ''),
        value: `${request.decision}: ${request.reason}`,
      });
      // A key without the right to annotate may still decide.
      http.send({ method: 'POST', url: `${request.server}/annotations`, headers, body });
    },
    send() {
      const verb = request.decision === 'approved' ? 'approve' : 'deny';
      return get(`/workflow/${build}/pending-approval/${verb}`);
    },
  };
}

function isSuccess(response: ApprovalHttpResponse): boolean {
  return response.status >= 200 && response.status < 300;
}

/** @param asked what was asked, after "Codefresh answered 401 when asked" */
function failure(response: ApprovalHttpResponse, asked: string): ApprovalAnswer {
  if (response.status === 0) return answer('unavailable', `Codefresh did not answer: ${response.body}`);
  const said = (parse(response.body) as { message?: unknown } | null)?.message;
  const words = typeof said === 'string' ? `: ${said.slice(0, 200)}` : '';
  const again = response.status === 408 || response.status === 429 || response.status >= 500;
  return answer(
    again ? 'unavailable' : 'refused',
    `Codefresh answered ${response.status} when asked ${asked}${words}`,
  );
}

/** Anybody may annotate a build, with values of other types too. */
function toAnnotation(found: { key?: unknown; value?: unknown } | null): Annotation {
  return { key: String(found?.key), value: String(found?.value) };
}

function answer(outcome: ApprovalOutcome, detail: string): ApprovalAnswer {
  return { outcome, detail };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
