/** A job that polls, where ServiceNow cannot call. */
import { afterEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { documentedWorkflows, githubHarness } from '../gate/github.ts';
import type { CiHarness, GatedBuild } from '../gate/harness.ts';
import { ACTION_REF } from '../gate/references.ts';

const DEPLOY = documentedWorkflows('wait')['deploy.yml'] ?? '';

const QUICK_PAUSES = `env:\n  NODE_OPTIONS: --import=${new URL('./quick-pauses.mjs', import.meta.url)}\n`;

let testEnv: TestEnvironment;
afterEach(() => testEnv.close());

async function prepare(workflow = DEPLOY): Promise<CiHarness> {
  const quick = workflow.replace('env:\n', QUICK_PAUSES);
  const ci = githubHarness({ workflows: { 'deploy.yml': quick }, environments: [] });
  testEnv = await startTestEnvironment({}, ci);
  return ci;
}

/** Resolves when the job says that it waits, or ends: a deadline may be over before the first look. */
async function beginAndWait(workflow = DEPLOY): Promise<GatedBuild> {
  const ci = await prepare(workflow);
  const waits = new Promise<void>((resolve) => {
    testEnv.sandbox.github.on((event) => {
      if (event.type === 'log' && event.line.includes('this runner is held')) resolve();
    });
  });
  const build = testEnv.start(ci);
  await Promise.race([waits, build.ended]);
  return build;
}

describe('a gate: wait', () => {
  it('goes on when the change is approved, and registers nothing', async () => {
    const build = await beginAndWait();
    const { serviceNow } = testEnv.sandbox;
    serviceNow.approveAll(testEnv.number);
    serviceNow.move(testEnv.number, 'Implement');
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: true, deployed: true });
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
    expect(serviceNow.database.query('x_change_gate_registration', '')).toEqual([]);
  });

  it('goes on at once when the change was approved before it waits', async () => {
    const ci = await prepare();
    const { github, serviceNow } = testEnv.sandbox;
    const stop = github.on((event) => {
      if (event.type !== 'log' || !event.line.includes('is in Assess: approval requested')) return;
      stop();
      serviceNow.approveAll(testEnv.number);
      serviceNow.move(testEnv.number, 'Implement');
    });
    const build = testEnv.start(ci);
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: true, deployed: true });
    expect(build.view().log).not.toContain('this runner is held');
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
  });

  it('runs again after a failure under the same change, which nobody has to approve again', async () => {
    const build = await beginAndWait(
      DEPLOY.replace('echo "deploying to production"', 'test "$GITHUB_RUN_ATTEMPT" != 1').replace(
        "always() && steps.verify.outcome == 'success'",
        'success()',
      ),
    );
    const { github, serviceNow } = testEnv.sandbox;
    serviceNow.approveAll(testEnv.number);
    serviceNow.move(testEnv.number, 'Implement');
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: false, deployed: false });

    github.rerunFailed(Number(build.id), 'octocat');
    expect(await github.runs[0]?.finished).toBe('success');
    expect(build.view()).toMatchObject({ deployed: true });
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
  });

  it('is not closed as successful by a composite action after a deployment that failed outside of it', async () => {
    const [USES, OWN] = [
      `uses: ${ACTION_REF}\n        with:\n          operation: close\n`,
      'uses: globex/close@v1\n        with:\n',
    ];
    const build = await beginAndWait(
      DEPLOY.replace(USES, OWN).replace('echo "deploying to production"', 'exit 1'),
    );
    const { serviceNow } = testEnv.sandbox;
    serviceNow.approveAll(testEnv.number);
    serviceNow.move(testEnv.number, 'Implement');
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: false, deployed: false });
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'unsuccessful' });
  });

  it('lets its job close no other change by how the job stands than the one that it has waited for', async () => {
    const second = '          gate-name: second\n';
    const open = DEPLOY.slice(DEPLOY.indexOf('      - uses:'), DEPLOY.indexOf('  deploy:'));
    const build = await beginAndWait(
      DEPLOY.replace(open, open + open.replace(/ +operation: open\n/, `$&${second}`)).replace(
        / +operation: close\n/,
        `$&${second}`,
      ),
    );
    const { serviceNow } = testEnv.sandbox;
    for (const { number = '' } of serviceNow.changes()) {
      serviceNow.approveAll(number);
      serviceNow.move(number, 'Implement');
    }
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: false, deployed: true });
    expect(build.view().log).toContain('outcome: is not set or empty');
    expect(serviceNow.changes().map(({ state }) => state)).toEqual(['-1', '-1']);
  });

  it('fails with the reason when the change is rejected', async () => {
    const build = await beginAndWait();
    testEnv.sandbox.serviceNow.reject(testEnv.number, 'Not on a Friday');
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: false, deployed: false });
    expect(build.view().log).toMatch(
      new RegExp(`##\\[error\\]${testEnv.number} was rejected.*\\[NOT_APPROVED\\]`),
    );
    // It was never implemented, so there is nothing to close.
    expect(testEnv.change()).toMatchObject({ state: '-5', close_code: '' });
  });

  it('fails at its deadline while nobody has decided', async () => {
    const build = await beginAndWait(DEPLOY.replace('deadline-minutes: 300', 'deadline-minutes: 0'));
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: false, deployed: false });
    expect(build.view().log).toMatch(
      /is in Assess: not approved yet, and the deadline \(.+ UTC\) has passed.*\[NOT_APPROVED\]/,
    );
    expect(testEnv.change().state).toBe('-4');
  });

  it('cancels the change when the workflow is cancelled meanwhile', async () => {
    const build = await beginAndWait();
    const { github } = testEnv.sandbox;
    github.cancel(Number(build.id));
    await build.ended;
    expect(github.runs[0]?.conclusion).toBe('cancelled');
    expect(testEnv.change().state).toBe('4');
  });
});
