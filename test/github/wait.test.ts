/** A job that polls, where ServiceNow cannot call. Side by side: a poll takes seconds of real time. */
import { describe, expect, it, type TestContext } from 'vitest';
import { documentedWorkflows, githubHarness } from '../gate/github.ts';
import type { GatedBuild } from '../gate/harness.ts';
import { startWorld, type World } from '../gate/world.ts';

const DEPLOY = documentedWorkflows('wait')['deploy.yml'] ?? '';

/** Resolves when the job says that it waits, or ends: a deadline may be over before the first look. */
async function beginAndWait(
  { onTestFinished }: TestContext,
  workflow = DEPLOY,
): Promise<{ world: World; build: GatedBuild }> {
  const ci = githubHarness({ workflows: { 'deploy.yml': workflow }, environments: [] });
  const world = await startWorld({}, ci);
  onTestFinished(() => world.close());
  const waits = new Promise<void>((resolve) => {
    world.sandbox.github.on((event) => {
      if (event.type === 'log' && event.line.includes('this runner is held')) resolve();
    });
  });
  const build = world.start(ci);
  await Promise.race([waits, build.ended]);
  return { world, build };
}

describe.concurrent('a gate: wait', () => {
  it('goes on when the change is approved, and registers nothing', async (test) => {
    const { world, build } = await beginAndWait(test);
    const { serviceNow } = world.sandbox;
    serviceNow.approve(world.number);
    serviceNow.move(world.number, 'Implement');
    await build.ended;
    expect(build.look()).toMatchObject({ succeeded: true, deployed: true });
    expect(world.change()).toMatchObject({ state: '3', close_code: 'successful' });
    expect(serviceNow.database.query('x_change_gate_registration', '')).toEqual([]);
  });

  it('goes on at once when the change was approved before it waits', async ({ onTestFinished }) => {
    const ci = githubHarness({ workflows: { 'deploy.yml': DEPLOY }, environments: [] });
    const world = await startWorld({}, ci);
    onTestFinished(() => world.close());
    const { github, serviceNow } = world.sandbox;
    const stop = github.on((event) => {
      if (event.type !== 'log' || !event.line.includes('is in Assess: approval requested')) return;
      stop();
      serviceNow.approve(world.number);
      serviceNow.move(world.number, 'Implement');
    });
    const build = world.start(ci);
    await build.ended;
    expect(build.look()).toMatchObject({ succeeded: true, deployed: true });
    expect(build.look().log).not.toContain('this runner is held');
    expect(world.change()).toMatchObject({ state: '3', close_code: 'successful' });
  });

  it('runs again after a failure under the same change, which nobody has to approve again', async (test) => {
    const { world, build } = await beginAndWait(
      test,
      DEPLOY.replace('echo "deploying to production"', 'test "$GITHUB_RUN_ATTEMPT" != 1').replace(
        "always() && steps.verify.outcome == 'success'",
        'success()',
      ),
    );
    const { github, serviceNow } = world.sandbox;
    serviceNow.approve(world.number);
    serviceNow.move(world.number, 'Implement');
    await build.ended;
    expect(build.look()).toMatchObject({ succeeded: false, deployed: false });

    github.rerunFailed(Number(build.id), 'octocat');
    expect(await github.runs[0]?.finished).toBe('success');
    expect(build.look()).toMatchObject({ deployed: true });
    expect(world.change()).toMatchObject({ state: '3', close_code: 'successful' });
  });

  it('fails with the reason when the change is rejected', async (test) => {
    const { world, build } = await beginAndWait(test);
    world.sandbox.serviceNow.reject(world.number, 'Not on a Friday');
    await build.ended;
    expect(build.look()).toMatchObject({ succeeded: false, deployed: false });
    expect(build.look().log).toMatch(
      new RegExp(`##\\[error\\]${world.number} was rejected.*\\[NOT_APPROVED\\]`),
    );
    // It was never implemented, so there is nothing to close.
    expect(world.change()).toMatchObject({ state: '-5', close_code: '' });
  });

  it('fails at its deadline while nobody has decided', async (test) => {
    const { world, build } = await beginAndWait(
      test,
      DEPLOY.replace('deadline-minutes: 300', 'deadline-minutes: 0'),
    );
    await build.ended;
    expect(build.look()).toMatchObject({ succeeded: false, deployed: false });
    expect(build.look().log).toMatch(
      /is in Assess: not approved yet, and the deadline \(.+ UTC\) has passed.*\[NOT_APPROVED\]/,
    );
    expect(world.change().state).toBe('-4');
  });

  it('cancels the change when the workflow is cancelled meanwhile', async (test) => {
    const { world, build } = await beginAndWait(test);
    const { github } = world.sandbox;
    github.cancel(Number(build.id));
    await build.ended;
    expect(github.runs[0]?.conclusion).toBe('cancelled');
    expect(world.change().state).toBe('4');
  });
});
