import type { ApprovalHttpResponse, ExamineRequest } from '@change-gate/core/approval';
import { describe, expect, it } from 'vitest';
import { assertMatchesDescription } from '../../test/openapi/description.ts';
import { REPOSITORY, RUN, SERVER, TARGET } from '../../test/scripted-server.ts';
import { approval } from '../approval.ts';

const ENVIRONMENT = `${REPOSITORY}/environments/Production%20EU`;
const RULES = `${ENVIRONMENT}/deployment_protection_rules`;
const WORKFLOW = `${REPOSITORY}/actions/workflows/deploy.yml`;
const TEAMS = '/user/teams?per_page=100';
const NOW = Date.UTC(2026, 10, 29) / 1000;

type Answers = Readonly<Record<string, ApprovalHttpResponse>>;
type Target = Readonly<Record<string, string>>;

const ok = (body: unknown, headers: Readonly<Record<string, string>> = {}): ApprovalHttpResponse => ({
  status: 200,
  body: JSON.stringify(body),
  headers,
});
const no = (status: number, message: string): ApprovalHttpResponse => ({
  status,
  body: JSON.stringify({ message, status: String(status) }),
});

const classic = (scopes = 'repo', permissions: object = { push: true }) =>
  ok({ permissions }, { 'x-oauth-scopes': scopes });
const FINE_GRAINED = ok({ permissions: { push: true } });
const BOT = ok({ id: 7, login: 'servicenow-bot' });
const run = (actor = 'octocat', again = 'octocat') =>
  ok({ status: 'in_progress', actor: { login: actor }, triggering_actor: { login: again } });

const user = (id: number, login: string) => ({ type: 'User', reviewer: { id, login } });
const team = (id: number, slug: string) => ({ type: 'Team', reviewer: { id, slug } });
const reviewedBy = (...reviewers: object[]) =>
  ok({ protection_rules: [{ type: 'wait_timer' }, { type: 'required_reviewers', reviewers }] });
const selfReviewed = ok({
  protection_rules: [
    { type: 'required_reviewers', prevent_self_review: true, reviewers: [user(7, 'servicenow-bot')] },
  ],
});
const BY_BOT = reviewedBy(user(3, 'petra'), user(7, 'servicenow-bot'));
const ruleOf = (id: number, enabled = true) =>
  ok({ custom_deployment_protection_rules: [{ enabled, app: { id, slug: `app-${id}` } }] });

function examine(answers: Answers, target: Target = TARGET, more: Partial<ExamineRequest> = {}) {
  const asked: string[] = [];
  const request = { server: SERVER, target, token: 'ghp_x', appId: '', midServer: '', now: NOW, ...more };
  const found = approval.examine(request, {
    send(each) {
      assertMatchesDescription(each, SERVER);
      expect(each).toMatchObject({ method: 'GET' });
      expect(each.decides).toBeUndefined();
      const path = each.url.replace(SERVER, '');
      asked.push(path);
      return answers[path] ?? no(500, 'Oops');
    },
  });
  const byId = Object.fromEntries(found.map((one) => [one.id.replace('ci-server.', ''), one]));
  return { byId, outcomes: found.map(({ outcome }) => outcome), asked };
}

const [YES, NO, DARK] = ['holds', 'does-not-hold', 'could-not-be-seen'];
const GOOD: Answers = { [REPOSITORY]: classic(), [ENVIRONMENT]: BY_BOT, [RUN]: run(), '/user': BOT };
const OF_RULE = { ...TARGET, way: 'protection-rule' };
const OF_WORKFLOW = { ...TARGET, way: 'dispatch', environment: '', workflow: 'deploy.yml', ref: 'main' };
const OF_EVENT = { ...OF_WORKFLOW, workflow: '', event_type: 'approved' };
const APP = { token: 'ghs_minted', appId: '12' };

describe('the token', () => {
  it.each<[string, ApprovalHttpResponse, string[], string, RegExp]>([
    ['is dead', no(401, 'Bad credentials'), [YES, NO, DARK, DARK], 'token', /none that GitHub knows \(401\)/],
    [
      'sees another repository alone',
      no(404, 'Not Found'),
      [YES, YES, NO, DARK],
      'sees-gate',
      /does not see globex\/shop \(404\)/,
    ],
    [
      'a policy forbids',
      no(403, 'forbids classic tokens'),
      [YES, NO, DARK, DARK],
      'token',
      /refused by GitHub \(403: forbids classic tokens\)/,
    ],
    ['has no scope', classic('gist'), [YES, NO, DARK, DARK], 'token', /has no scope repo/],
    [
      'is over its limit',
      no(403, 'API rate limit exceeded'),
      [YES, DARK, DARK, DARK],
      'token',
      /no more requests for now/,
    ],
    [
      'is over another limit',
      no(429, 'Slow down'),
      [YES, DARK, DARK, DARK],
      'token',
      /no more requests for now \(429/,
    ],
    [
      'comes from elsewhere',
      no(403, 'an IP allow list enabled'),
      [YES, YES, NO, DARK],
      'sees-gate',
      /takes nothing from where ServiceNow calls/,
    ],
    ['gets an answer that nobody knows', no(418, ''), [YES, DARK, DARK, DARK], 'token', /answered 418/],
  ])('%s', (_what, answer, outcomes, id, detail) => {
    const { byId, outcomes: found, asked } = examine({ [REPOSITORY]: answer });
    expect(found).toEqual(outcomes);
    expect(byId[id]?.detail).toMatch(detail);
    expect(asked).toEqual([REPOSITORY]);
  });

  it('of a job, or an installation, is dead when ServiceNow calls', () => {
    const { byId, outcomes } = examine(GOOD, TARGET, { token: 'ghs_of_a_job' });
    expect(outcomes).toEqual([YES, NO, DARK, DARK]);
    expect(byId.token).toMatchObject({ who: 'pipeline author' });
  });

  it.each([
    ['2026-12-01 10:00:00 UTC', DARK],
    ['2026-12-01 10:00:00 +0000', DARK],
    ['2026-12-31 10:00:00 UTC', YES],
    ['2026-12-06 01:00:00 +0200', DARK],
    ['2026-12-06 01:00:00 -0200', YES],
    ['soon', YES],
  ])('ends at %s', (end, outcome) => {
    const headers = { 'x-oauth-scopes': 'repo', 'github-authentication-token-expiration': end };
    const { outcomes } = examine({ ...GOOD, [REPOSITORY]: ok({}, headers) });
    expect(outcomes).toEqual([YES, outcome, YES, YES]);
  });

  it('of a repository that was renamed follows no redirect', () => {
    const location = `${SERVER}/repositories/42`;
    const { byId, outcomes } = examine({ [REPOSITORY]: { status: 301, body: '{}', location } });
    expect(outcomes).toEqual([YES, YES, NO, DARK]);
    expect(byId['sees-gate']?.detail).toContain('under another name now');
    const elsewhere = { status: 301, body: '{}', location: 'https://github.com/' };
    expect(examine({ [REPOSITORY]: elsewhere }).outcomes).toEqual([NO, DARK, DARK, DARK]);
  });

  it.each([
    ['3.17.9', DARK],
    ['2.22.0', DARK],
    ['3.18.0', YES],
    ['3.20.1', YES],
    ['4.0.0', YES],
    ['ghe.com', YES],
  ])('of a GitHub Enterprise Server %s', (release, outcome) => {
    const header = { 'x-github-enterprise-version': release };
    const shown = ok({}, { 'x-oauth-scopes': 'repo', ...header });
    const { byId, outcomes } = examine({ ...GOOD, [REPOSITORY]: shown });
    expect(outcomes).toEqual([outcome, YES, YES, YES]);
    if (outcome === DARK)
      expect(byId.reached?.detail).toMatch(/is GitHub Enterprise Server \d\.\d+, and .* 3\.18 or later/);
  });

  it('is all that is looked at where no repository is named', () => {
    const { outcomes, asked } = examine({ '/user': ok({ id: 7 }, { 'x-oauth-scopes': 'repo' }) }, {});
    expect(outcomes).toEqual([YES, YES, DARK, DARK]);
    expect(asked).toEqual(['/user']);
  });
});

describe('an environment', () => {
  it('that the owner of the token reviews may be answered', () => {
    const { outcomes, byId } = examine(GOOD);
    expect(outcomes).toEqual([YES, YES, YES, YES]);
    expect(byId['sees-gate']?.detail).toContain('environment Production EU of globex/shop and run 4242');
  });

  it('is looked at before there is a run', () => {
    const { run_id: _, ...target } = TARGET;
    const { outcomes, asked } = examine(GOOD, target);
    expect(outcomes).toEqual([YES, YES, YES, YES]);
    expect(asked).not.toContain(RUN);
  });

  it.each<[string, Answers, string, RegExp]>([
    [
      'a stranger',
      { '/user': ok({ id: 9, login: 'mallory' }) },
      NO,
      /mallory, who is no required reviewer of Production EU: those are petra, servicenow-bot/,
    ],
    ['nobody', { [ENVIRONMENT]: ok({ protection_rules: [] }) }, NO, /no required reviewers/],
    [
      'who is not shown',
      { '/user': no(403, 'Resource not accessible') },
      DARK,
      /does not show whether the owner/,
    ],
    [
      'a fine-grained token',
      { [REPOSITORY]: FINE_GRAINED },
      DARK,
      /fine-grained token may do, GitHub shows nobody/,
    ],
    ['a token with public_repo', { [REPOSITORY]: classic('public_repo') }, DARK, /asks for repo/],
    [
      'a team',
      { [ENVIRONMENT]: reviewedBy(team(41, 'ops')), [TEAMS]: ok([{ id: 40, parent: { id: 41 } }]) },
      YES,
      /may review/,
    ],
    [
      'another team',
      { [ENVIRONMENT]: reviewedBy(team(41, 'ops')), [TEAMS]: ok([{ id: 40 }]) },
      DARK,
      /in a team that may review Production EU: ops/,
    ],
    [
      'who started the run',
      { [ENVIRONMENT]: selfReviewed, [RUN]: run('ServiceNow-Bot', 'servicenow-bot') },
      NO,
      /prevents self-reviews/,
    ],
    [
      'who started it again',
      { [ENVIRONMENT]: selfReviewed, [RUN]: run('octocat', 'servicenow-bot') },
      DARK,
      /prevents self-reviews/,
    ],
    ['who has not started it', { [ENVIRONMENT]: selfReviewed }, YES, /may review/],
  ])('is answered by %s', (_who, answers, outcome, detail) => {
    const { outcomes, byId } = examine({ ...GOOD, ...answers });
    expect(outcomes).toEqual([YES, YES, YES, outcome]);
    expect(byId['may-answer']?.detail).toMatch(detail);
  });

  it.each<[string, Answers, string, RegExp]>([
    [
      'is not there',
      { [ENVIRONMENT]: no(404, 'Not Found') },
      NO,
      /no environment Production EU in globex\/shop/,
    ],
    [
      'is not shown',
      { [ENVIRONMENT]: no(403, 'Resource not accessible by personal access token') },
      NO,
      /may not read environment/,
    ],
    ['has no such run', { [RUN]: no(404, 'Not Found') }, NO, /no run 4242/],
    ['is not told', { [ENVIRONMENT]: no(502, 'Bad gateway') }, DARK, /answered 502/],
    [
      'is not heard of',
      { [ENVIRONMENT]: { status: 0, body: 'timeout' } },
      DARK,
      /did not answer: timeout, when asked/,
    ],
  ])('%s', (_what, answers, outcome, detail) => {
    const { outcomes, byId } = examine({ ...GOOD, ...answers });
    expect(outcomes).toEqual([YES, YES, outcome, DARK]);
    expect(byId['sees-gate']?.detail).toMatch(detail);
  });

  it('has a name that stays one part of the path', () => {
    const path = `${REPOSITORY}/environments/${'eu%2Fblue%20%28a%29'}`;
    const target = { ...TARGET, environment: 'eu/blue (a)' };
    expect(examine({ ...GOOD, [path]: BY_BOT }, target).outcomes).toEqual([YES, YES, YES, YES]);
  });
});

describe('a protection rule', () => {
  const answers: Answers = { [REPOSITORY]: ok({}), [RULES]: ruleOf(12), [RUN]: run() };

  it.each<[string, Answers, Partial<ExamineRequest>, string[], RegExp]>([
    ['its App', {}, APP, [YES, YES, YES, YES], /rule is of this App/],
    [
      'another App',
      { [RULES]: ruleOf(13) },
      APP,
      [YES, YES, YES, NO],
      /rules are of app-13, and the credential is of the App with the ID 12/,
    ],
    [
      'an App by its client ID',
      {},
      { ...APP, appId: 'Iv1.abc' },
      [YES, YES, YES, DARK],
      /not to be told from its client ID/,
    ],
    ['a person', {}, {}, [YES, YES, YES, NO], /Only the App that owns the rule \(app-12\)/],
    [
      'nobody, as it is disabled',
      { [RULES]: ruleOf(12, false) },
      APP,
      [YES, YES, NO, DARK],
      /no enabled protection rule/,
    ],
    [
      'nobody, as its environment is not there',
      { [RULES]: no(404, 'Not Found') },
      APP,
      [YES, YES, NO, DARK],
      /no environment/,
    ],
    [
      'nobody, as its run is not there',
      { [RUN]: no(404, 'Not Found') },
      APP,
      [YES, YES, NO, DARK],
      /no run 4242/,
    ],
  ])('is answered by %s', (_who, other, more, outcomes, detail) => {
    const found = examine({ ...answers, ...other }, OF_RULE, more);
    expect(found.outcomes).toEqual(outcomes);
    const id = outcomes[3] === DARK && outcomes[2] !== YES ? 'sees-gate' : 'may-answer';
    expect(found.byId[id]?.detail).toMatch(detail);
  });
});

describe('a dispatch', () => {
  const answers: Answers = { [REPOSITORY]: classic(), [WORKFLOW]: ok({ state: 'active' }), [RUN]: run() };

  it.each<[string, Answers, Target, Partial<ExamineRequest>, string[]]>([
    ['who may write', {}, OF_WORKFLOW, {}, [YES, YES, YES, YES]],
    [
      'who may not write',
      { [REPOSITORY]: classic('repo', { push: false }) },
      OF_WORKFLOW,
      {},
      [YES, YES, YES, NO],
    ],
    [
      'whose role is not shown',
      { [REPOSITORY]: classic('repo', {}) },
      OF_WORKFLOW,
      {},
      [YES, YES, YES, DARK],
    ],
    ['a fine-grained token', { [REPOSITORY]: FINE_GRAINED }, OF_WORKFLOW, {}, [YES, YES, YES, DARK]],
    [
      'a fine-grained token without push',
      { [REPOSITORY]: ok({ permissions: { push: false } }) },
      OF_WORKFLOW,
      {},
      [YES, YES, YES, DARK],
    ],
    ['an App', { [REPOSITORY]: ok({}) }, OF_WORKFLOW, APP, [YES, YES, YES, YES]],
    ['an event', {}, OF_EVENT, {}, [YES, YES, DARK, YES]],
    [
      'a workflow that is not there',
      { [WORKFLOW]: no(404, 'Not Found') },
      OF_WORKFLOW,
      {},
      [YES, YES, NO, DARK],
    ],
    [
      'a disabled workflow',
      { [WORKFLOW]: ok({ state: 'disabled_manually' }) },
      OF_WORKFLOW,
      {},
      [YES, YES, NO, DARK],
    ],
    [
      'a run that is not shown',
      { [RUN]: no(403, 'Resource not accessible by personal access token') },
      OF_WORKFLOW,
      {},
      [YES, YES, NO, DARK],
    ],
  ])('is started by %s', (_who, other, target, more, outcomes) => {
    expect(examine({ ...answers, ...other }, target, more).outcomes).toEqual(outcomes);
  });
});

it('a gate of which the way is not told is not seen', () => {
  const { way: _, ...target } = TARGET;
  expect(examine(GOOD, target).outcomes).toEqual([YES, YES, DARK, DARK]);
  const { environment: _e, ...unnamed } = TARGET;
  expect(examine(GOOD, unnamed).outcomes).toEqual([YES, YES, DARK, DARK]);
});
