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
  ApprovalRequest,
} from '@change-gate/core/approval';
import { answer, createClient, isSuccess, type Read } from '@change-gate/core/approval-client';
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
    const status = codefresh.status();
    if ('failed' in status) return status.failed;
    const before = status.value;
    if (ENDED.indexOf(before) >= 0) return answer('build-ended', `The build's status is ${before}.`);
    const annotations = codefresh.annotations();
    if ('failed' in annotations) return annotations.failed;
    const marks = annotations.value;
    if (hasAnnotation(marks, passedKey(gate))) {
      return answer('already-decided', `The build has passed this gate, and its status is ${before} now.`);
    }
    if (before === PAUSED) {
      const other = gateBefore(gate, marks);
      return other === null
        ? resume(request, codefresh)
        : answer('not-paused-yet', `The build has to pass its gate ${other} before this one.`);
    }
    if (LIVE.indexOf(before) < 0)
      return answer('unavailable', `Codefresh reports a status that is not known here: ${before}.`);
    // A build that runs has not paused yet, or has been resumed: an earlier attempt left its mark first.
    return hasAnnotation(marks, decidedKey(gate))
      ? answer('already-decided', `The build was paused before, and its status is ${before} now.`)
      : answer('not-paused-yet', `The build's status is ${before}.`);
  },
};

function resume(request: ApprovalRequest, codefresh: Codefresh): ApprovalAnswer {
  // The reason has to be on the build before it goes on: people look there first.
  codefresh.mark();
  const sent = codefresh.send();
  const after = codefresh.status();
  if ('value' in after && after.value !== PAUSED) {
    return isSuccess(sent)
      ? answer('delivered', `The build's status is ${after.value}.`)
      : answer(
          'already-decided',
          `Codefresh answered ${sent.status}, and the build's status is ${after.value}.`,
        );
  }
  const asked = `to ${request.decision === 'approved' ? 'approve' : 'deny'} the build`;
  if (REFUSED.indexOf(sent.status) >= 0) return codefresh.failure(sent, asked);
  // How soon the status follows a decision is not documented: the next attempt looks again.
  const still = isSuccess(sent) ? 'Codefresh took the decision' : codefresh.failure(sent, asked).detail;
  return answer('unavailable', `${still}, but the build still shows as paused.`);
}

interface Codefresh {
  /** The build's status. */
  status(): Read<string>;
  /** What the pipeline and earlier attempts left on the build. */
  annotations(): Read<readonly Annotation[]>;
  /** Leaves the decision and its reason on the build, as an annotation. */
  mark(): void;
  send(): ApprovalHttpResponse;
  /** @param asked what was asked, after "Codefresh answered 401 when asked" */
  failure(response: ApprovalHttpResponse, asked: string): ApprovalAnswer;
}

function connect(request: ApprovalRequest, http: ApprovalHttp): Codefresh {
  const build = request.target.build_id ?? '';
  const client = createClient(
    {
      name: 'Codefresh',
      baseUrl: request.server,
      // The API key as it is: Codefresh wants no "Bearer" before it.
      headers: {
        authorization: request.token,
        accept: 'application/json',
        'content-type': 'application/json',
      },
      errorText,
    },
    http,
  );

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
      client.send('POST', '/annotations', {
        entityId: build,
        entityType: ENTITY_TYPE,
        key: decidedKey(request.target.gate ?? ''),
        value: `${request.decision}: ${request.reason}`,
      });
    },
    send() {
      const verb = request.decision === 'approved' ? 'approve' : 'deny';
      return client.send('GET', `/workflow/${build}/pending-approval/${verb}`);
    },
    failure: client.failure,
  };
}

function errorText(body: unknown): string {
  const { message } = (body ?? {}) as { message?: unknown };
  return typeof message === 'string' ? message : '';
}

/** Anybody may annotate a build, with values of other types too. */
function toAnnotation(entry: unknown): Annotation {
  const found = entry as { key?: unknown; value?: unknown } | null;
  return { key: String(found?.key), value: String(found?.value) };
}
