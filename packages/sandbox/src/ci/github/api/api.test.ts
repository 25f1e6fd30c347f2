import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { githubPanel } from '../board-view.ts';
import {
  APP_ID,
  appJwt,
  call,
  clock,
  INSTALLATION_ID,
  installationToken,
  REPOSITORY,
  startTestServer,
  TOKENS,
} from '../fixtures/test-environment.ts';
import type { Run } from '../run.ts';
import type { GithubServer } from '../server.ts';

const WORKFLOW = `
on:
  push: {}
  repository_dispatch: {types: [change-approved]}
  workflow_dispatch:
    inputs:
      change: {required: true}
      dry: {type: boolean, default: true}
jobs:
  first: {runs-on: x, environment: production, steps: [{run: echo one}]}
  second: {runs-on: x, environment: guarded, steps: [{run: echo two}]}
`;

let server: GithubServer;

beforeEach(async () => {
  server = await startTestServer(WORKFLOW);
});

afterEach(() => server.close());

const at = (path: string) => `/repos/${REPOSITORY}${path}`;

/** A run of which both jobs wait. */
async function waitingRun(): Promise<Run> {
  const run = server.push();
  await run.waiting;
  return run;
}

async function environmentId(name: string): Promise<number> {
  return (await call(server, TOKENS.reviewer, 'GET', at(`/environments/${name}`))).body.id;
}

describe('every request', () => {
  it('must bring a User-Agent', async () => {
    const status = await new Promise((resolve, reject) => {
      request(`${server.apiUrl}/user`, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it('may name the API version, and no other', async () => {
    const named = await call(server, TOKENS.developer, 'GET', at(''));
    expect(named.headers.get('x-github-api-version-selected')).toBe('2022-11-28');
    const other = await call(server, TOKENS.developer, 'GET', at(''), undefined, {
      'X-GitHub-Api-Version': '2031-01-01',
    });
    expect(other.status).toBe(400);
  });

  it("is refused with a token that is none, and told so in GitHub's shape", async () => {
    expect(await call(server, 'ghp_wrong', 'GET', at(''))).toMatchObject({
      status: 401,
      body: { message: 'Bad credentials', documentation_url: expect.any(String), status: '401' },
    });
    expect((await call(server, null, 'GET', '/user')).status).toBe(401);
    expect((await call(server, null, 'GET', at(''))).status).toBe(404);
  });

  it('tells a person their role and their teams, if the token may see these', async () => {
    const push = async (token: string) => (await call(server, token, 'GET', at(''))).body.permissions.push;
    expect([await push(TOKENS.developer), await push(TOKENS.reviewer)]).toEqual([true, false]);
    const teams = (token: string) => call(server, token, 'GET', '/user/teams');
    expect((await teams(TOKENS.reviewer)).body).toMatchObject([{ slug: 'change-managers' }]);
    expect((await teams(TOKENS.developer)).body).toEqual([]);
    expect([(await teams(TOKENS.scopeless)).status, (await teams(TOKENS.fineGrained)).status]).toEqual([
      403, 403,
    ]);
  });

  it("gives a workflow's file to who may read contents", async () => {
    const path = at('/contents/.github/workflows/deploy.yml?ref=main');
    const { body } = await call(server, TOKENS.developer, 'GET', path);
    expect(Buffer.from(body.content, 'base64').toString()).toBe(WORKFLOW);
    expect((await call(server, TOKENS.fineGrained, 'GET', path)).status).toBe(403);
    expect((await call(server, TOKENS.developer, 'GET', at('/contents/README.md'))).status).toBe(404);
  });

  it('is answered plainly when it is not implemented', async () => {
    const answer = await call(server, TOKENS.developer, 'GET', at('/pulls'));
    expect(answer).toMatchObject({
      status: 501,
      body: { message: expect.stringContaining('not implemented') },
    });
  });

  it('counts against the rate limit of its token', async () => {
    await server.close();
    server = await startTestServer(WORKFLOW, { rateLimit: 2 });
    const once = await call(server, TOKENS.developer, 'GET', '/user');
    expect(once.headers.get('x-ratelimit-remaining')).toBe('1');
    await call(server, TOKENS.developer, 'GET', '/user');
    const over = await call(server, TOKENS.developer, 'GET', '/user');
    expect([over.status, over.headers.get('x-ratelimit-remaining')]).toEqual([403, '0']);
    expect((await call(server, TOKENS.reviewer, 'GET', '/user')).status).toBe(200);
    clock.advance(3_600_000);
    expect((await call(server, TOKENS.developer, 'GET', '/user')).status).toBe(200);
  });
});

describe('pending deployments', () => {
  const review = async (token: string, run: Run, change: Record<string, unknown> = {}) =>
    call(server, token, 'POST', at(`/actions/runs/${run.id}/pending_deployments`), {
      environment_ids: [await environmentId('production')],
      state: 'approved',
      comment: 'CHG0030001',
      ...change,
    });

  it('are approved by a token of a reviewer, classic or fine-grained', async () => {
    for (const token of [TOKENS.reviewer, TOKENS.fineGrained]) {
      const answer = await review(token, await waitingRun());
      expect(answer.status).toBe(200);
      expect(answer.headers.get('x-accepted-github-permissions')).toBe('deployments=write');
    }
  });

  it.each<[string, () => string | Promise<string>, number, string]>([
    ['of an App', () => installationToken(server), 403, 'Resource not accessible by integration'],
    ['that may only read', () => TOKENS.readOnly, 403, 'Resource not accessible by personal access token'],
    ['without the scope', () => TOKENS.scopeless, 404, 'Not Found'],
    ['of somebody who is no reviewer', () => TOKENS.developer, 422, 'dev is not allowed'],
  ])('are not approved by a token %s', async (_, token, status, message) => {
    const run = await waitingRun();
    const answer = await review(await token(), run);
    expect(answer).toMatchObject({ status, body: { message: expect.stringContaining(message) } });
    expect(run.waitingAt).toContain('production');
  });

  it('can be read by an App, which cannot approve them', async () => {
    const run = await waitingRun();
    const token = await installationToken(server);
    const answer = await call(server, token, 'GET', at(`/actions/runs/${run.id}/pending_deployments`));
    expect(answer.body).toMatchObject([
      { environment: { name: 'production' }, current_user_can_approve: false },
      { environment: { name: 'guarded' }, reviewers: [] },
    ]);
  });

  it.each([
    ['no comment', { comment: undefined }],
    ['a state of another system', { state: 'denied' }],
    ['an environment that is not there', { environment_ids: [1] }],
  ])('refuse %s', async (_, change) => {
    expect((await review(TOKENS.reviewer, await waitingRun(), change)).status).toBe(422);
  });

  it('that are reviewed already are gone', async () => {
    const run = await waitingRun();
    await review(TOKENS.reviewer, run);
    expect((await review(TOKENS.reviewer, run)).status).toBe(422);
  });
});

describe('a custom deployment protection rule', () => {
  const answerRule = async (run: Run, body: unknown, token?: string) =>
    call(
      server,
      token ?? (await installationToken(server)),
      'POST',
      at(`/actions/runs/${run.id}/deployment_protection_rule`),
      body,
    );

  it.each([
    ['approved', 'success'],
    ['rejected', 'failure'],
  ])('%s by its App ends the wait: %s', async (state, conclusion) => {
    const run = await waitingRun();
    const answer = await answerRule(run, { environment_name: 'guarded', state, comment: 'CHG0030001' });
    expect([answer.status, answer.body]).toEqual([204, '']);
    server.approve(run.id, 'production', 'petra');
    await run.finished;
    expect(run.jobs.find(({ key }) => key === 'second')?.conclusion).toBe(conclusion);
  });

  it('takes 10 status reports of 1024 characters, and a wrong state is one of them', async () => {
    const run = await waitingRun();
    const report = (comment: string, more = {}) =>
      answerRule(run, { environment_name: 'guarded', comment, ...more });
    expect((await report('denied?', { state: 'denied' })).status).toBe(204);
    expect(run.waitingAt).toContain('guarded');
    const [waiting] = run.jobs.filter(({ environment }) => environment?.name === 'guarded');
    expect(waiting?.reports).toEqual([{ app: 'change-gate', comment: 'denied?' }]);
    expect(githubPanel(server).log(String(run.id))).toMatch(/ \| change-gate reports: denied\?$/);
    for (let count = 2; count <= 10; count += 1) expect((await report('x'.repeat(1024))).status).toBe(204);
    expect((await report('one more')).status).toBe(422);
    expect((await report('x'.repeat(1025))).status).toBe(422);
    expect(waiting?.reports).toHaveLength(10);
  });

  it('is not answered by anybody else, nor for an environment that the App does not guard', async () => {
    const run = await waitingRun();
    const body = { environment_name: 'guarded', state: 'approved', comment: '' };
    expect((await answerRule(run, body, TOKENS.developer)).status).toBe(403);
    expect((await answerRule(run, { ...body, environment_name: 'production' })).status).toBe(404);
  });

  it('is listed apart from the built-in rules', async () => {
    const guarded = await call(server, TOKENS.developer, 'GET', at('/environments/guarded'));
    expect(guarded.body.protection_rules).toEqual([]);
    const custom = await call(
      server,
      TOKENS.developer,
      'GET',
      at('/environments/guarded/deployment_protection_rules'),
    );
    expect(custom.body).toMatchObject({
      total_count: 1,
      custom_deployment_protection_rules: [{ enabled: true, app: { id: APP_ID, slug: 'change-gate' } }],
    });
    const built = await call(server, TOKENS.developer, 'GET', at('/environments/production'));
    expect(built.body.protection_rules).toMatchObject([
      { type: 'required_reviewers', prevent_self_review: true },
    ]);
  });
});

describe("an App's installation token", () => {
  const mint = (jwt: string, body?: unknown) =>
    call(server, jwt, 'POST', `/app/installations/${INSTALLATION_ID}/access_tokens`, body);

  it('is minted with a signed token, is long, and lives an hour', async () => {
    const answer = await mint(appJwt({ iss: 'Iv23change' }), { permissions: { actions: 'read' } });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      token: expect.stringMatching(/^ghs_4711_.{200,}/),
      permissions: { actions: 'read' },
      repository_selection: 'selected',
    });
    const life = Date.parse(answer.body.expires_at) - clock.now().getTime();
    expect(life).toBeGreaterThan(3_590_000);
    const look = () => call(server, answer.body.token, 'GET', at('/actions/runs'));
    expect((await look()).status).toBe(200);
    expect((await call(server, answer.body.token, 'POST', at('/dispatches'))).status).toBe(403);
    clock.advance(3_600_000);
    expect((await look()).status).toBe(401);
  });

  it.each<[string, () => string, number, string]>([
    ['signed by somebody else', () => `${appJwt().slice(0, -8)}AAAAAAAA`, 401, 'could not be decoded'],
    ['that is no JWT', () => TOKENS.reviewer, 401, 'could not be decoded'],
    ['of no App', () => appJwt({ iss: 1 }), 404, 'Integration not found'],
    [
      'that lives too long',
      () => appJwt({ exp: clock.now().getTime() / 1000 + 700 }),
      401,
      'too far in the future',
    ],
    ['that has expired', () => appJwt({ exp: clock.now().getTime() / 1000 - 1 }), 401, "('exp')"],
    ['from the future', () => appJwt({ iat: Math.ceil(clock.now().getTime() / 1000) + 60 }), 401, "('iat')"],
  ])('is not minted with a token %s', async (_, jwt, status, message) => {
    expect(await mint(jwt())).toMatchObject({ status, body: { message: expect.stringContaining(message) } });
  });

  it('has no more than the installation grants', async () => {
    expect((await mint(appJwt(), { permissions: { contents: 'write' } })).status).toBe(422);
    expect((await mint(appJwt(), { repositories: ['elsewhere'] })).status).toBe(422);
  });

  it('is good for nothing once it is given back', async () => {
    const token = await installationToken(server);
    const revoke = (by: string) => call(server, by, 'DELETE', '/installation/token');
    expect((await revoke(TOKENS.reviewer)).status).toBe(403);
    expect((await revoke(token)).status).toBe(204);
    expect((await revoke(token)).status).toBe(401);
  });

  it('is not the token of a person', async () => {
    expect((await call(server, await installationToken(server), 'GET', '/user')).status).toBe(403);
    expect((await call(server, TOKENS.reviewer, 'GET', '/user')).body.login).toBe('servicenow-bot');
  });
});

describe('a dispatch', () => {
  const start = (body: unknown, token: string = TOKENS.developer) =>
    call(server, token, 'POST', at('/actions/workflows/deploy.yml/dispatches'), body);

  it('starts a workflow, and tells its run when asked', async () => {
    const answer = await start({ ref: 'feature', inputs: { change: 'CHG1' }, return_run_details: true });
    expect(answer.status).toBe(200);
    const run = server.run(answer.body.workflow_run_id);
    expect(run).toMatchObject({ event: 'workflow_dispatch', ref: 'refs/heads/feature', actor: 'dev' });
    expect(run?.inputs).toEqual({ change: 'CHG1', dry: true });
    expect((await start({ ref: 'main', inputs: { change: 'CHG1' } })).status).toBe(204);
  });

  it.each([
    ['a ref that is not there', { ref: 'gone', inputs: { change: '1' } }, 'No ref found for: gone'],
    ['an input that is not declared', { ref: 'main', inputs: { change: '1', x: '2' } }, 'Unexpected inputs'],
    ['without a required input', { ref: 'main' }, "Required input 'change' not provided"],
    ['a value of another type', { ref: 'main', inputs: { change: '1', dry: 'maybe' } }, "for input 'dry'"],
  ])('is refused with %s', async (_, body, message) => {
    expect(await start(body)).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining(message) },
    });
  });

  it('needs the right to write', async () => {
    expect((await start({ ref: 'main', inputs: { change: '1' } }, TOKENS.reviewer)).status).toBe(403);
    expect((await start({ ref: 'main', inputs: { change: '1' } }, TOKENS.fineGrained)).status).toBe(403);
  });

  it('of the repository starts what listens to the event type, on the default branch', async () => {
    const post = (event_type: string, client_payload = {}) =>
      call(server, TOKENS.developer, 'POST', at('/dispatches'), { event_type, client_payload });
    expect((await post('something-else')).status).toBe(204);
    expect(server.runs).toEqual([]);
    expect((await post('change-approved', { number: 'CHG1' })).status).toBe(204);
    expect(server.runs[0]).toMatchObject({
      event: 'repository_dispatch',
      ref: 'refs/heads/main',
      payload: { action: 'change-approved', client_payload: { number: 'CHG1' } },
    });
    const tooMany = Object.fromEntries(Array.from({ length: 11 }, (__, index) => [`p${index}`, index]));
    expect((await post('change-approved', tooMany)).status).toBe(422);
    expect((await post('x'.repeat(101))).status).toBe(422);
  });
});

describe('a run', () => {
  it('is shown with its jobs, while it waits and when it has ended', async () => {
    const run = await waitingRun();
    const path = at(`/actions/runs/${run.id}`);
    expect((await call(server, TOKENS.reviewer, 'GET', path)).body).toMatchObject({
      id: run.id,
      status: 'waiting',
      conclusion: null,
      run_attempt: 1,
      event: 'push',
      head_branch: 'main',
    });
    expect((await call(server, TOKENS.developer, 'POST', `${path}/rerun`)).status).toBe(403);
    expect((await call(server, TOKENS.reviewer, 'POST', `${path}/cancel`)).status).toBe(403);
    expect((await call(server, TOKENS.developer, 'POST', `${path}/cancel`)).status).toBe(202);
    await run.finished;
    const { body } = await call(server, TOKENS.reviewer, 'GET', `${path}/jobs`);
    expect(body).toMatchObject({ total_count: 2, jobs: [{ name: 'first', conclusion: 'cancelled' }, {}] });
    const again = await call(server, TOKENS.developer, 'POST', `${path}/rerun-failed-jobs`);
    expect(again.status).toBe(201);
    await run.waiting;
    expect(run.attempt).toBe(2);
  });

  it('is listed by status and event', async () => {
    await waitingRun();
    const count = async (query: string) =>
      (await call(server, TOKENS.reviewer, 'GET', at(`/actions/runs?${query}`))).body.total_count;
    expect(await count('status=waiting&event=push')).toBe(1);
    expect(await count('status=completed')).toBe(0);
  });

  it('is listed by the time it was created, newest first, page by page', async () => {
    const runs = [];
    for (let i = 0; i < 3; i += 1) {
      runs.push(await waitingRun());
      clock.advance(60_000);
    }
    const list = async (query: string) => {
      const { body, headers } = await call(server, TOKENS.reviewer, 'GET', at(`/actions/runs?${query}`));
      return { ids: body.workflow_runs.map(({ id }: { id: number }) => id), link: headers.get('link') ?? '' };
    };
    const [first, second, third] = runs.map(({ id }) => id);
    const since = runs[1]?.created.toISOString() ?? '';
    expect((await list(`created=${encodeURIComponent(`>=${since}`)}`)).ids).toEqual([third, second]);
    expect((await list(`created=*..${since}`)).ids).toEqual([second, first]);
    const page = await list('per_page=2&page=2');
    expect(page.ids).toEqual([first]);
    expect(page.link).toMatch(/[?&]page=1>; rel="prev"/);
    expect((await list('per_page=2')).link).toMatch(/[?&]page=2>; rel="next"/);
  });
});

describe('a GitHub Enterprise Server', () => {
  it('tells its release in each answer, and github.com none', async () => {
    const shown = async () =>
      (await fetch(`${server.apiUrl}/user`, { headers: { 'User-Agent': 'x' } })).headers.get(
        'x-github-enterprise-version',
      );
    expect(await shown()).toBeNull();
    await server.close();
    server = await startTestServer(WORKFLOW, { basePath: '/api/v3', release: '3.17.2' });
    expect(await shown()).toBe('3.17.2');
  });

  it('has its API below /api/v3, and dispatches without run details', async () => {
    await server.close();
    server = await startTestServer(WORKFLOW, { basePath: '/api/v3' });
    expect(server.apiUrl).toBe(`${server.url}/api/v3`);
    const body = { ref: 'main', inputs: { change: 'CHG1' }, return_run_details: true };
    const answer = await call(
      server,
      TOKENS.developer,
      'POST',
      at('/actions/workflows/deploy.yml/dispatches'),
      body,
    );
    expect(answer.status).toBe(204);
    const run = await call(server, TOKENS.reviewer, 'GET', at(`/actions/runs/${server.runs[0]?.id}`));
    expect(run.body.url).toBe(`${server.url}/api/v3${at(`/actions/runs/${server.runs[0]?.id}`)}`);
  });
});
