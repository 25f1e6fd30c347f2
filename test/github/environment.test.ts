/** Required reviewers: what only GitHub has of it. The rest is in the scenarios that hold on any CI. */
import { afterEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { documentedWorkflows, type GithubSetup, githubHarness } from '../gate/github.ts';
import { assertRequestsMatchDescription } from '../gate/github-requests.ts';
import type { GatedBuild } from '../gate/harness.ts';

const DEPLOY = documentedWorkflows('environment')['deploy.yml'] ?? '';

/** The documented workflow with some of its text replaced; what is not there cannot be replaced. */
function deployWith(...replacements: readonly (readonly [string, string])[]): Record<string, string> {
  return {
    'deploy.yml': replacements.reduce((text, [from, to]) => {
      expect(text).toContain(from);
      return text.replaceAll(from, to);
    }, DEPLOY),
  };
}

describe('a gate: environment', () => {
  let testEnv: TestEnvironment;
  afterEach(async () => {
    await testEnv.close();
    assertRequestsMatchDescription(testEnv.sandbox.github);
  });

  async function begin(setup: GithubSetup = {}): Promise<GatedBuild> {
    const ci = githubHarness(setup);
    testEnv = await startTestEnvironment({}, ci);
    testEnv.listServer(ci);
    return testEnv.start(ci);
  }

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

  /** The next attempts to tell GitHub, each after its pause. */
  async function tryAgain(times: number): Promise<void> {
    for (let time = 0; time < times; time += 1) await testEnv.pass(60_000);
  }

  it('is opened where GitHub is busy for a moment when asked whether it would stop the deployment', async () => {
    const ci = githubHarness();
    testEnv = await startTestEnvironment({}, ci);
    testEnv.listServer(ci);
    const path = /\/environments\/production$/;
    testEnv.sandbox.github.faults.inject({ effect: { kind: 'status', status: 502 }, path });
    await testEnv.start(ci).paused;
    expect(run().log).toMatch(/environments\/production: answered 502; trying again/);
  });

  it('holds no runner while people decide, and hands over every output', async () => {
    const build = await beginAndPause();
    const held = run().heldRunnerMs;
    testEnv.sandbox.clock.advance(3_600_000);
    expect(run().heldRunnerMs).toBe(held);

    await approve();
    await build.ended;
    const [opened] = run().jobs[0]?.steps ?? [];
    expect(opened?.outputs).toMatchObject({
      'change-number': testEnv.number,
      'change-sys-id': testEnv.change().sys_id,
      'change-url': expect.stringContaining(testEnv.change().sys_id ?? ''),
      state: '-4',
      approval: 'requested',
      decision: 'pending',
      reason: `${testEnv.number} is in Assess: not approved yet`,
    });
    expect(run().outputs).toMatchObject({ deploy: { decision: 'approved' } });
    expect(run().jobs[0]?.summary).toContain(testEnv.number);
    expect(run().jobs[1]?.summary).toMatch(/Approval<\/th><td>approved.*Work started<\/th><td>[^<]+ UTC/);
    expect(run().reviews).toEqual([
      {
        environment: 'production',
        state: 'approved',
        user: 'servicenow-bot',
        comment: expect.stringMatching(
          / is in Implement; approved by .+ UTC \(Change Gate: gate production, attempt 1\)$/,
        ),
      },
    ]);
  });

  it('goes on at the approval with implement: true on both open and verify', async () => {
    const both = ['open', 'verify'].map((each) => `operation: ${each}\n`);
    const build = await beginAndPause({
      workflows: deployWith(...both.map((each) => [each, `${each}          implement: true\n`] as const)),
    });
    testEnv.sandbox.serviceNow.approveAll(testEnv.number);
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: true, deployed: true, answers: ['approved'] });
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
  });

  it('is released on a GitHub Enterprise Server', async () => {
    const build = await beginAndPause({ basePath: '/api/v3' });
    await approve();
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: true, deployed: true, answers: ['approved'] });
  });

  it.each([
    ['does not exist', [], /There is no environment production of globex\/shop/],
    ['is not protected', [{ name: 'production' }], /has no required reviewers\. GitHub would deploy at once/],
  ])('opens no change when its environment %s', async (_what, environments, words) => {
    const build = await begin({ environments });
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: false, deployed: false });
    expect(build.view().log).toMatch(words);
    expect(testEnv.sandbox.serviceNow.changes()).toEqual([]);
  });

  it('refuses a callback token that will be dead when ServiceNow calls', async () => {
    const token = 'secrets.CHANGE_GATE_CALLBACK_TOKEN';
    const build = await begin({ workflows: deployWith([token, 'github.token']) });
    await build.ended;
    expect(build.view().log).toMatch(/GITHUB_TOKEN, which ends with this job.*\[CALLBACK_TOKEN_UNUSABLE\]/);
    expect(testEnv.sandbox.serviceNow.changes()).toEqual([]);
  });

  it('has its answer where a person was faster, and GitHub shows that late', async () => {
    const ci = githubHarness();
    testEnv = await startTestEnvironment({ statusDelayMs: 12_000 }, ci);
    await testEnv.startAndPause(ci);
    testEnv.sandbox.github.approve(run().id, 'production', 'impatient-developer');
    await approve();
    expect(testEnv.registration()).toMatchObject({ status: 'due', last_outcome: 'contested' });
    await tryAgain(2);
    expect(testEnv.registration()).toMatchObject({
      status: 'ended',
      last_outcome: 'already-decided',
      last_answer: 'impatient-developer has reviewed the deployment: approved.',
    });
  });

  it('cancels the change when the workflow is cancelled at its gate', async () => {
    const build = await beginAndPause();
    const { serviceNow } = testEnv.sandbox;
    const before = serviceNow.requests.length;
    testEnv.sandbox.github.cancel(run().id);
    await build.ended;
    await testEnv.settled();
    expect(serviceNow.requests.slice(before).map(({ method }) => method)).toEqual([
      'GET',
      'GET',
      'DELETE',
      'PATCH',
    ]);
    expect(run().conclusion).toBe('cancelled');
    expect(testEnv.change().state).toBe('4');
    expect(build.view()).toMatchObject({ deployed: false, answers: [] });
    expect(testEnv.registration()).toMatchObject({ status: 'withdrawn', token: '' });
    // Nobody goes on asking about a run that waits for nothing.
    const asked = testEnv.sandbox.github.requests.length;
    await testEnv.pass(60_000);
    expect(testEnv.sandbox.github.requests).toHaveLength(asked);
  });

  describe('in a run whose deployment failed', () => {
    const FAILS_ONCE = ['echo "deploying to production"', 'test "$GITHUB_RUN_ATTEMPT" != 1'] as const;
    const CLOSES_ON_SUCCESS = ["always() && steps.verify.outcome == 'success'", 'success()'] as const;

    it('lets a person release failed jobs that run again, under the same change', async () => {
      const build = await beginAndPause({ workflows: deployWith(FAILS_ONCE, CLOSES_ON_SUCCESS) });
      await approve();
      await build.ended;
      expect(build.view()).toMatchObject({ succeeded: false, deployed: false });

      testEnv.sandbox.github.rerunFailed(run().id, 'octocat');
      await run().waiting;
      testEnv.sandbox.github.approve(run().id, 'production', 'impatient-developer');
      await run().finished;
      expect(build.view()).toMatchObject({ succeeded: true, deployed: true });
      expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
    });

    it('calls back again when all jobs run again, under the same change', async () => {
      const build = await beginAndPause({ workflows: deployWith(FAILS_ONCE, CLOSES_ON_SUCCESS) });
      await approve();
      await build.ended;

      const { github } = testEnv.sandbox;
      github.rerun(run().id, 'octocat');
      await run().waiting;
      // The first attempt to tell may have come before the job waited.
      await testEnv.pass(60_000);
      await run().finished;
      expect(build.view()).toMatchObject({
        succeeded: true,
        deployed: true,
        answers: ['approved', 'approved'],
      });
      expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
    });

    it('asks anew for a change that was rejected when all jobs run again, and is not told the old answer', async () => {
      const build = await beginAndPause();
      const { github, serviceNow } = testEnv.sandbox;
      serviceNow.reject(testEnv.number, 'Not on a Friday');
      await build.ended;
      await testEnv.settled();
      expect(build.view()).toMatchObject({ deployed: false, answers: ['denied'] });

      github.rerun(run().id, 'octocat');
      await run().waiting;
      await testEnv.settled();
      expect(build.view()).toMatchObject({ waiting: true, answers: ['denied'] });
      await approve();
      await testEnv.pass(60_000);
      await run().finished;
      expect(build.view()).toMatchObject({
        succeeded: true,
        deployed: true,
        answers: ['denied', 'approved'],
      });
    });

    it('denies a change that its first attempt has closed', async () => {
      const build = await beginAndPause({ workflows: deployWith(FAILS_ONCE) });
      await approve();
      await build.ended;
      expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'unsuccessful' });

      testEnv.sandbox.github.rerunFailed(run().id, 'octocat');
      await run().waiting;
      testEnv.sandbox.github.approve(run().id, 'production', 'impatient-developer');
      await run().finished;
      expect(build.view()).toMatchObject({ succeeded: false, deployed: false });
      expect(build.view().log).toContain('is closed: nothing more may be deployed under it');
    });
  });
});
