/** Workflows that sign in with ID tokens as docs/id-tokens.md says, and have no password. */
import { readFileSync } from 'node:fs';
import { USERS } from '@change-gate/sandbox';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { type OidcProvider, registerOidcProvider } from '../environment/oidc-provider.ts';
import { withoutQuery } from '../environment/without-query.ts';
import { documentedWorkflows, type GithubSetup, githubHarness } from '../gate/github.ts';
import type { GatedBuild, GateInputs } from '../gate/harness.ts';

const GUIDE = readFileSync(new URL('../../docs/id-tokens.md', import.meta.url), 'utf8');
const [, HEAD = ''] = /## In GitHub\n[\s\S]*?```yaml\n([\s\S]*?)```/.exec(GUIDE) ?? [];

/** A workflow of docs/github.md, changed as docs/id-tokens.md says, but for the passwords. */
function withAudience(gate: 'environment' | 'wait'): string {
  const workflow = documentedWorkflows(gate)['deploy.yml'] ?? '';
  return workflow.replace(/^(permissions: .*\n)?env:\n(?: {2}.*\n)+/m, HEAD);
}

function withIdTokens(gate: 'environment' | 'wait'): string {
  return withAudience(gate).replace(/ +password: .*\n/g, '');
}

const DEPLOY = withIdTokens('environment');

/** Pauses between polls. */
const QUICK = `env:\n  NODE_OPTIONS: --import=${new URL('./quick-pauses.mjs', import.meta.url)}\n`;

const NO_PASSWORD = { username: undefined, password: undefined };

const OF_SHOP = { userClaim: 'repository', value: 'globex/shop' };

let testEnv: TestEnvironment;
afterEach(() => testEnv.close());

/** @param provider the issuer is this GitHub, unless it says another */
async function start(
  workflow: string,
  provider: Partial<OidcProvider> = {},
  setup: GithubSetup = {},
  inputs: GateInputs = NO_PASSWORD,
): Promise<GatedBuild> {
  const ci = githubHarness({ workflows: { 'deploy.yml': workflow }, ...setup });
  testEnv = await startTestEnvironment({}, ci);
  const { sandbox } = testEnv;
  const path = setup.basePath ? '/_services/token' : '/_oidc';
  registerOidcProvider(sandbox, { issuer: sandbox.github.url + path, ...OF_SHOP, ...provider });
  testEnv.listServer(ci);
  const build = testEnv.start(ci, inputs);
  build.paused.catch(() => {});
  return build;
}

function approve(): void {
  testEnv.sandbox.serviceNow.approveAll(testEnv.number);
  testEnv.sandbox.serviceNow.move(testEnv.number, 'Implement');
}

/** Resolves when a job says this. */
function says(words: string): Promise<void> {
  return new Promise((resolve) => {
    testEnv.sandbox.github.on((event) => {
      if (event.type === 'log' && event.line.includes(words)) resolve();
    });
  });
}

/** How often jobs have asked for an ID token to sign in with, and ServiceNow for something. */
function counts() {
  const { github, serviceNow } = testEnv.sandbox;
  const toSignIn = github.requests.filter(({ path }) => !path.includes('audience=job-environment'));
  const asked = toSignIn.map(withoutQuery).filter((request) => request === 'GET /_oidc/token');
  return { tokens: asked.length, requests: serviceNow.requests.length };
}

describe('a workflow without a password', () => {
  it.each([false, true])('opens, verifies and closes, where a token is good once: %s', async (isOnce) => {
    expect(DEPLOY).not.toMatch(/CHANGE_GATE_(?:USERNAME|PASSWORD)/);
    const build = await start(DEPLOY, { isOnce });
    await build.paused;
    const opened = counts();
    approve();
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: true, deployed: true, answers: ['approved'] });
    expect(testEnv.change()).toMatchObject({
      close_code: 'successful',
      sys_created_by: 'globex/shop',
      sys_updated_by: 'globex/shop',
    });
    expect(build.output()).not.toContain('eyJ');

    const all = counts();
    expect(all.tokens).toBe(all.requests);
    const [, ofOpen = '', ofVerify = '', ofClose = ''] =
      /`open` sends (\d+), `verify` (\d+), `close` (\d+)/.exec(GUIDE) ?? [];
    expect(opened).toEqual({ tokens: Number(ofOpen), requests: Number(ofOpen) });
    expect(all.tokens - opened.tokens).toBe(Number(ofVerify) + Number(ofClose));
  });

  it.each([false, true])('waits for longer than a token lives, where it is good once: %s', async (isOnce) => {
    const workflow = withIdTokens('wait').replace('env:\n', QUICK);
    const build = await start(workflow, { isOnce }, { environments: [] });
    await Promise.race([says('this runner is held'), build.ended]);
    testEnv.sandbox.clock.advance(4 * 3_600_000);
    approve();
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: true, deployed: true });
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
  });

  it('asks again with a new token where an answer was lost, and a token is good once', async () => {
    const build = await start(DEPLOY, { isOnce: true });
    await build.paused;
    const effect = { kind: 'reset' } as const;
    const path = '/api/now/table/change_request';
    testEnv.sandbox.serviceNow.faults.inject({ effect, method: 'GET', path, afterHandling: true });
    approve();
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: true, deployed: true });
    expect(build.view().log).toMatch(/GET .*; trying again in/);
  });

  it('signs in with tokens of an Enterprise Server', async () => {
    const build = await start(DEPLOY, {}, { basePath: '/api/v3' });
    await build.paused;
    expect(testEnv.change()).toMatchObject({ sys_created_by: 'globex/shop' });
  });

  it('asks again where GitHub has just begun the job, or is busy', async () => {
    const build = await start(DEPLOY.replace('env:\n', QUICK));
    await build.paused;
    const { faults } = testEnv.sandbox.github;
    const body = `{"message": "Can't issue ID_TOKEN for job in 'Pending' state."}`;
    faults.inject({ effect: { kind: 'status', status: 503 }, path: '/_oidc/token' });
    faults.inject({ effect: { kind: 'status', status: 403, body }, path: '/_oidc/token' });
    approve();
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: true, deployed: true });
  });

  it('cancels its change when it is cancelled while it waits', async () => {
    const build = await start(withIdTokens('wait').replace('env:\n', QUICK), {}, { environments: [] });
    await Promise.race([says('this runner is held'), build.ended]);
    testEnv.sandbox.clock.advance(3_600_000);
    testEnv.sandbox.github.cancel(Number(build.id));
    await build.ended;
    expect(testEnv.change().state).toBe('4');
  });

  it.each(['v1', 'main'])("is the platform team's at the tag v1 alone, whoever calls it: %s", async (ref) => {
    const [, jobs = ''] = DEPLOY.split('\njobs:\n');
    const called = `on: workflow_call\n${HEAD}jobs:\n${jobs}`;
    const caller = `on: workflow_dispatch
permissions: { actions: read, contents: read, deployments: read, pull-requests: read, id-token: write }
jobs:
  production: { uses: globex/platform/.github/workflows/gated.yml@${ref}, secrets: inherit }
`;
    const value = 'globex/platform/.github/workflows/gated.yml@refs/tags/v1';
    const claim = { userClaim: 'job_workflow_ref', userField: 'u_subject', value };
    const build = await start(caller, claim, { platformWorkflows: { 'gated.yml': called } });
    await Promise.race([build.paused.catch(() => {}), build.ended]);
    expect(testEnv.sandbox.serviceNow.changes()).toHaveLength(ref === 'v1' ? 1 : 0);
  });

  it('of one environment alone signs in there, where the claim is sub', async () => {
    const workflow = DEPLOY.replace('open-change:\n', 'open-change:\n    environment: production\n');
    const build = await start(workflow, OF_PRODUCTION);
    await build.paused;
    const opened = says('is in Assess');
    testEnv.sandbox.github.approve(Number(build.id), 'production', 'impatient-developer');
    await Promise.race([opened, build.ended]);
    expect(testEnv.change()).toMatchObject({ sys_created_by: USERS.integration.userName });
  });
});

const OF_PRODUCTION = {
  userClaim: 'sub',
  userField: 'u_subject',
  value: 'repo:globex/shop:environment:production',
};

/** What the guide's table of messages quotes, with the code behind it. */
const EXPLAINED = [...GUIDE.matchAll(/^\| `([^`]+?)(?: \.\.\.)?` `(\[[A-Z_]+\])`/gm)];

describe('a workflow without a password is refused', () => {
  let said = '';
  afterAll(() => {
    expect(EXPLAINED).toHaveLength(4);
    for (const [, words = '', code = ''] of EXPLAINED) {
      expect(said).toMatch(new RegExp(`${escaped(words)}.*${escaped(code)}`));
    }
  });

  const OF_THE_JOB = 'to "repo:globex/shop:ref:refs/heads/main", is good until';

  it.each([
    [
      'of another repository',
      DEPLOY,
      { value: 'globex/other' },
      `for the audience "change-gate" ${OF_THE_JOB}`,
    ],
    ['of the environment of another job', DEPLOY, OF_PRODUCTION, OF_THE_JOB],
    [
      'for an audience that the instance does not know',
      DEPLOY.replace('AUDIENCE: change-gate', 'AUDIENCE: vault'),
      {},
      `for the audience "vault" ${OF_THE_JOB}`,
    ],
    ['of another issuer', DEPLOY, { issuer: 'http://127.0.0.1:9/_oidc' }, `/_oidc" for the audience`],
  ])('with a token %s', async (_what, workflow, provider, words) => {
    const build = await start(workflow, provider);
    await refused(
      build,
      new RegExp(`${escaped(words)}.*the instance's admin checks .*\\[UNAUTHENTICATED\\]`),
    );
  });

  it('without the permission to ask for one', async () => {
    const build = await start(DEPLOY.replace(', id-token: write', ''));
    await refused(
      build,
      /GitHub gives this job no ID tokens to sign in .*\. Whoever maintains .*\[NO_ID_TOKEN\]/,
    );
    expect(testEnv.sandbox.serviceNow.requests).toEqual([]);
  });

  it('on a pull request from a fork', async () => {
    const build = await start(
      DEPLOY.replace('workflow_dispatch:\n', 'workflow_dispatch:\n  pull_request:\n'),
    );
    await build.paused;
    const { github } = testEnv.sandbox;
    const run = github.pullRequest({ actor: 'octocat', fromFork: true });
    expect(await run.finished).toBe('failure');
    expect(run.log).toMatch(/a pull request from a fork gets none all the same.*\[NO_ID_TOKEN\]/);
  });

  it.each([
    [
      { kind: 'status', status: 403, body: '{"message": "Not today"}' },
      /answered 403: Not today\. .*\[NO_ID_TOKEN\]/,
    ],
    [
      { kind: 'html', status: 200, html: '<h1>Sign in</h1>' },
      /has none as "value".* proxy .*\[NO_ID_TOKEN\]/,
    ],
  ] as const)('where GitHub answers %j', async (effect, words) => {
    const ci = githubHarness({ workflows: { 'deploy.yml': DEPLOY } });
    testEnv = await startTestEnvironment({}, ci);
    testEnv.sandbox.github.faults.inject({ effect, path: '/_oidc/token', times: Number.POSITIVE_INFINITY });
    const build = testEnv.start(ci, NO_PASSWORD);
    await refused(build, words);
    expect(testEnv.sandbox.serviceNow.requests).toEqual([]);
  });

  it('with a password beside its tokens', async () => {
    const build = await start(withAudience('environment'), {}, {}, {});
    await refused(build, /password belongs to another way to sign in.*\[INVALID_INPUT\]/);
  });

  async function refused(build: GatedBuild, words: RegExp): Promise<void> {
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: false, deployed: false });
    said += build.view().log;
    expect(build.view().log).toMatch(words);
    expect(build.output()).not.toContain('eyJ');
    expect(testEnv.sandbox.serviceNow.changes()).toEqual([]);
  }
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
