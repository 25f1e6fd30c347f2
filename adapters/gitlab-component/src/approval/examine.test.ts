import type { ApprovalHttpResponse, ExamineRequest } from '@change-gate/core/approval';
import { describe, expect, it } from 'vitest';
import { approval } from '../approval.ts';

const SERVER = 'https://gitlab.acme.com/api/v4';
const SELF = '/personal_access_tokens/self';
const PROJECT = '/projects/1217';
const JOBS = `${PROJECT}/pipelines/1006/jobs?per_page=100&page=1`;
const MEMBER = `${PROJECT}/members/all/7`;
const BRANCH = `${PROJECT}/repository/branches/main`;
const RULE = `${PROJECT}/protected_branches/main`;
const TAG = `${PROJECT}/repository/tags/v1`;
const ENVIRONMENT = `${PROJECT}/protected_environments/prod%2Feu`;
const NOW = Date.UTC(2026, 10, 29) / 1000;

const TARGET = {
  project_id: '1217',
  pipeline_id: '1006',
  job: 'change:gate',
  environment: '',
  on_denied: 'fail',
};
const DEPLOYMENT = { ...TARGET, environment: 'prod/eu' };
const { pipeline_id: _pipeline, ...LAPTOP } = TARGET;

type Answers = Readonly<Record<string, ApprovalHttpResponse>>;

const ok = (body: unknown): ApprovalHttpResponse => ({ status: 200, body: JSON.stringify(body) });
const no = (status: number, message = `${status} as it is`): ApprovalHttpResponse => ({
  status,
  body: JSON.stringify({ message }),
});
const self = (fields: object = {}) => ok({ scopes: ['api'], user_id: 7, expires_at: null, ...fields });
const gate = (fields: object = {}) =>
  ok([{ id: 102, name: 'change:gate', status: 'created', ref: 'main', tag: false, ...fields }]);
const member = (access_level: number) => ok({ id: 7, access_level });
const mergedBy = (...levels: object[]) => ok({ merge_access_levels: levels });

const GOOD: Answers = {
  [SELF]: self(),
  [PROJECT]: ok({ id: 1217 }),
  [JOBS]: gate(),
  [MEMBER]: member(40),
  [BRANCH]: ok({ protected: true, can_push: true }),
};

function examine(
  answers: Answers,
  target: Readonly<Record<string, string>> = TARGET,
  more: Partial<ExamineRequest> = {},
) {
  const asked: string[] = [];
  const request = { server: SERVER, target, token: 'glpat-x', appId: '', midServer: '', now: NOW, ...more };
  const found = approval.examine(request, {
    send({ method, url, decides, headers }) {
      expect([method, decides]).toEqual(['GET', undefined]);
      if (more.token === undefined) expect(headers['private-token']).toBe('glpat-x');
      const path = url.replace(SERVER, '');
      asked.push(path);
      return answers[path] ?? no(404, '404 Not Found');
    },
  });
  const byId = Object.fromEntries(found.map((one) => [one.id.replace('ci-server.', ''), one]));
  return { byId, outcomes: found.map(({ outcome }) => outcome), asked };
}

const [YES, NO, DARK] = ['holds', 'does-not-hold', 'could-not-be-seen'];

it('a token whose user may run the jobs of the branch may play the gate', () => {
  const { outcomes, byId, asked } = examine(GOOD);
  expect(outcomes).toEqual([YES, YES, YES, YES]);
  expect(byId['sees-gate']?.detail).toBe('The token sees job change:gate of pipeline 1006.');
  expect(asked).toEqual([SELF, PROJECT, JOBS, MEMBER, BRANCH]);
});

describe('the token', () => {
  it.each<[string, Answers, string[], RegExp]>([
    ['is dead', { [SELF]: no(401) }, [YES, NO, DARK, DARK], /none that GitLab knows \(401\)/],
    [
      'may only read',
      { [SELF]: self({ scopes: ['read_api', 'read_user'] }) },
      [YES, NO, DARK, DARK],
      /has the scope read_api, read_user alone/,
    ],
    ['is over the limit', { [SELF]: no(429) }, [YES, DARK, DARK, DARK], /no more requests for now/],
    [
      'ends soon',
      { [SELF]: self({ expires_at: '2026-12-01' }) },
      [YES, DARK, YES, YES],
      /ends on 2026-12-01/,
    ],
    ['ends later', { [SELF]: self({ expires_at: '2027-06-01' }) }, [YES, YES, YES, YES], /takes the token/],
    [
      'tells nothing of itself',
      { [SELF]: no(404), '/user': ok({ id: 7 }) },
      [YES, YES, YES, YES],
      /takes the token/,
    ],
    [
      'tells nothing of itself, and is dead',
      { [SELF]: no(404), [PROJECT]: no(401) },
      [YES, NO, DARK, DARK],
      /none that GitLab knows/,
    ],
    [
      'may what nobody knows',
      { [SELF]: self({ scopes: ['granular'] }) },
      [YES, YES, YES, DARK],
      /takes the token/,
    ],
  ])('%s', (_what, answers, outcomes, detail) => {
    const found = examine({ ...GOOD, ...answers });
    expect(found.outcomes).toEqual(outcomes);
    expect(found.byId.token?.detail).toMatch(detail);
  });

  it('of a job plays no job', () => {
    const { outcomes, byId } = examine({ [SELF]: no(401) }, TARGET, { token: 'glcbt-64_x' });
    expect(outcomes).toEqual([YES, NO, DARK, DARK]);
    expect(byId.token).toMatchObject({
      detail: expect.stringContaining('job token'),
      who: 'pipeline author',
    });
  });

  it('is all that is looked at where no project is named', () => {
    expect(examine(GOOD, {}).outcomes).toEqual([YES, YES, DARK, DARK]);
  });
});

it('a page of another server is no GitLab', () => {
  const { outcomes, byId } = examine({ [SELF]: { status: 200, body: '<html>' } });
  expect(outcomes).toEqual([NO, DARK, DARK, DARK]);
  expect(byId.reached?.detail).toMatch(
    /^GitLab at https:\/\/gitlab\.acme\.com\/api\/v4 answered this instance/,
  );
});

it('a scope of which nobody knows what it allows is told', () => {
  const { byId } = examine({ ...GOOD, [SELF]: self({ scopes: ['granular'] }) });
  expect(byId['may-answer']?.detail).toBe(
    "The token's user may run the jobs of branch main. Whether the token may, with the scope granular, GitLab does not tell.",
  );
});

it('a token whose user is not told has no role that is', () => {
  const { outcomes, asked } = examine({ ...GOOD, [SELF]: no(404) });
  expect(outcomes).toEqual([YES, YES, YES, DARK]);
  expect(asked).toEqual([SELF, PROJECT, JOBS, '/user']);
});

describe('the gate', () => {
  it.each<[string, Answers, string, RegExp]>([
    [
      'is of another project',
      { [PROJECT]: no(404, '404 Project Not Found') },
      NO,
      /does not see project 1217 \(404\)/,
    ],
    ['is of a project that is not shown', { [PROJECT]: no(500) }, DARK, /answered 500 .*: 500 as it is\.$/],
    [
      'is of a project that says nothing',
      { [PROJECT]: { status: 418, body: '{}' } },
      DARK,
      /answered 418 when asked for project 1217\.$/,
    ],
    ['is of a project that is forbidden', { [PROJECT]: no(403) }, NO, /does not see project 1217 \(403\)/],
    ['has no job', { [JOBS]: ok([]) }, NO, /Pipeline 1006 has no job change:gate/],
    ['has jobs that are not shown', { [JOBS]: no(403) }, NO, /answered 403 when asked for the jobs/],
    ['is not told', { [JOBS]: no(503) }, DARK, /answered 503/],
  ])('%s', (_what, answers, outcome, detail) => {
    const { outcomes, byId } = examine({ ...GOOD, ...answers });
    expect(outcomes).toEqual([YES, YES, outcome, DARK]);
    expect(byId['sees-gate']?.detail).toMatch(detail);
  });

  it('is not there before its pipeline, and a role below Developer shows all the same', () => {
    const { outcomes, asked } = examine(GOOD, LAPTOP);
    expect(outcomes).toEqual([YES, YES, DARK, DARK]);
    expect(asked).toEqual([SELF, PROJECT, MEMBER]);
    expect(examine({ ...GOOD, [MEMBER]: member(20) }, LAPTOP).outcomes).toEqual([YES, YES, DARK, NO]);
  });
});

const NOT_PUSHED = ok({ protected: true, can_push: false, developers_can_merge: false });

describe('who may play it', () => {
  it.each<[string, Answers, string, RegExp]>([
    [
      'no member',
      { [MEMBER]: no(404) },
      DARK,
      /does not show the role of the token's user in project 1217 \(404\)/,
    ],
    ['a reporter', { [MEMBER]: member(20) }, NO, /role below Developer \(20\)/],
    [
      'a developer on a branch of nobody',
      { [MEMBER]: member(30), [BRANCH]: ok({ protected: false }) },
      YES,
      /may run the jobs of branch main/,
    ],
    [
      'a developer who may merge',
      {
        [MEMBER]: member(30),
        [BRANCH]: ok({ protected: true, can_push: false, developers_can_merge: true }),
      },
      YES,
      /may run/,
    ],
    [
      'who may merge by role',
      { [BRANCH]: NOT_PUSHED, [RULE]: mergedBy({ access_level: 40 }) },
      YES,
      /may run/,
    ],
    [
      'who may merge by name',
      { [MEMBER]: member(30), [BRANCH]: NOT_PUSHED, [RULE]: mergedBy({ access_level: 40 }, { user_id: 7 }) },
      YES,
      /may run/,
    ],
    [
      'a deploy key',
      {
        [MEMBER]: member(30),
        [BRANCH]: NOT_PUSHED,
        [RULE]: mergedBy({ access_level: 30, deploy_key_id: 1 }),
      },
      NO,
      /nor merge to it/,
    ],
    [
      'nobody',
      { [BRANCH]: NOT_PUSHED, [RULE]: mergedBy({ access_level: 0 }) },
      NO,
      /nor merge to it, and so plays no job/,
    ],
    [
      'a group',
      { [MEMBER]: member(30), [BRANCH]: NOT_PUSHED, [RULE]: mergedBy({ access_level: 40 }, { group_id: 3 }) },
      DARK,
      /does not show whether it may merge/,
    ],
    [
      'by a rule that is not shown',
      { [BRANCH]: NOT_PUSHED, [RULE]: no(403) },
      DARK,
      /does not show whether it may merge to it \(403\)/,
    ],
    [
      'on a branch that is not shown',
      { [BRANCH]: no(404) },
      DARK,
      /whether the token's user may run the jobs of branch main \(404\)/,
    ],
    [
      'on a tag of nobody',
      { [JOBS]: gate({ ref: 'v1', tag: true }), [TAG]: ok({ protected: false }) },
      YES,
      /jobs of tag v1/,
    ],
    [
      'on a protected tag',
      { [JOBS]: gate({ ref: 'v1', tag: true }), [TAG]: ok({ protected: true }) },
      DARK,
      /jobs of tag v1/,
    ],
  ])('%s', (_who, answers, outcome, detail) => {
    const { outcomes, byId } = examine({ ...GOOD, ...answers });
    expect(outcomes).toEqual([YES, YES, YES, outcome]);
    expect(byId['may-answer']?.detail).toMatch(detail);
  });

  it.each<[string, Answers, string, RegExp]>([
    ['nobody special, as it is not protected', {}, YES, /jobs of branch main/],
    [
      'who deploys',
      { [ENVIRONMENT]: ok({ deploy_access_levels: [{ user_id: 7 }], approval_rules: [] }) },
      YES,
      /may deploy to the protected environment prod\/eu, and approve/,
    ],
    [
      'who deploys as a reporter',
      { [MEMBER]: member(20), [ENVIRONMENT]: ok({ deploy_access_levels: [{ user_id: 7 }] }) },
      YES,
      /may deploy/,
    ],
    [
      'who does not deploy',
      { [ENVIRONMENT]: ok({ deploy_access_levels: [{ user_id: 8 }] }) },
      NO,
      /may not deploy to/,
    ],
    [
      'who does not approve',
      {
        [ENVIRONMENT]: ok({ deploy_access_levels: [{ access_level: 40 }], approval_rules: [{ user_id: 8 }] }),
      },
      NO,
      /may not approve at/,
    ],
    [
      'a group that approves',
      {
        [ENVIRONMENT]: ok({
          deploy_access_levels: [{ access_level: 40 }],
          approval_rules: [{ group_id: 8 }],
        }),
      },
      DARK,
      /does not show who may deploy/,
    ],
    ['who is not shown', { [ENVIRONMENT]: no(403) }, DARK, /does not show who may deploy .*\(403\)/],
  ])('at an environment: %s', (_who, answers, outcome, detail) => {
    const { outcomes, byId } = examine({ ...GOOD, ...answers }, DEPLOYMENT);
    expect(outcomes).toEqual([YES, YES, YES, outcome]);
    expect(byId['may-answer']?.detail).toMatch(detail);
  });
});
