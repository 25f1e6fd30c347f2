/** A GitHub App's protection rule: ServiceNow signs as the App, and answers with a token made for that call. */
import { afterEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { waitUntil } from '../environment/timeouts.ts';
import { documentedWorkflows, type GithubSetup, githubHarness } from '../gate/github.ts';
import { appWith, keepKeyOfApp } from '../gate/github-app.ts';
import { approveChangeOf, changeOf, registrationOf, twoGates } from '../gate/github-gates.ts';
import { byToken } from '../gate/github-guide.ts';
import { assertRequestsMatchDescription } from '../gate/github-requests.ts';
import type { GatedBuild, PauseOptions } from '../gate/harness.ts';

const SETUP: GithubSetup = {
  gate: 'protection-rule',
  environments: [{ name: 'production', customRules: ['change-gate'] }],
  apps: [appWith({ actions: 'read', deployments: 'write', contents: 'write' })],
};

const RULE = /\/deployment_protection_rule$/;

let testEnv: TestEnvironment;
afterEach(async () => {
  await testEnv.close();
  assertRequestsMatchDescription(testEnv.sandbox.github);
});

async function begin(setup: GithubSetup = {}, pause: PauseOptions = {}): Promise<GatedBuild> {
  const ci = githubHarness({ ...SETUP, ...setup });
  testEnv = await startTestEnvironment(pause, ci);
  testEnv.listServer(ci);
  keepKeyOfApp(testEnv, ci);
  return testEnv.start(ci);
}

/** The team's group is asked first. */
const inAssess = () =>
  `${testEnv.number} is in Assess: not approved yet; waits for DevOps (1 person), asked by rule "Assess Technical Approvals" of Normal Change Policy`;

/** New lasts from the registration to the asking: whether it is shown depends on when a node looks. */
const withoutNew = (reasons: readonly string[]) =>
  reasons.filter((reason) => !reason.includes(' is in New: '));

async function beginAndPause(setup: GithubSetup = {}): Promise<GatedBuild> {
  const build = await begin(setup);
  await build.paused;
  return build;
}

const run = () => {
  const [only] = testEnv.sandbox.github.runs;
  if (only === undefined) throw new Error('There is no run');
  return only;
};

async function approve(): Promise<void> {
  const { serviceNow } = testEnv.sandbox;
  serviceNow.approveAll(testEnv.number);
  await testEnv.settled();
  serviceNow.move(testEnv.number, 'Implement');
  await testEnv.settled();
}

function waitOnGithub(condition: () => boolean, what: string): Promise<void> {
  const { github } = testEnv.sandbox;
  return waitUntil(
    condition,
    (listener) => github.on(listener),
    what,
    () => run().log,
  );
}

/** The callback is registered, and people are asked; the next job has not come to its gate. */
async function registered(): Promise<void> {
  await waitOnGithub(() => run().log.includes(': approval requested.'), 'the approval to be requested');
}

/** Jobs that will wait when sandbox time is `pauseDelayMs` further. */
async function comingToGates(jobs: number): Promise<void> {
  // No event tells of it.
  await expect.poll(() => run().jobs.filter(({ environment }) => environment !== null)).toHaveLength(jobs);
}

/** Minutes of sandbox time, as the scheduled job sees them. */
async function pass(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) await testEnv.pass(60_000);
}

describe('a gate: protection-rule', () => {
  it('lets the deployment go on when the change is approved', async () => {
    const build = await beginAndPause();
    const held = run().heldRunnerMs;
    testEnv.sandbox.clock.advance(3_600_000);
    expect(run().heldRunnerMs).toBe(held);

    await approve();
    await build.ended;
    await testEnv.settled();
    expect(build.view()).toMatchObject({ succeeded: true, deployed: true, answers: ['approved'] });
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
    expect(testEnv.registration()).toMatchObject({ status: 'delivered' });
    const { requests } = testEnv.sandbox.github;
    const minted = requests.filter(({ path }) => path.endsWith('/access_tokens')).map(({ body }) => body);
    expect(new Set(minted)).toEqual(
      new Set(['{"repositories":["shop"],"permissions":{"actions":"read","deployments":"write"}}']),
    );
    const asked = requests.map(({ method, path }) => `${method} ${path}`);
    expect(asked).toEqual(
      expect.arrayContaining([
        'GET /repos/globex/shop/environments/production/deployment_protection_rules',
        'POST /app/installations/99/access_tokens',
        `POST /repos/globex/shop/actions/runs/${build.id}/deployment_protection_rule`,
        'DELETE /installation/token',
      ]),
    );
  });

  it('stops the deployment when the change is rejected', async () => {
    const build = await beginAndPause();
    testEnv.sandbox.serviceNow.reject(testEnv.number, 'Not on a Friday');
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: false, deployed: false, answers: ['denied'] });
  });

  it('lets jobs go on that reach their gate after the decision, all of them at once', async () => {
    // Without the step that closes the change: a job that is faster would deny the other.
    const [workflow = ''] = (documentedWorkflows('protection-rule')['deploy.yml'] ?? '').split(
      / +- if: always/,
    );
    const second = workflow.slice(workflow.indexOf('  deploy:\n')).replace('deploy:', 'deploy-docs:');
    const build = await begin(
      { workflows: { 'deploy.yml': `${workflow}${second}` } },
      { pauseDelayMs: 300_000 },
    );
    await registered();
    await approve();
    expect(testEnv.registration()).toMatchObject({ status: 'due', last_outcome: 'not-paused-yet' });

    await comingToGates(2);
    await pass(7);
    await build.ended;
    expect(run().jobs.map(({ key, conclusion }) => [key, conclusion])).toEqual([
      ['open-change', 'success'],
      ['deploy', 'success'],
      ['deploy-docs', 'success'],
    ]);
    expect(build.view()).toMatchObject({ deployed: true, answers: ['approved'] });
    expect(testEnv.registration()).toMatchObject({ status: 'delivered' });
  });

  it('answers for each environment of a run when its own change is decided', async () => {
    const environments = ['staging', 'production'].map((name) => ({ name, customRules: ['change-gate'] }));
    await begin({ workflows: { 'deploy.yml': twoGates('protection-rule') }, environments });
    await waitOnGithub(() => run().waitingAt.length === 2, 'two jobs that wait');
    await approveChangeOf(testEnv, 'staging');
    expect(run().waitingAt).toEqual(['production']);
    expect(registrationOf(testEnv, 'production')).toMatchObject({ status: 'waiting', decision: 'pending' });

    testEnv.sandbox.serviceNow.reject(changeOf(testEnv, 'production'), 'Not on a Friday');
    expect(await run().finished).toBe('failure');
    expect(run().jobs.map(({ key, conclusion }) => [key, conclusion])).toContainEqual(['deploy', 'failure']);
    expect(run().jobs.map(({ key, conclusion }) => [key, conclusion])).toContainEqual([
      'deploy-staging',
      'success',
    ]);
  });

  it('leaves failed jobs that run again to an administrator, under the same change', async () => {
    const deploy = (documentedWorkflows('protection-rule')['deploy.yml'] ?? '')
      .replace('echo "deploying to production"', 'test "$GITHUB_RUN_ATTEMPT" != 1')
      .replace("always() && steps.verify.outcome == 'success'", 'success()');
    const build = await beginAndPause({ workflows: { 'deploy.yml': deploy } });
    await approve();
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: false, deployed: false });

    const { github } = testEnv.sandbox;
    github.rerunFailed(run().id, 'octocat');
    await run().waiting;
    github.bypass(run().id, 'production', 'globex');
    expect(await run().finished).toBe('success');
    expect(build.view()).toMatchObject({ deployed: true, answers: ['approved'] });
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
  });

  it('cancels the change when the workflow is cancelled', async () => {
    const build = await beginAndPause();
    testEnv.sandbox.github.cancel(run().id);
    await build.ended;
    await testEnv.settled();
    expect(run().conclusion).toBe('cancelled');
    expect(testEnv.change().state).toBe('4');
    expect(build.view()).toMatchObject({ deployed: false, answers: [] });
    expect(testEnv.registration()).toMatchObject({ status: 'withdrawn' });
  });

  it('deploys nothing when an administrator bypasses the rule', async () => {
    const build = await beginAndPause();
    testEnv.sandbox.github.bypass(run().id, 'production', 'globex');
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: false, deployed: false, answers: [] });
    expect(build.view().log).toContain(`${testEnv.number} is in Assess: not approved yet`);
  });

  it('is refused with what to do where the App is not installed with what the gate needs', async () => {
    await beginAndPause({ apps: [appWith({ actions: 'read', contents: 'write' })] });
    await approve();
    expect(testEnv.registration()).toMatchObject({
      status: 'refused',
      last_answer:
        'No installation token for credential github_app: the server answered 422. An owner of globex has to install the App for globex/shop, with actions: read, deployments: write.',
    });
  });
});

describe('the job that waits', () => {
  const shown = (): string[] =>
    run()
      .jobs.filter(({ key }) => key === 'deploy')
      .flatMap(({ reports }) => reports.map(({ comment }) => comment));
  /** The sentences about the change, without what follows them. */
  const reasons = () => shown().map((comment) => comment.split('. ')[0] ?? '');
  const requests = (path: RegExp) => testEnv.sandbox.github.requests.filter((entry) => path.test(entry.path));
  const reportRows = () => testEnv.sandbox.serviceNow.database.query('x_change_gate_report');

  async function hold(reason: string): Promise<void> {
    testEnv.sandbox.serviceNow.userActions.update(testEnv.number, {
      on_hold: 'true',
      on_hold_reason: reason,
    });
    await testEnv.settled();
  }

  async function goOn(): Promise<void> {
    testEnv.sandbox.serviceNow.userActions.update(testEnv.number, { on_hold: 'false' });
    await testEnv.settled();
  }

  it("shows the change's progress, each step of it once", async () => {
    const build = await beginAndPause();
    const { serviceNow } = testEnv.sandbox;
    await pass(3);
    await hold('Waits for *the* [board](https://evil.example)');
    await goOn();
    serviceNow.approveAll(testEnv.number);
    await testEnv.settled();
    await pass(3);
    const { number } = testEnv;
    expect(withoutNew(reasons())).toEqual([
      inAssess(),
      `${number} is on hold: Waits for \\*the\\* \\[board\\](https\\://evil.example)`,
      inAssess(),
      `${number} is in Scheduled: approved, but not yet in a state that lets the build go on`,
    ]);
    const page = encodeURIComponent(`change_request.do?sys_id=${testEnv.change().sys_id}`);
    expect(shown()[0]).toContain(` [Open the change](${serviceNow.url}/nav_to.do?uri=${page})`);

    serviceNow.move(number, 'Implement');
    await build.ended;
    expect(build.view()).toMatchObject({ deployed: true, answers: ['approved'] });
    expect(JSON.stringify([shown(), reportRows(), serviceNow.cluster.log])).not.toContain('ghs_');
  });

  it('shows ten reports at most, and the last one says so', async () => {
    const build = await beginAndPause();
    await pass(2);
    const before = reasons();
    for (let round = 1; round <= 7; round += 1) {
      await hold(`freeze ${round}`);
      await goOn();
    }
    await pass(2);
    expect(reasons()).toHaveLength(10);
    const last = before.length === withoutNew(before).length ? 'is on hold: freeze 5' : 'is in Assess';
    expect(shown().filter((comment) => comment.includes('GitHub takes no more reports'))).toEqual([
      expect.stringContaining(last),
    ]);
    expect(requests(RULE)).toHaveLength(10);

    testEnv.sandbox.serviceNow.reject(testEnv.number, 'Not on a Friday');
    await build.ended;
    expect(build.view()).toMatchObject({ deployed: false, answers: ['denied'] });
  });

  it('shows what there was to show before it waited', async () => {
    const build = await begin({}, { pauseDelayMs: 300_000 });
    await comingToGates(1);
    await pass(3);
    expect(requests(/pending_deployments$/).length).toBeGreaterThan(0);
    expect(reportRows()).toEqual([]);

    await pass(2);
    await build.paused;
    await pass(4);
    expect(reasons()).toEqual([inAssess()]);
    expect(reportRows()).toHaveLength(1);
  });

  it('goes on although GitHub refused a report of it', async () => {
    const build = await begin();
    const repair = testEnv.sandbox.github.faults.inject({
      method: 'POST',
      path: RULE,
      effect: { kind: 'status', status: 403, body: '{"message":"Resource not accessible by integration"}' },
      times: Infinity,
    });
    await build.paused;
    await pass(3);
    expect(shown()).toEqual([]);
    const refused = withoutNew(reportRows().map(({ reason = '' }) => reason));
    expect(refused).toEqual([inAssess()]);
    for (const row of reportRows()) {
      expect(row).toMatchObject({
        outcome: 'refused',
        answer: expect.stringContaining('show a report at production: Resource not accessible'),
      });
    }
    expect(testEnv.registration()).toMatchObject({ status: 'waiting', last_outcome: '', attempts: '0' });

    repair();
    await approve();
    await build.ended;
    expect(reasons()).toEqual([expect.stringContaining('is in Scheduled')]);
    expect(build.view()).toMatchObject({ succeeded: true, answers: ['approved'] });
  });

  it.each(['environment', 'dispatch'] as const)('shows nothing at a gate: %s', async (gate) => {
    const dispatch = { starts: 'open-change.yml', environments: [] };
    const ci = githubHarness({
      workflows: byToken(documentedWorkflows(gate)),
      ...(gate === 'dispatch' && dispatch),
    });
    testEnv = await startTestEnvironment({}, ci);
    testEnv.listServer(ci);
    const build = testEnv.start(ci);
    await (gate === 'dispatch' ? build.ended : build.paused);
    const before = testEnv.sandbox.github.requests.length;
    await hold('freeze');
    await pass(2);
    expect(testEnv.registration()).toMatchObject({
      status: 'waiting',
      reason: `${testEnv.number} is on hold: freeze`,
    });
    expect(testEnv.sandbox.github.requests).toHaveLength(before);
    expect(reportRows()).toEqual([]);
  });
});
