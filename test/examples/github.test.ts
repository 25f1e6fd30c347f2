/** The repository of examples/github, run as it stands: its tests, its data file, its workflow and its deployment. */
import { readFileSync, rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { EXAMPLE, exampleCheckout } from '../gate/example-checkout.ts';
import { githubHarness } from '../gate/github.ts';
import { appWith, keepKeyOfApp } from '../gate/github-app.ts';
import type { GatedBuild } from '../gate/harness.ts';

const WORKFLOW = readFileSync(`${EXAMPLE}.github/workflows/deploy.yml`, 'utf8');

let checkout: string;

beforeAll(() => {
  checkout = exampleCheckout();
});
afterAll(() => rmSync(checkout, { recursive: true }));

let testEnv: TestEnvironment;
afterEach(() => testEnv.close());

async function begin(workflow = WORKFLOW): Promise<GatedBuild> {
  const ci = githubHarness({
    workflows: { 'deploy.yml': workflow },
    start: (server) => server.push({ repository: 'globex/shop', actor: 'octocat' }),
    environments: [{ name: 'production', customRules: ['change-gate'] }],
    tokens: [],
    apps: [appWith({ actions: 'read', deployments: 'write' })],
    actions: { 'actions/checkout@v5': checkout },
  });
  testEnv = await startTestEnvironment({}, ci);
  testEnv.listServer(ci);
  keepKeyOfApp(testEnv, ci);
  return testEnv.start(ci);
}

async function approve(): Promise<void> {
  const { serviceNow } = testEnv.sandbox;
  serviceNow.approveAll(testEnv.number);
  serviceNow.move(testEnv.number, 'Implement');
  await testEnv.settled();
}

it('tests, waits with the fields of its file and what was tested, deploys, and closes the change', async () => {
  const build = await begin();
  await build.paused;
  expect(testEnv.change()).toMatchObject({ short_description: 'Shop to production' });
  const [evidence] = testEnv.sandbox.serviceNow.database.query('x_change_gate_evidence', '');
  expect(evidence).toMatchObject({ tests_passed: '2', tests_failed: '0' });
  await approve();
  await build.ended;
  expect(build.view().log).toContain('deploying shop 2.4.0 to production');
  expect(build.view()).toMatchObject({ succeeded: true, deployed: true });
  expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
});

it('closes the change as unsuccessful where the deployment fails', async () => {
  const build = await begin(WORKFLOW.replace('./deploy.sh production', './deploy.sh'));
  await build.paused;
  await approve();
  await build.ended;
  expect(build.view()).toMatchObject({ succeeded: false, deployed: false });
  expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'unsuccessful' });
});

it('opens no change where its tests fail', async () => {
  const build = await begin(
    WORKFLOW.replace('npm test', 'sed -i "s/sum +/sum -/" src/basket.js && npm test'),
  );
  await build.ended;
  expect(build.view().log).toContain('fail 1');
  expect(testEnv.sandbox.serviceNow.changes()).toEqual([]);
});
