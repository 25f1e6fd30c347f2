/**
 * Asks GitHub with the callback token, before there is a change, what ServiceNow would find out days later: whether the
 * token is alive and sees the repository, and whether its owner may answer the gate.
 *
 * What GitHub says with certainty is an error. What it does not show is a warning, as it may work all the same.
 */
import { GateError, type Log } from '@change-gate/core';
import * as z from 'zod/mini';
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
  readonly log: Pick<Log, 'info'>;
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
  refuseDead(answer, repository);
  const { success, data } = REPOSITORY.safeParse(answer.json);
  if (answer.status !== 200 || !success) return unseen(`GitHub answered ${answer.status}${saidBy(answer)}`);
  // Only of classic tokens (GitHub docs, "Scopes for OAuth apps").
  const header = answer.headers['x-oauth-scopes'];
  const names = header === undefined ? undefined : String(header).split(/,\s*/);
  if (names !== undefined && !names.includes('repo') && !names.includes('public_repo')) {
    throw unusable(`has no scope repo. ${NEW_TOKEN}`);
  }
  // `2026-12-01 10:00:00 UTC`: in no page of GitHub's, and read by many clients.
  const expires = Date.parse(String(answer.headers['github-authentication-token-expiration']));
  return { names, push: data.permissions?.push, expires };
}

const NEW_TOKEN = 'Its owner makes a new one, and an admin keeps it as the secret.';

function refuseDead(answer: GitHubAnswer, repository: string): void {
  const said = saidBy(answer);
  if (answer.status === 401) {
    throw unusable(`is none that GitHub knows (401): misspelt, expired or revoked. ${NEW_TOKEN}`);
  }
  if (answer.status === 404) {
    throw unusable(
      `does not see ${repository} (404). An admin gives its owner access; a fine-grained one must be for this repository and its owner, and may await the organization's approval.`,
    );
  }
  // ServiceNow may call from an address that is allowed, and when the limit is over.
  if (answer.status === 403 && said !== '' && !/rate limit|IP allow list/i.test(said)) {
    throw unusable(
      `is refused by GitHub (403${said}). Its owner authorises it for single sign-on, or makes one that the policy allows.`,
    );
  }
}

function mayWrite({ names, push }: Scopes, { repository }: CallbackAccess): string[] {
  if (push === true) return [];
  // Whether this is the owner's role, or what a fine-grained token leaves of it, is not documented.
  if (push === false && names !== undefined) {
    throw unusable(
      `belongs to somebody who may not write to ${repository}, and so starts no workflow. An admin gives the role Write.`,
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
  if (reviewers.some(({ type, reviewer }) => type === 'User' && reviewer.id === user.id)) return warnings;
  const teams = reviewers.filter(({ type }) => type === 'Team').map(({ reviewer }) => reviewer);
  if (teams.length === 0) {
    const names = reviewers.map(({ reviewer }) => reviewer.login).join(', ');
    throw unusable(
      `belongs to ${login}, who is no required reviewer of ${gate.environment}: those are ${names}. An admin adds ${login} under Settings > Environments.`,
    );
  }
  // Those of his organizations that the token may see; its owner is a member of a team's parent as well.
  const own = parsed(TEAMS, await read('/user/teams?per_page=100').catch(() => undefined)) ?? [];
  const ids = own.flatMap(({ id, parent }) => [id, parent?.id]);
  if (teams.some(({ id }) => ids.includes(id))) return warnings;
  return [
    ...warnings,
    `GitHub does not show that ${login}, the owner of the callback token, is in a team that may review ${gate.environment}: ${teams.map(({ slug }) => slug).join(', ')}. List ${login} itself, or let the token read teams (fine-grained: Members: read).`,
  ];
}

/** GitHub docs, "Deployments and environments": who started a run may not approve it, where self-reviews are prevented. */
function selfReview(login: string, { gate, reviewers, startedBy }: CallbackAccess): string[] {
  const isOwn = startedBy.map((starter) => starter?.toLowerCase() === login.toLowerCase());
  if (reviewers?.prevent_self_review !== true || !isOwn.includes(true)) return [];
  const what = `belongs to ${login}, who started this run, and ${gate.environment} prevents self-reviews`;
  const remedy = `Somebody else starts it, or an admin unticks Prevent self-review.`;
  if (!isOwn.includes(false)) throw unusable(`${what}. ${remedy}`);
  // One of them started the run and the other runs it again: no page says who counts.
  return [`The callback token ${what}: GitHub may refuse the review. ${remedy}`];
}

/** What each way needs (GitHub docs, "Permissions required for fine-grained personal access tokens"). */
function neededFor({ way, workflow }: Gate): string {
  if (way !== 'dispatch') return 'Deployments: read and write, and Actions: read';
  return workflow === '' ? 'Contents: read and write, and Actions: read' : 'Actions: read and write';
}

/** GitHub tells nobody what a fine-grained token may do; that it may not read shows when it reads. */
async function checkFineGrained({ gate, repository, read, log }: CallbackAccess): Promise<void> {
  const needed = `${neededFor(gate)}, for ${repository}`;
  const answer = await read(`/repos/${repository}/actions/runs?per_page=1`).catch(() => undefined);
  if (answer?.status === 403 && /not accessible/i.test(saidBy(answer))) {
    throw unusable(`may not read Actions (403${saidBy(answer)}). Its owner gives it ${needed}.`);
  }
  log.info(`Not checked, as GitHub hides it: whether the callback token has ${needed}.`);
}

function parsed<T>(schema: z.ZodMiniType<T>, answer: GitHubAnswer | undefined): T | undefined {
  return answer?.status === 200 ? schema.safeParse(answer.json).data : undefined;
}

function unusable(what: string): GateError {
  return new GateError('CALLBACK_TOKEN_UNUSABLE', `The callback token ${what}`);
}
