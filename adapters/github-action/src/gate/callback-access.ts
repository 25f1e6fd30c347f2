/**
 * Asks GitHub with the callback token, before there is a change, what ServiceNow would find out days later: whether the
 * token is alive and sees the repository, and whether its owner may answer the gate.
 *
 * What GitHub says with certainty is an error. What it does not show is a warning, as it may work all the same.
 */
import { GateError, type GateLog } from '@change-gate/core';
import * as z from 'zod/mini';
import {
  endOf,
  type Fault,
  faultOf,
  hasStarted,
  isInOneOf,
  isListed,
  neededFor,
  scopeFault,
  scopesOf,
  TOKEN_HEADERS,
  teamsOf,
} from '../approval/access.ts';
import type { RequiredReviewers } from './check-pause.ts';
import type { Gate } from './gate.ts';
import { type GitHubAnswer, type GitHubReader, saidBy } from './github-reader.ts';

export interface CallbackAccess {
  readonly gate: Gate;
  /** `globex/shop` */
  readonly repository: string;
  /** With the callback token. */
  readonly read: GitHubReader;
  /** Of the gate's environment. */
  readonly reviewers: RequiredReviewers | undefined;
  /** Logins: who started the run, and who started this attempt of it. */
  readonly startedBy: readonly (string | undefined)[];
  readonly log: Pick<GateLog, 'unseen'>;
}

/**
 * @returns what could not be seen: sentences for a person
 * @throws GateError CALLBACK_TOKEN_UNUSABLE
 */
export async function checkCallbackAccess(access: CallbackAccess): Promise<string[]> {
  const { gate } = access;
  const scopes = await scopesIn(access);
  if (typeof scopes !== 'object') return [scopes];
  const warnings = gate.way === 'dispatch' ? mayWrite(scopes, access) : await mayReview(access);
  if (scopes.expires - Date.now() < SOON_MS) {
    warnings.push(
      `The callback token expires on ${new Date(scopes.expires).toISOString()}: of a change that is decided later, ServiceNow can tell nobody.`,
    );
  }
  if (scopes.names === undefined) await checkFineGrained(access);
  else if (!scopes.names.includes('repo')) {
    warnings.push(
      'The callback token has the scope public_repo. GitHub asks for repo: it may refuse the call.',
    );
  }
  return warnings;
}

/** A week: few changes wait longer. */
const SOON_MS = 7 * 86_400_000;

const REPOSITORY = z.object({ permissions: z.optional(z.object({ push: z.optional(z.boolean()) })) });

interface Scopes {
  /** Of a classic token; undefined for a fine-grained one, which has none. */
  readonly names: readonly string[] | undefined;
  /** Whether the token's owner may write to the repository. */
  readonly push: boolean | undefined;
  /** Milliseconds since 1970; NaN for a token that does not expire, or whose end GitHub does not show. */
  readonly expires: number;
}

/** @returns a sentence where GitHub does not answer as it should */
async function scopesIn({ repository, read }: CallbackAccess): Promise<Scopes | string> {
  const unseen = (why: string) =>
    `Whether ServiceNow can use the callback token could not be checked: ${why}.`;
  const answer = await read(`/repos/${repository}`).catch(({ message }: Error) => message);
  if (typeof answer === 'string') return unseen(answer);
  refuse(faultOf(answer.status, saidBy(answer), repository));
  const { success, data } = REPOSITORY.safeParse(answer.json);
  if (answer.status !== 200 || !success) return unseen(`GitHub answered ${answer.status}${saidBy(answer)}`);
  const header = (name: string) => {
    const value = answer.headers[name];
    return value === undefined ? undefined : String(value);
  };
  const names = scopesOf(header(TOKEN_HEADERS.scopes));
  refuse(scopeFault(names));
  const expires = endOf(header(TOKEN_HEADERS.end));
  return { names, push: data.permissions?.push, expires };
}

function refuse(fault: Fault | null): void {
  if (fault !== null) throw unusable(fault.what, fault.remedy);
}

function mayWrite({ names, push }: Scopes, { repository }: CallbackAccess): string[] {
  if (push === true) return [];
  // Whether this is the owner's role, or what a fine-grained token leaves of it, is not documented.
  if (push === false && names !== undefined) {
    throw unusable(
      `belongs to somebody who may not write to ${repository}, and so starts no workflow`,
      'An admin gives the role Write.',
    );
  }
  return [
    `GitHub does not show that the owner of the callback token may write to ${repository}, and so start a workflow.`,
  ];
}

const USER = z.object({ id: z.number(), login: z.string() });
const TEAMS = z.array(z.object({ id: z.number(), parent: z.nullish(z.object({ id: z.number() })) }));

async function mayReview(access: CallbackAccess): Promise<string[]> {
  const { gate, reviewers: rule, read } = access;
  const user = parsed(USER, await read('/user').catch(() => undefined));
  const reviewers = rule?.reviewers ?? [];
  if (user === undefined || reviewers.length === 0) {
    return [
      `GitHub does not show whether the owner of the callback token is a required reviewer of ${gate.environment}.`,
    ];
  }
  const { login } = user;
  const warnings = selfReview(login, access);
  if (isListed(user, reviewers)) return warnings;
  const teams = teamsOf(reviewers);
  if (teams.length === 0) {
    const names = reviewers.map(({ reviewer }) => reviewer.login).join(', ');
    throw unusable(
      `belongs to ${login}, who is no required reviewer of ${gate.environment}: those are ${names}`,
      `An admin adds ${login} under Settings > Environments.`,
    );
  }
  // Those of his organizations that the token may see; its owner is a member of a team's parent as well.
  const own = parsed(TEAMS, await read('/user/teams?per_page=100').catch(() => undefined)) ?? [];
  if (isInOneOf(teams, own)) return warnings;
  return [
    ...warnings,
    `GitHub does not show that ${login}, the owner of the callback token, is in a team that may review ${gate.environment}: ${teams.map(({ slug }) => slug).join(', ')}. List ${login} itself, or let the token read teams (fine-grained: Members: read).`,
  ];
}

function selfReview(login: string, { gate, reviewers, startedBy }: CallbackAccess): string[] {
  const started = hasStarted(login, startedBy);
  if (reviewers?.prevent_self_review !== true || started === 'no') return [];
  const what = `belongs to ${login}, who started this run, and ${gate.environment} prevents self-reviews`;
  const remedy = `Somebody else starts it, or an admin unticks Prevent self-review.`;
  if (started === 'yes') throw unusable(what, remedy);
  return [`The callback token ${what}: GitHub may refuse the review. ${remedy}`];
}

/** GitHub tells nobody what a fine-grained token may do; that it may not read shows when it reads. */
async function checkFineGrained({ gate, repository, read, log }: CallbackAccess): Promise<void> {
  const needed = `${neededFor(gate.way, gate.workflow)}, for ${repository}`;
  const answer = await read(`/repos/${repository}/actions/runs?per_page=1`).catch(() => undefined);
  if (answer?.status === 403 && /not accessible/i.test(saidBy(answer))) {
    throw unusable(`may not read Actions (403${saidBy(answer)})`, `Its owner gives it ${needed}.`);
  }
  log.unseen('token', `Not checked, as GitHub hides it: whether the callback token has ${needed}.`);
}

function parsed<T>(schema: z.ZodMiniType<T>, answer: GitHubAnswer | undefined): T | undefined {
  return answer?.status === 200 ? schema.safeParse(answer.json).data : undefined;
}

/** @param what after "the callback token", without its full stop */
function unusable(what: string, remedy: string): GateError {
  return new GateError('CALLBACK_TOKEN_UNUSABLE', `The callback token ${what}.`, { remedy });
}
