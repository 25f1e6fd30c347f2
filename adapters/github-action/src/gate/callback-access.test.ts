import { describe, expect, it } from 'vitest';
import { assertMatchesDescription } from '../../test/openapi/description.ts';
import { type CallbackAccess, checkCallbackAccess } from './callback-access.ts';
import type { RequiredReviewers } from './check-pause.ts';
import type { Gate } from './gate.ts';
import type { GitHubAnswer } from './github-reader.ts';

const SERVER = 'https://api.acme.ghe.com';
const REPOSITORY = '/repos/globex/shop';
const RUNS = `${REPOSITORY}/actions/runs?per_page=1`;
const TEAMS = '/user/teams?per_page=100';

const WAYS: Readonly<Record<string, Gate>> = {
  environment: { way: 'environment', environment: 'production', workflow: '', ref: '', eventType: '' },
  dispatch: { way: 'dispatch', environment: '', workflow: 'deploy.yml', ref: 'main', eventType: '' },
  event: { way: 'dispatch', environment: '', workflow: '', ref: '', eventType: 'approved' },
};

const ok = (json: unknown, headers = {}): GitHubAnswer => ({ status: 200, headers, json });
const no = (status: number, message: string): GitHubAnswer => ({ status, headers: {}, json: { message } });
const classic = (scopes: string, push = true) => ok({ permissions: { push } }, { 'x-oauth-scopes': scopes });
const FINE_GRAINED = ok({ permissions: { push: true } });
const BOT = ok({ id: 7, login: 'servicenow-bot' });

const user = (id: number, login: string) => ({ type: 'User', reviewer: { id, login } });
const team = (id: number, slug: string) => ({ type: 'Team', reviewer: { id, slug } });
const rule = (...reviewers: NonNullable<RequiredReviewers['reviewers']>): RequiredReviewers => ({
  type: 'required_reviewers',
  reviewers,
});
const BY_BOT = rule(user(3, 'petra'), user(7, 'ServiceNow-Bot'));

async function check(
  way: string,
  answers: Readonly<Record<string, GitHubAnswer | Error>>,
  more: Partial<CallbackAccess> = {},
) {
  const asked: string[] = [];
  const notes: string[] = [];
  const warnings = await checkCallbackAccess({
    gate: WAYS[way] as Gate,
    repository: 'globex/shop',
    reviewers: BY_BOT,
    startedBy: ['octocat', 'octocat'],
    log: { unseen: (of, line) => notes.push(`${of}: ${line}`) },
    async read(path) {
      const headers = { accept: 'a', authorization: 'b', 'user-agent': 'c', 'x-github-api-version': 'd' };
      assertMatchesDescription({ method: 'GET', url: SERVER + path, headers }, SERVER);
      asked.push(path);
      const answer = answers[path] ?? no(500, 'Oops');
      if (answer instanceof Error) throw answer;
      return answer;
    },
    ...more,
  });
  return { warnings, notes, asked };
}

describe('checkCallbackAccess', () => {
  it.each([
    ['environment', { [REPOSITORY]: classic('repo, read:org'), '/user': BOT }, 2],
    ['environment', { [REPOSITORY]: classic('repo'), '/user': ok({ id: 7, login: 'renamed' }) }, 2],
    ['dispatch', { [REPOSITORY]: classic('repo') }, 1],
    [
      'dispatch',
      {
        [REPOSITORY]: ok(
          { permissions: { push: true } },
          { 'x-oauth-scopes': 'repo', 'github-authentication-token-expiration': '9999-01-02 03:04:05 UTC' },
        ),
      },
      1,
    ],
    ['event', { [REPOSITORY]: classic('repo') }, 1],
  ])('has nothing to say of a token that can answer: %s', async (way, answers, requests) => {
    const { warnings, notes, asked } = await check(way, answers);
    expect([warnings, notes, asked.length]).toEqual([[], [], requests]);
  });

  it.each([
    ['environment', 'Deployments: read and write, and Actions: read, for globex/shop'],
    ['dispatch', 'Actions: read and write, for globex/shop'],
    ['event', 'Contents: read and write, and Actions: read, for globex/shop'],
  ])('notes what nobody can see of a fine-grained token: %s', async (way, words) => {
    const answers = { [REPOSITORY]: FINE_GRAINED, '/user': BOT, [RUNS]: ok({ workflow_runs: [] }) };
    const { warnings, notes } = await check(way, answers);
    expect(warnings).toEqual([]);
    expect(notes).toEqual([expect.stringContaining(words)]);
  });

  it.each([
    ['a parent of the own team', ok([{ id: 40, parent: { id: 41 } }])],
    ['the own team', ok([{ id: 40, parent: null }, { id: 41 }])],
  ])('takes a reviewer for one who is in %s', async (_what, teams) => {
    const answers = { [REPOSITORY]: classic('repo'), '/user': BOT, [TEAMS]: teams };
    expect((await check('environment', answers, { reviewers: rule(team(41, 'ops')) })).warnings).toEqual([]);
  });

  it.each<[string, string, Record<string, GitHubAnswer>, Partial<CallbackAccess>, RegExp]>([
    [
      'is dead',
      'dispatch',
      { [REPOSITORY]: no(401, 'Bad credentials') },
      {},
      /is none that GitHub knows \(401\)/,
    ],
    [
      'sees nothing',
      'dispatch',
      { [REPOSITORY]: no(404, 'Not Found') },
      {},
      /does not see globex\/shop \(404\)/,
    ],
    [
      'a policy forbids',
      'environment',
      {
        [REPOSITORY]: no(
          403,
          "The 'globex' organization forbids access via a personal access token (classic).",
        ),
      },
      {},
      /\(403: The 'globex' organization forbids .*\)\. Its owner/,
    ],
    ['has no scope', 'environment', { [REPOSITORY]: classic('read:org') }, {}, /no scope repo/],
    ['has not one scope', 'environment', { [REPOSITORY]: classic('') }, {}, /no scope repo/],
    ['only reads', 'dispatch', { [REPOSITORY]: classic('repo', false) }, {}, /may not write to globex\/shop/],
    [
      'may not read Actions',
      'dispatch',
      { [REPOSITORY]: FINE_GRAINED, [RUNS]: no(403, 'Resource not accessible by personal access token') },
      {},
      /may not read Actions \(403: Resource.*gives it Actions: read and write/,
    ],
    [
      'is of no reviewer',
      'environment',
      { [REPOSITORY]: classic('repo'), '/user': ok({ id: 8, login: 'other-bot' }) },
      {},
      /other-bot, who is no required reviewer of production: those are petra, ServiceNow-Bot\. An admin adds other-bot/,
    ],
    [
      'is of who started the run',
      'environment',
      { [REPOSITORY]: classic('repo'), '/user': BOT },
      {
        startedBy: ['servicenow-bot', 'servicenow-bot'],
        reviewers: { ...BY_BOT, prevent_self_review: true },
      },
      /who started this run, and production prevents self-reviews/,
    ],
  ])('refuses a token that %s', async (_what, way, answers, more, words) => {
    const failed = await check(way, answers, more).catch((error: unknown) => error);
    expect(failed).toMatchObject({
      code: 'CALLBACK_TOKEN_UNUSABLE',
      message: expect.stringMatching(words),
    });
  });

  it.each<[string, string, Record<string, GitHubAnswer | Error>, Partial<CallbackAccess>, RegExp]>([
    [
      'no answer',
      'environment',
      { [REPOSITORY]: new Error('GitHub is silent') },
      {},
      /could not be checked: GitHub is silent/,
    ],
    ['a failure', 'dispatch', {}, {}, /could not be checked: GitHub answered 500: Oops/],
    ['a page', 'dispatch', { [REPOSITORY]: { status: 403, headers: {}, json: null } }, {}, /answered 403\./],
    [
      'a rate limit',
      'dispatch',
      { [REPOSITORY]: no(403, 'API rate limit exceeded for user ID 7.') },
      {},
      /rate limit exceeded/,
    ],
    [
      'a list of addresses, on which ServiceNow may be',
      'dispatch',
      { [REPOSITORY]: no(403, 'the `globex` organization has an IP allow list enabled') },
      {},
      /IP allow list/,
    ],
    [
      'a fine-grained token without push, which may be its own or its owner',
      'dispatch',
      { [REPOSITORY]: ok({ permissions: { push: false } }), [RUNS]: ok({}) },
      {},
      /does not show that the owner .* may write/,
    ],
    ['no permissions', 'dispatch', { [REPOSITORY]: ok({}, { 'x-oauth-scopes': 'repo' }) }, {}, /may write/],
    ['a smaller scope', 'dispatch', { [REPOSITORY]: classic('public_repo') }, {}, /scope public_repo/],
    ['no user', 'environment', { [REPOSITORY]: classic('repo') }, {}, /does not show whether the owner/],
    [
      'no reviewers',
      'environment',
      { [REPOSITORY]: classic('repo'), '/user': BOT },
      { reviewers: { type: 'required_reviewers' } },
      /does not show whether the owner/,
    ],
    [
      'another team',
      'environment',
      { [REPOSITORY]: classic('repo'), '/user': BOT, [TEAMS]: ok([{ id: 40 }]) },
      { reviewers: rule(user(3, 'petra'), team(41, 'ops')) },
      /servicenow-bot, .* is in a team that may review production: ops\. List servicenow-bot itself/,
    ],
    [
      'teams that may not be read',
      'environment',
      { [REPOSITORY]: FINE_GRAINED, '/user': BOT, [TEAMS]: no(403, 'no'), [RUNS]: ok({}) },
      { reviewers: rule(team(41, 'ops')) },
      /is in a team that may review production: ops/,
    ],
    [
      'that it ends soon',
      'dispatch',
      {
        [REPOSITORY]: ok(
          { permissions: { push: true } },
          {
            'x-oauth-scopes': 'repo',
            'github-authentication-token-expiration': '2026-01-02 03:04:05 UTC',
          },
        ),
      },
      {},
      /expires on 2026-01-02T03:04:05\.000Z/,
    ],
    [
      'a run that was started by the bot and run again by a person',
      'environment',
      { [REPOSITORY]: classic('repo'), '/user': BOT },
      { startedBy: ['servicenow-bot', 'octocat'], reviewers: { ...BY_BOT, prevent_self_review: true } },
      /may refuse the review/,
    ],
  ])('warns, and refuses nothing, where GitHub shows %s', async (_what, way, answers, more, words) => {
    const { warnings } = await check(way, answers, more);
    expect(warnings).toEqual([expect.stringMatching(words)]);
  });
});
