/** Callback tokens and branches with which ServiceNow could do nothing, in workflows that a platform team wrote itself. */
import { USERS } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { botToken, classicToken, type GithubSetup, githubHarness } from '../gate/github.ts';
import { appWith, keepKeyOfApp } from '../gate/github-app.ts';
import { assertRequestsMatchDescription } from '../gate/github-requests.ts';
import type { GatedBuild } from '../gate/harness.ts';
import { ACTION_REF } from '../gate/references.ts';

/** The platform team's own, which the workflows of all services call. */
const REQUEST_CHANGE = `
on:
  workflow_call:
    inputs:
      gate: { type: string, required: true }
      target: { type: string, default: "" }
      starts: { type: string, default: "" }
      on-branch: { type: string, default: "" }
    secrets:
      snow-password: { required: true }
      robot: { required: true }
jobs:
  request:
    name: Ask ServiceNow
    runs-on: [self-hosted, linux]
    steps:
      - name: Open the change
        uses: ${ACTION_REF}
        with:
          operation: open
          gate: \${{ inputs.gate }}
          environment: \${{ inputs.target }}
          workflow: \${{ inputs.starts }}
          ref: \${{ inputs.on-branch }}
          instance-url: \${{ vars.CHANGE_GATE_INSTANCE_URL }}
          username: \${{ vars.CHANGE_GATE_USERNAME }}
          password: \${{ secrets.snow-password }}
          callback-token: \${{ secrets.robot }}
          data: '{"short_description": "Release of the web shop"}'
`;

const SECRETS = `
    permissions: { actions: read }
    secrets:
      snow-password: \${{ secrets.CHANGE_GATE_PASSWORD }}
      robot: \${{ secrets.CHANGE_GATE_CALLBACK_TOKEN }}`;

const RELEASE = `
name: Release
on: { workflow_dispatch: {} }
jobs:
  change:
    uses: ./.github/workflows/request-change.yml
    with: { gate: environment, target: eu-prod }${SECRETS}
  ship:
    needs: [change]
    runs-on: [self-hosted, linux]
    environment: { name: eu-prod, url: "https://shop.globex.example" }
    steps:
      - name: Is the change approved?
        uses: ${ACTION_REF}
        with:
          operation: verify
          environment: eu-prod
          instance-url: \${{ vars.CHANGE_GATE_INSTANCE_URL }}
          username: \${{ vars.CHANGE_GATE_USERNAME }}
          password: \${{ secrets.CHANGE_GATE_PASSWORD }}
      - id: deploy
        run: echo "rolling out"
`;

const STARTS_ANOTHER = `
name: Release
on: { workflow_dispatch: {} }
jobs:
  change:
    uses: ./.github/workflows/request-change.yml
    with: { gate: dispatch, starts: rollout.yml }${SECRETS}
`;

const ROLLOUT = 'on: workflow_dispatch\njobs: { a: { runs-on: x, steps: [ { run: "true" } ] } }\n';

let testEnv: TestEnvironment;
afterEach(async () => {
  await testEnv.close();
  assertRequestsMatchDescription(testEnv.sandbox.github);
});

async function begin(workflow: string, setup: GithubSetup, refused?: string): Promise<GatedBuild> {
  const ci = githubHarness({
    starts: 'release.yml',
    workflows: { 'release.yml': workflow, 'request-change.yml': REQUEST_CHANGE, 'rollout.yml': ROLLOUT },
    environments: [{ name: 'eu-prod', reviewers: ['impatient-developer', 'servicenow-bot'] }],
    ...setup,
  });
  testEnv = await startTestEnvironment({}, ci);
  testEnv.listServer(ci);
  if (refused !== undefined) {
    const body = JSON.stringify({ message: refused });
    const effect = { kind: 'status', status: 403, body } as const;
    testEnv.sandbox.github.faults.inject({ effect, path: /\/repos\/globex\/shop$/ });
  }
  return testEnv.start(ci);
}

const SSO =
  'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.';
const TOO_LONG =
  "The 'globex' organization forbids access via a fine-grained personal access tokens if the token's lifetime is greater than 366 days.";
const PENDING = { ...botToken({ actions: 'write', deployments: 'write' }), repositories: [] };
const APPROVERS = [{ slug: 'approvers', members: ['impatient-developer'] }];
const BOT_ALONE = [{ name: 'eu-prod', reviewers: ['servicenow-bot'], preventSelfReview: true }];

const otherReviewer = [{ name: 'eu-prod', reviewers: ['impatient-developer'] }];

describe('no change is opened for a callback token that', () => {
  it.each<[string, string, GithubSetup, RegExp, string?]>([
    ['was revoked', RELEASE, { tokens: [] }, /none that GitHub knows \(401\)/],
    ['was revoked, on a GitHub Enterprise Server', RELEASE, { tokens: [], basePath: '/api/v3' }, /\(401\)/],
    ['was revoked, for a second workflow', STARTS_ANOTHER, { tokens: [] }, /none that GitHub knows \(401\)/],
    [
      'the organization has not approved yet',
      RELEASE,
      { tokens: [PENDING] },
      /does not see globex\/shop \(404\)/,
    ],
    ['lives too long', STARTS_ANOTHER, {}, /forbids access .*or makes one that the policy allows/, TOO_LONG],
    ['single sign-on holds off', RELEASE, { tokens: [classicToken('repo')] }, /SAML.*single sign-on/, SSO],
    [
      'reads no Actions',
      STARTS_ANOTHER,
      { tokens: [botToken({ contents: 'write' })] },
      /may not read Actions/,
    ],
    [
      'belongs to no reviewer',
      RELEASE,
      { environments: otherReviewer },
      /servicenow-bot, who is no required reviewer of eu-prod/,
    ],
    [
      'belongs to who started the run',
      RELEASE,
      { startedBy: 'servicenow-bot', environments: BOT_ALONE },
      /who started this run, and eu-prod prevents self-reviews/,
    ],
    [
      'belongs to somebody who may only read',
      STARTS_ANOTHER,
      { tokens: [classicToken('repo')], botRole: 'read' },
      /may not write to globex\/shop/,
    ],
  ])('%s', async (_what, workflow, setup, words, refused) => {
    const build = await begin(workflow, setup, refused);
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: false, deployed: false });
    expect(build.view().log).toMatch(words);
    expect(build.view().log).toContain('[CALLBACK_TOKEN_UNUSABLE]');
    expect(testEnv.sandbox.serviceNow.changes()).toEqual([]);
  });
});

it('a token that ends soon is a warning, and an admin reads what has become of it', async () => {
  const expires = new Date(Date.now() + 3 * 86_400_000);
  const token = { ...classicToken('repo'), expires };
  const build = await begin(RELEASE, { tokens: [token] });
  await build.paused;
  expect(build.view().log).toContain(`The callback token expires on ${expires.toISOString().slice(0, 10)}`);
  testEnv.sandbox.clock.advance(4 * 86_400_000);
  testEnv.sandbox.serviceNow.approveAll(testEnv.number);
  testEnv.sandbox.serviceNow.move(testEnv.number, 'Implement');
  await testEnv.settled();
  expect(testEnv.registration()).toMatchObject({
    status: 'refused',
    last_answer: expect.stringContaining('GitHub answered 401'),
  });
});

describe('a second workflow', () => {
  const inQueue = (inputs: string) =>
    STARTS_ANOTHER.replace('workflow_dispatch: {}', 'merge_group: {}').replace('starts:', `${inputs}starts:`);
  const setup: GithubSetup = { start: (github) => github.mergeGroup({ repository: 'globex/shop' }) };

  it('is not to be started on the branch of a merge queue, which is gone when the change is approved', async () => {
    const build = await begin(inQueue(''), setup);
    await build.ended;
    expect(build.view().log).toMatch(/ref: is required on a pull request and in a merge queue/);
    expect(testEnv.sandbox.serviceNow.changes()).toEqual([]);
  });

  it('is started on the branch that a merge queue names', async () => {
    const build = await begin(inQueue('on-branch: main, '), setup);
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: true });
    expect(testEnv.sandbox.serviceNow.changes()).toHaveLength(1);
  });
});

describe('a credential that ServiceNow keeps', () => {
  const byAlias = REQUEST_CHANGE.replace(
    'callback-token: ${{ secrets.robot }}',
    'callback-alias: github_app',
  );

  it.each<[string, 'app' | 'alias', RegExp]>([
    ['environment', 'app', /token alone, and credential github_app is an app's/],
    ['protection-rule', 'alias', /answered by its app alone, and credential github_app holds a token/],
  ])('is refused when it is registered where it cannot answer a gate: %s', async (gate, kind, words) => {
    const environments = [{ name: 'eu-prod', reviewers: ['servicenow-bot'], customRules: ['change-gate'] }];
    const ci = githubHarness({
      starts: 'release.yml',
      workflows: {
        'release.yml': RELEASE.replace('gate: environment', `gate: ${gate}`),
        'request-change.yml': byAlias,
      },
      environments,
      apps: [appWith({ actions: 'write', deployments: 'write' })],
    });
    testEnv = await startTestEnvironment({}, ci);
    testEnv.listServer(ci);
    keepKeyOfApp(testEnv, ci);
    const { database } = testEnv.sandbox.serviceNow;
    const [credential] = database.query('x_change_gate_credential', '');
    const fields = kind === 'app' ? { kind } : { kind, alias: 'a1b2c3d4'.repeat(4) };
    database.update('x_change_gate_credential', credential?.sys_id ?? '', fields, USERS.admin.userName);
    const build = testEnv.start(ci);
    await build.ended;
    expect(build.view().log).toMatch(words);
    // Nobody was asked for a change that nobody could deploy.
    expect(testEnv.change()).toMatchObject({ state: '-5', approval: 'not requested' });
    expect(database.query('x_change_gate_registration', '')).toEqual([]);
  });
});

describe('a team that reviews', () => {
  const environments = [{ name: 'eu-prod', reviewers: ['approvers'] }];
  const withBot = [{ slug: 'approvers', members: ['servicenow-bot'] }];

  async function approve(): Promise<void> {
    testEnv.sandbox.serviceNow.approveAll(testEnv.number);
    testEnv.sandbox.serviceNow.move(testEnv.number, 'Implement');
    await testEnv.settled();
  }

  it('is seen with a token that reads teams', async () => {
    const build = await begin(RELEASE, { environments, teams: withBot, tokens: [classicToken('repo')] });
    await build.paused;
    expect(build.view().log).not.toContain('##[warning]');
    await approve();
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: true, deployed: true });
  });

  it('is a warning where the token does not show it, and works', async () => {
    const build = await begin(RELEASE, { environments, teams: withBot });
    await build.paused;
    expect(build.view().log).toMatch(/GitHub does not show that servicenow-bot.*eu-prod: approvers/);
    await approve();
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: true, deployed: true });
  });

  it('is a warning where the bot is not in it, and an admin reads why', async () => {
    const build = await begin(RELEASE, { environments, teams: APPROVERS, tokens: [classicToken('repo')] });
    await build.paused;
    expect(build.view().log).toMatch(/GitHub does not show that servicenow-bot/);
    await approve();
    for (let time = 0; time < 4; time += 1) await testEnv.pass(60_000);
    expect(testEnv.registration()).toMatchObject({
      status: 'refused',
      last_answer: expect.stringContaining('servicenow-bot is not allowed to approve or reject'),
    });
  });
});
