/**
 * Whether GitLab would let ServiceNow play the gate of a pipeline: what its API tells of the token, of the gate's job, and of who
 * may run it. Reads only (GitLab docs, "Personal access tokens API", "Jobs API").
 */
import type { ApprovalHttp, ApprovalHttpResponse, ExamineRequest } from '@change-gate/core/approval';
import { parseJson } from '@change-gate/core/approval-client';
import {
  bodyOf,
  broken,
  findings,
  holds,
  inItsWords,
  obstacle,
  reached,
  type Seen,
  tokenUntil,
  uncertain,
  unseen,
} from '@change-gate/core/approval-findings';
import type { Finding } from '@change-gate/core/check';
import { faultOf, JOB_TOKEN, scopesOf, USE } from './access.ts';
import { type Gate, mayPlay } from './examine-role.ts';
import { connect, credentials, errorText, isJobToken } from './gitlab.ts';

export function examine(request: ExamineRequest, http: ApprovalHttp): readonly Finding[] {
  return findings(look(request, http));
}

function look(request: ExamineRequest, http: ApprovalHttp): Seen[] {
  const { server, token, target, now } = request;
  const get = (path: string) =>
    http.send({ method: 'GET', url: `${server}${path}`, headers: credentials(token) });
  const response = get('/personal_access_tokens/self');
  const blocked = obstacle('GitLab', request, response);
  if (blocked !== null) return [blocked];
  const way = reached('GitLab', request);
  if (isJobToken(token)) return [way, broken(`The token ${JOB_TOKEN}`, USE, 'pipeline author')];
  if (response.status === 429) return [way, LIMITED];
  const self = bodyOf(response) ?? {};
  const scopes = scopesOf(self);
  const fault = faultOf(response.status, scopes);
  if (fault !== null) return [way, broken(`The token ${fault}`, USE, 'CI admin')];
  const project = target.project_id;
  if (project === undefined) return [way, takenUntil(self, now), unseen('The question names no project.')];
  const found = get(`/projects/${project}`);
  // Before 15.5, and of another kind of token, this is the first answer that tells.
  const refused = faultOf(found.status, []);
  if (refused !== null) return [way, broken(`The token ${refused}`, USE, 'CI admin')];
  const taken = takenUntil(self, now);
  if (bodyOf(found) === null) return [way, taken, notSeen(found, `project ${project}`)];
  const gate = findGate(request, http);
  if ('outcome' in gate) return [way, taken, gate];
  const seen =
    gate.ref === undefined
      ? unseen(`The token sees project ${project}; its gate is there in a running pipeline alone.`)
      : holds(`The token sees job ${target.job} of pipeline ${target.pipeline_id}.`);
  const isGranular = scopes.length > 0 && scopes.indexOf('api') < 0;
  const user = Number(self.user_id ?? bodyOf(get('/user'))?.id);
  const may = mayPlay(gate, project, user, (path) => {
    const read = get(`/projects/${project}${path}`);
    return { status: read.status, body: bodyOf(read) };
  });
  return [way, taken, seen, may.outcome === 'holds' && isGranular ? withOtherScopes(may, scopes) : may];
}

const LIMITED = uncertain('GitLab answers no more requests for now (429).', 'Check again later.', 'CI admin');

function takenUntil({ expires_at: day }: Readonly<Record<string, unknown>>, now: number): Seen {
  // "They expire at midnight UTC on that date" (GitLab docs, "Personal access tokens").
  const end = typeof day === 'string' ? Date.parse(`${day}T00:00:00Z`) / 1000 : Number.NaN;
  return tokenUntil(end, now, 'GitLab takes the token.');
}

function withOtherScopes({ detail }: Seen, scopes: readonly string[]): Seen {
  return uncertain(
    `${detail} Whether the token may, with the scope ${scopes.join(', ')}, GitLab does not tell.`,
    USE,
    'CI admin',
  );
}

/** The gate as far as the question names it. */
function findGate(request: ExamineRequest, http: ApprovalHttp): Gate | Seen {
  const { pipeline_id: pipeline, job, environment } = request.target;
  const protectedBy = environment ?? '';
  if (pipeline === undefined || job === undefined)
    return { environment: protectedBy, ref: undefined, tag: false };
  // Nothing is decided with it.
  const asked = Object.assign({ decision: 'denied' as const, reason: '' }, request);
  const read = connect(asked, http).gate();
  if ('failed' in read) {
    const { outcome, detail } = read.failed;
    return outcome === 'refused'
      ? broken(
          detail,
          `Let the user of the token see the jobs of this project, and name its gate.`,
          'CI admin',
        )
      : unseen(detail);
  }
  const { ref, tag } = read.value as { ref?: unknown; tag?: unknown };
  return { environment: protectedBy, ref: String(ref), tag: tag === true };
}

function notSeen(response: ApprovalHttpResponse, what: string): Seen {
  const { status, body } = response;
  if (status === 404 || status === 403)
    return broken(
      `The token does not see ${what} (${status}): it is of another project, or its user is no member of this one.`,
      'Use a project access token of this project, or make the user of the token a member with the role Developer or higher.',
      'CI admin',
    );
  return unseen(`GitLab answered ${status} when asked for ${what}${inItsWords(errorText(parseJson(body)))}.`);
}
