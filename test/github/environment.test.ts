/** Required reviewers: what only GitHub has of it. The rest is in the scenarios that hold on any CI. */
import { afterEach, describe, expect, it } from 'vitest';
import { documentedWorkflows, type GithubSetup, githubHarness } from '../gate/github.ts';
import { assertAllDescribed } from '../gate/github-described.ts';
import type { GatedBuild } from '../gate/harness.ts';
import { startWorld, type World } from '../gate/world.ts';

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
  let world: World;
  afterEach(async () => {
    await world.close();
    assertAllDescribed(world.sandbox.github);
  });

  async function begin(setup: GithubSetup = {}): Promise<GatedBuild> {
    const ci = githubHarness(setup);
    world = await startWorld({}, ci);
    world.listServer(ci);
    return world.start(ci);
  }

  async function beginAndPause(setup: GithubSetup = {}): Promise<GatedBuild> {
    const build = await begin(setup);
    await build.paused;
    return build;
  }

  const run = () => {
    const [only] = world.sandbox.github.runs;
    if (only === undefined) throw new Error('There is no run');
    return only;
  };

  async function approve(): Promise<void> {
    const { serviceNow } = world.sandbox;
    serviceNow.approve(world.number);
    await serviceNow.idle();
    serviceNow.move(world.number, 'Implement');
    await serviceNow.idle();
  }

  it('holds no runner while people decide, and hands over every output', async () => {
    const build = await beginAndPause();
    const held = run().heldRunnerMs;
    world.sandbox.clock.advance(3_600_000);
    expect(run().heldRunnerMs).toBe(held);

    await approve();
    await build.ended;
    const [opened] = run().jobs[0]?.steps ?? [];
    expect(opened?.outputs).toMatchObject({
      'change-number': world.number,
      'change-sys-id': world.change().sys_id,
      'change-url': expect.stringContaining(world.change().sys_id ?? ''),
      state: '-4',
      approval: 'requested',
      decision: 'pending',
      reason: `${world.number} is in Assess: not approved yet`,
    });
    expect(run().outputs).toMatchObject({ deploy: { decision: 'approved' } });
    expect(run().jobs[0]?.summary).toContain(world.number);
    expect(run().jobs[1]?.summary).toMatch(/Approved by<\/th><td>[^<]+ UTC/);
    expect(run().reviews).toEqual([
      {
        environment: 'production',
        state: 'approved',
        user: 'servicenow-bot',
        comment: `${world.number} is in Implement (Change Gate: gate change, attempt 1)`,
      },
    ]);
  });

  it('goes on at the approval with implement: true on both open and verify', async () => {
    const both = ['open', 'verify'].map((each) => `operation: ${each}\n`);
    const build = await beginAndPause({
      workflows: deployWith(...both.map((each) => [each, `${each}          implement: true\n`] as const)),
    });
    world.sandbox.serviceNow.approve(world.number);
    await build.ended;
    expect(build.look()).toMatchObject({ succeeded: true, deployed: true, answers: ['approved'] });
    expect(world.change()).toMatchObject({ state: '3', close_code: 'successful' });
  });

  it('is released on a GitHub Enterprise Server', async () => {
    const build = await beginAndPause({ basePath: '/api/v3' });
    await approve();
    await build.ended;
    expect(build.look()).toMatchObject({ succeeded: true, deployed: true, answers: ['approved'] });
  });

  it.each([
    ['does not exist', [], /There is no environment production of globex\/shop/],
    ['is not protected', [{ name: 'production' }], /has no required reviewers\. GitHub would deploy at once/],
  ])('opens no change when its environment %s', async (_what, environments, words) => {
    const build = await begin({ environments });
    await build.ended;
    expect(build.look()).toMatchObject({ succeeded: false, deployed: false });
    expect(build.look().log).toMatch(words);
    expect(world.sandbox.serviceNow.changes()).toEqual([]);
  });

  it('refuses a callback token that will be dead when ServiceNow calls', async () => {
    const token = 'secrets.CHANGE_GATE_CALLBACK_TOKEN';
    const build = await begin({ workflows: deployWith([token, 'github.token']) });
    await build.ended;
    expect(build.look().log).toMatch(/GITHUB_TOKEN, which ends with this job.*\[CALLBACK_TOKEN_UNUSABLE\]/);
    expect(world.sandbox.serviceNow.changes()).toEqual([]);
  });

  it.each<[string, GithubSetup]>([
    ['is no reviewer', { environments: [{ name: 'production', reviewers: ['impatient-developer'] }] }],
    [
      'started the run itself',
      {
        startedBy: 'servicenow-bot',
        environments: [{ name: 'production', reviewers: ['servicenow-bot'], preventSelfReview: true }],
      },
    ],
  ])("keeps GitHub's own words where an admin looks, when the token's owner %s", async (_what, setup) => {
    const build = await beginAndPause(setup);
    await approve();
    expect(world.registration()).toMatchObject({
      status: 'refused',
      last_answer: expect.stringContaining(
        'GitHub answered 422 when asked to review the deployment to production: servicenow-bot is not allowed',
      ),
    });
    expect(build.look()).toMatchObject({ waiting: true, answers: [] });
  });

  it('cancels the change when the workflow is cancelled at its gate', async () => {
    const build = await beginAndPause();
    const { serviceNow } = world.sandbox;
    const before = serviceNow.requests.length;
    world.sandbox.github.cancel(run().id);
    await build.ended;
    await serviceNow.idle();
    expect(serviceNow.requests.slice(before).map(({ method }) => method)).toEqual([
      'GET',
      'GET',
      'DELETE',
      'PATCH',
    ]);
    expect(run().conclusion).toBe('cancelled');
    expect(world.change().state).toBe('4');
    expect(build.look()).toMatchObject({ deployed: false, answers: [] });
    expect(world.registration()).toMatchObject({ status: 'withdrawn', token: '' });
    // Nobody goes on asking about a run that waits for nothing.
    const asked = world.sandbox.github.requests.length;
    world.sandbox.clock.advance(60_000);
    await world.sandbox.serviceNow.idle();
    expect(world.sandbox.github.requests).toHaveLength(asked);
  });

  describe('in a run whose deployment failed', () => {
    const FAILS_ONCE = ['echo "deploying to production"', 'test "$GITHUB_RUN_ATTEMPT" != 1'] as const;
    const CLOSES_ON_SUCCESS = ["always() && steps.verify.outcome == 'success'", 'success()'] as const;

    it('lets a person release failed jobs that run again, under the same change', async () => {
      const build = await beginAndPause({ workflows: deployWith(FAILS_ONCE, CLOSES_ON_SUCCESS) });
      await approve();
      await build.ended;
      expect(build.look()).toMatchObject({ succeeded: false, deployed: false });

      world.sandbox.github.rerunFailed(run().id, 'octocat');
      await run().waiting;
      world.sandbox.github.approve(run().id, 'production', 'impatient-developer');
      await run().finished;
      expect(build.look()).toMatchObject({ succeeded: true, deployed: true });
      expect(world.change()).toMatchObject({ state: '3', close_code: 'successful' });
    });

    it('calls back again when all jobs run again, under the same change', async () => {
      const build = await beginAndPause({ workflows: deployWith(FAILS_ONCE, CLOSES_ON_SUCCESS) });
      await approve();
      await build.ended;

      const { github, serviceNow, clock } = world.sandbox;
      github.rerun(run().id, 'octocat');
      await run().waiting;
      await serviceNow.idle();
      // The first attempt to tell may have come before the job waited.
      clock.advance(60_000);
      await run().finished;
      expect(build.look()).toMatchObject({
        succeeded: true,
        deployed: true,
        answers: ['approved', 'approved'],
      });
      expect(world.change()).toMatchObject({ state: '3', close_code: 'successful' });
    });

    it('denies a change that its first attempt has closed', async () => {
      const build = await beginAndPause({ workflows: deployWith(FAILS_ONCE) });
      await approve();
      await build.ended;
      expect(world.change()).toMatchObject({ state: '3', close_code: 'unsuccessful' });

      world.sandbox.github.rerunFailed(run().id, 'octocat');
      await run().waiting;
      world.sandbox.github.approve(run().id, 'production', 'impatient-developer');
      await run().finished;
      expect(build.look()).toMatchObject({ succeeded: false, deployed: false });
      expect(build.look().log).toContain('is closed: nothing more may be deployed under it');
    });
  });
});
