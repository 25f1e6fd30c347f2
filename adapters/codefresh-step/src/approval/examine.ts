/**
 * Whether Codefresh would take a decision from ServiceNow, as far as it tells: whether an API key may approve, no request shows
 * but the approval itself (Codefresh's OpenAPI description).
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
  uncertain,
  unseen,
} from '@change-gate/core/approval-findings';
import type { Finding } from '@change-gate/core/check';
import { errorText, headers } from './codefresh.ts';

export function examine(request: ExamineRequest, http: ApprovalHttp): readonly Finding[] {
  return findings(look(request, http));
}

function look(request: ExamineRequest, http: ApprovalHttp): Seen[] {
  const { server, target, token } = request;
  const build = target.build_id;
  // Without a build, the newest one of the account shows that the key may read builds.
  const path = build === undefined ? '/workflow?limit=1' : `/builds/${build}?noAccount=false`;
  const response = http.send({ method: 'GET', url: `${server}${path}`, headers: headers(token) });
  const blocked = obstacle('Codefresh', request, response);
  if (blocked !== null) return [blocked];
  const way = reached('Codefresh', request);
  const known = holds('Codefresh takes the API key.');
  if (response.status === 401)
    return [
      way,
      broken(
        'Codefresh does not know the API key (401): it is misspelt, or was revoked.',
        NEW_KEY,
        'CI admin',
      ),
    ];
  if (response.status === 403 || response.status === 404) return [way, known, notSeen(response, build)];
  const body = bodyOf(response);
  if (body === null)
    return [way, unseen(`Codefresh answered ${response.status} when asked for builds${said(response)}.`)];
  if (build === undefined) return [way, known, NO_BUILD, UNKNOWN];
  return typeof body.status === 'string'
    ? [way, known, holds(`The API key sees build ${build}, whose status is ${body.status}.`), UNKNOWN]
    : [way, known, unseen(`Codefresh did not answer with a build when asked for ${build}.`)];
}

const NEW_KEY = 'Make an API key for the callback, and keep it as an encrypted variable, or in ServiceNow.';

const NO_BUILD = unseen(
  'The API key may list builds of its account; the gate is there in a running build alone.',
);

/** By an ABAC rule on pipelines, action approve; keys have scopes, and no page says which covers the approval. */
const UNKNOWN = uncertain(
  'Codefresh shows nobody whether an API key may approve a build; everybody may, where no rule of the account says otherwise.',
  'Approve a build that waits, once, with this key: codefresh approve <id>. Where that is refused, let its user approve, and give the key the scopes of builds and workflows.',
  'CI admin',
);

function notSeen(response: ApprovalHttpResponse, build: string | undefined): Seen {
  const what = build === undefined ? 'builds' : `build ${build}`;
  return response.status === 404
    ? broken(
        `The API key does not see ${what} (404${said(response)}): it is of another account, or a rule hides it.`,
        'Use a key of the account in which the pipeline runs, whose user sees its builds.',
        'CI admin',
      )
    : broken(
        `The API key may not read ${what} (403${said(response)}), and ServiceNow approves none that it cannot read.`,
        'Give the key the scope of builds, and its user the right to see this pipeline.',
        'CI admin',
      );
}

function said({ body }: ApprovalHttpResponse): string {
  return inItsWords(errorText(parseJson(body)));
}
