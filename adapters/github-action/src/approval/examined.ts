/** What ServiceNow's token is shown of a repository, and how `examine` reads more of it. */
import type { ApprovalHttpResponse, ExamineRequest } from '@change-gate/core/approval';
import { inPath, parseJson } from '@change-gate/core/approval-client';
import {
  bodyOf,
  broken,
  holds,
  inItsWords,
  type Seen,
  uncertain,
  unseen,
} from '@change-gate/core/approval-findings';
import { neededFor } from './access.ts';
import { errorText } from './github.ts';

/** What the gate is examined with, once the token and the repository are seen. */
export interface Examined {
  readonly target: ExamineRequest['target'];
  /** Empty for a token of a person's. */
  readonly appId: string;
  /** Of a classic token; undefined for any other. */
  readonly scopes: readonly string[] | undefined;
  /** As GitHub shows it. */
  readonly repository: Readonly<Record<string, unknown>>;
  /** `globex/shop` */
  readonly name: string;
  /** @param path below the API's base URL */
  get(path: string): ApprovalHttpResponse;
}

export type Body = Readonly<Record<string, unknown>>;

/** What was read, or what stands for it. */
export type Found = { readonly body: Body } | { readonly seen: Seen };

export function readEnvironment(examined: Examined, of: string): Found {
  const { target, name, get } = examined;
  if (!target.environment) return { seen: unseen('The question names no environment.') };
  const path = `/repos/${name}/environments/${inPath(target.environment)}${of}`;
  return read(examined, get(path), `environment ${target.environment}`);
}

/** The run, where the question names one: what ServiceNow reads before it answers. */
export function readRun(examined: Examined): Found {
  const { target, name, get } = examined;
  if (target.run_id === undefined) return { body: {} };
  return read(examined, get(`/repos/${name}/actions/runs/${target.run_id}`), `run ${target.run_id}`);
}

export function read(examined: Examined, response: ApprovalHttpResponse, what: string): Found {
  const body = bodyOf(response);
  return body === null ? { seen: whyNot(examined, response, what) } : { body };
}

function whyNot({ name, target }: Examined, response: ApprovalHttpResponse, what: string): Seen {
  const said = saidBy(response);
  if (response.status === 404)
    return broken(
      `There is no ${what} in ${name}, or the token does not see it (404).`,
      'Create it, or let the token see it (fine-grained: Actions: read).',
      'CI admin',
    );
  if (response.status === 403 && /not accessible/i.test(said))
    return broken(
      `The token may not read ${what} of ${name} (403${said}).`,
      `Give it ${neededFor(target.way ?? '', target.workflow ?? '')}.`,
      'CI admin',
    );
  const why =
    response.status === 0 ? `did not answer: ${response.body}` : `answered ${response.status}${said}`;
  return unseen(`GitHub ${why.replace(/\.$/, '')}, when asked for ${what} of ${name}.`);
}

/** Behind what is seen: the run, where the question names one. */
export function ofRun({ run_id: run }: Examined['target']): string {
  return run === undefined ? '' : ` and run ${run}`;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What the owner may, and the token perhaps not. */
export function allowed(detail: string, { scopes, target, name }: Examined): Seen {
  if (scopes !== undefined && scopes.indexOf('repo') >= 0) return holds(detail);
  return scopes === undefined
    ? uncertain(
        `${detail} What this fine-grained token may do, GitHub shows nobody.`,
        `See that it has ${neededFor(target.way ?? '', target.workflow ?? '')}, for ${name}.`,
        'CI admin',
      )
    : uncertain(
        `${detail} The token has the scope public_repo, and GitHub asks for repo: it may refuse the call.`,
        'Make a token with the scope repo.',
        'CI admin',
      );
}

/** GitHub's own words, behind a colon; empty for none. */
export function saidBy({ body }: ApprovalHttpResponse): string {
  return inItsWords(errorText(parseJson(body)));
}
