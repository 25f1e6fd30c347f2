/** Two environments in one run, each with a change of its own. */
import type { Run } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { waitUntil } from '../environment/timeouts.ts';
import { githubHarness } from '../gate/github.ts';
import {
  approveChangeOf,
  changeOf,
  deployedJobs,
  registrationOf,
  twoGates,
  waitAt,
} from '../gate/github-gates.ts';

describe('two environments in one run', () => {
  let testEnv: TestEnvironment;
  afterEach(() => testEnv.close());

  async function begin(workflow = twoGates('environment')): Promise<Run> {
    const environments = ['staging', 'production'].map((name) => ({
      name,
      reviewers: ['servicenow-bot', 'impatient-developer'],
    }));
    const ci = githubHarness({ workflows: { 'deploy.yml': workflow }, environments });
    testEnv = await startTestEnvironment({}, ci);
    testEnv.listServer(ci);
    testEnv.start(ci);
    const [run] = testEnv.sandbox.github.runs;
    if (run === undefined) throw new Error('There is no run');
    return run;
  }

  const waitsAt = (run: Run, ...environments: string[]) => waitAt(testEnv, run, environments);

  it('have a change each, and only the approved one deploys', async () => {
    const run = await begin();
    await waitsAt(run, 'staging', 'production');
    expect(testEnv.sandbox.serviceNow.changes()).toHaveLength(2);
    await approveChangeOf(testEnv, 'staging');
    expect(run.reviews.map(({ environment }) => environment)).toEqual(['staging']);
    expect(run.waitingAt).toEqual(['production']);

    testEnv.sandbox.serviceNow.reject(changeOf(testEnv, 'production'), 'Not on a Friday');
    expect(await run.finished).toBe('failure');
    expect(deployedJobs(run)).toEqual(['deploy-staging']);
  });

  it('do not share a change under one gate name: the second open is refused, and names both', async () => {
    const run = await begin(
      twoGates('environment').replaceAll(/( +)operation: .*\n/g, '$&$1gate-name: release\n'),
    );
    await waitUntil(
      () => run.waitingAt.length === 1 && run.log.includes('[GATE_NAME_TAKEN]'),
      (listener) => testEnv.sandbox.github.on(listener),
      'a job that waits, and the refusal of the other',
      () => run.log,
    );
    expect(run.log).toMatch(
      /CHG\d+ was opened for environment (staging|production), and this step, with gate-name release, is for environment (?!\1)(staging|production): /,
    );
    expect(testEnv.sandbox.serviceNow.changes()).toHaveLength(1);
    await approveChangeOf(testEnv, 'release');
    expect(await run.finished).toBe('failure');
    expect(deployedJobs(run)).toHaveLength(1);
  });

  it('are released in their order, although the later one is approved first', async () => {
    const run = await begin(
      twoGates('environment')
        .replace('needs: open-change', 'needs: [open-change, deploy-staging]')
        .replace('needs: open-staging', 'needs: [open-change, open-staging]'),
    );
    await waitsAt(run, 'staging');
    await approveChangeOf(testEnv, 'production');
    expect(registrationOf(testEnv, 'production')).toMatchObject({
      status: 'due',
      last_outcome: 'not-paused-yet',
    });
    expect(run.reviews).toEqual([]);

    await approveChangeOf(testEnv, 'staging');
    await waitsAt(run, 'production');
    await testEnv.pass(60_000);
    expect(await run.finished).toBe('success');
    expect(run.reviews.map(({ environment }) => environment)).toEqual(['staging', 'production']);
    expect(deployedJobs(run)).toEqual(['deploy', 'deploy-staging']);
  });

  it('are not reviewed where a person has done so', async () => {
    const run = await begin();
    await waitsAt(run, 'staging', 'production');
    testEnv.sandbox.github.approve(run.id, 'production', 'impatient-developer');
    // GitHub lists a deployment as waiting for a while after its review.
    await testEnv.settled();
    await approveChangeOf(testEnv, 'production');
    expect(registrationOf(testEnv, 'production')).toMatchObject({
      status: 'ended',
      last_outcome: 'already-decided',
      last_answer: 'impatient-developer has reviewed the deployment: approved.',
      token: '',
    });
    expect(run.waitingAt).toEqual(['staging']);
    expect(run.reviews).toHaveLength(1);
  });
});
