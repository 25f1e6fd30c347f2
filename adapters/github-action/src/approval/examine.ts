/**
 * Whether GitHub would take a decision from ServiceNow: what `open` asks from a job with a callback token (`gate/`), asked from
 * ServiceNow's side, for an App too. Reads only (GitHub docs, "Permissions required for fine-grained personal access tokens").
 */

import type { ApprovalHttp, ApprovalHttpResponse, ExamineRequest } from '@change-gate/core/approval';
import { isSuccess, parseJson } from '@change-gate/core/approval-client';
import {
  broken,
  findings,
  holds,
  isObject,
  obstacle,
  reached,
  type Seen,
  tokenUntil,
  uncertain,
  unseen,
} from '@change-gate/core/approval-findings';
import type { Finding } from '@change-gate/core/check';
import {
  endOf,
  faultOf,
  isAddressRefused,
  isRateLimit,
  isShortLived,
  scopeFault,
  scopesOf,
  TOKEN_HEADERS,
} from './access.ts';
import { examineDispatch } from './examine-dispatch.ts';
import { examineReview } from './examine-review.ts';
import { examineRule } from './examine-rule.ts';
import { type Examined, saidBy } from './examined.ts';
import { headers } from './github.ts';
import { ofRelease, RELEASE_HEADER } from './server-release.ts';

export function examine(request: ExamineRequest, http: ApprovalHttp): readonly Finding[] {
  return findings(look(request, http));
}

function look(request: ExamineRequest, http: ApprovalHttp): Seen[] {
  const { server, target, token, appId, now } = request;
  const get = (path: string) =>
    http.send({
      method: 'GET',
      url: `${server}${path}`,
      headers: headers(token),
      reads: [TOKEN_HEADERS.scopes, TOKEN_HEADERS.end, RELEASE_HEADER],
    });
  const name = `${target.owner}/${target.repo}`;
  const isNamed = target.owner !== undefined && target.repo !== undefined;
  const response = get(isNamed ? `/repos/${name}` : '/user');
  const isMoved = response.location?.indexOf(`${server}/`) === 0;
  const blocked = isMoved ? null : obstacle('GitHub', request, response);
  if (blocked !== null) return [blocked];
  const way = ofRelease(reached('GitHub', request), response.headers?.[RELEASE_HEADER]);
  if (appId === '' && isShortLived(token)) return [way, SHORT_LIVED];
  const known = holds('GitHub knows the token.');
  if (isMoved) return [way, known, moved(name)];
  if (!isSuccess(response)) return [way].concat(refused(response, name, known));
  const scopes = scopesOf(response.headers?.[TOKEN_HEADERS.scopes]);
  const fault = scopeFault(scopes);
  if (fault !== null) return [way, broken(`The token ${fault.what}.`, fault.remedy, 'CI admin')];
  const taken =
    appId === '' ? 'GitHub takes the token.' : 'GitHub has made a token for the App, and takes it.';
  const until = tokenUntil(endOf(response.headers?.[TOKEN_HEADERS.end]) / 1000, now, taken);
  const repository = parseJson(response.body);
  if (!isNamed || !isObject(repository)) return [way, until, unseen('The question names no repository.')];
  return [way, until].concat(examineGate({ target, appId, scopes, repository, name, get }));
}

const SHORT_LIVED = broken(
  'The token is a GITHUB_TOKEN, which ends with its job, or an installation token, which ends after an hour: it is dead when ServiceNow calls.',
  'Give a personal access token of a machine user, kept as a secret, or a GitHub App whose key ServiceNow keeps, by callback-alias.',
  'pipeline author',
);

/** GitHub answers for a renamed repository with 301 (GitHub docs, "Best practices for using the REST API"). */
function moved(name: string): Seen {
  return broken(
    `GitHub has ${name} under another name now, and ServiceNow follows no redirect.`,
    'Run the pipeline in the repository as it is called now, and name it so wherever the pipeline names it.',
    'pipeline author',
  );
}

/** Of a repository that GitHub does not show: the token, or, after `known`, the gate. */
function refused(response: ApprovalHttpResponse, name: string, known: Seen): Seen[] {
  const { status } = response;
  const said = saidBy(response);
  const fault = faultOf(status, said, name);
  if (fault !== null) {
    const seen = broken(`The token ${fault.what}.`, fault.remedy, 'CI admin');
    return fault.isOfToken ? [seen] : [known, seen];
  }
  if (isAddressRefused(said)) {
    return [
      known,
      broken(
        `GitHub takes nothing from where ServiceNow calls (${status}${said}).`,
        'An owner of the organization adds the addresses of this instance, or of its MID Server, to the IP allow list.',
        'CI admin',
      ),
    ];
  }
  const limited = status === 429 || isRateLimit(said);
  return [
    limited
      ? uncertain(
          `GitHub answers no more requests for now (${status}${said}).`,
          'Check again later.',
          'CI admin',
        )
      : unseen(`GitHub answered ${status} when asked for ${name}${said}.`),
  ];
}

/** Whether the gate is seen and, where it is, whether it may be answered. */
const WAYS: Readonly<Record<string, (examined: Examined) => Seen[]>> = {
  environment: examineReview,
  'protection-rule': examineRule,
  dispatch: examineDispatch,
};

function examineGate(examined: Examined): Seen[] {
  const way = WAYS[examined.target.way ?? ''];
  return way?.(examined) ?? [unseen('The question does not say in which way the gate is answered.')];
}
