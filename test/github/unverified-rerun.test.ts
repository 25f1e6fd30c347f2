/** *Re-run failed jobs* after a failed deployment, where `verify` is a job of its own and where it is not. */
import type { Run } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { githubHarness } from '../gate/github.ts';
import { ALWAYS, gate, job, OPEN, record, rollout, type Yaml } from '../gate/github-steps.ts';

/** @param attempts that succeed */
const deploy = (...attempts: readonly number[]) => ({
  id: 'deploy',
  run: `case $GITHUB_RUN_ATTEMPT in ${attempts.join('|') || 'never'}) echo rolled out;; *) exit 1;; esac`,
});

describe('failed jobs that run again', () => {
  let testEnv: TestEnvironment;
  afterEach(() => testEnv.close());

  /** Runs the jobs once, with an approved change, and lets the failed ones run again. */
  async function runTwice(
    jobs: Yaml,
    between = () => {
      expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'unsuccessful' });
    },
  ): Promise<Run> {
    const workflow = { name: 'Rollout', on: 'workflow_dispatch', jobs: { request: job([OPEN]), ...jobs } };
    const ci = githubHarness({ workflows: { 'deploy.yml': stringify(workflow) } });
    testEnv = await startTestEnvironment({ updateSet: null }, ci);
    const build = testEnv.start(ci);
    await build.paused;
    const { serviceNow, github } = testEnv.sandbox;
    serviceNow.approveAll(testEnv.number);
    serviceNow.move(testEnv.number, 'Implement');
    build.approveByHand();
    await build.ended;
    between();
    const [run] = github.runs;
    if (run === undefined) throw new Error('There is no run');
    github.rerunFailed(run.id, 'octocat');
    return run;
  }

  const check = rollout([gate('verify')]);

  it.each([
    [
      'a closing job',
      { rollout: job([deploy(2)], { needs: 'check' }), record: record('${{ needs.rollout.result }}') },
    ],
    [
      'the job that deploys',
      {
        rollout: job([deploy(2), gate('close', { outcome: '${{ job.status }}' }, ALWAYS)], {
          needs: 'check',
        }),
      },
    ],
  ])(
    'deploy without an open change where verify is a job of its own, and %s fails with that',
    async (_where, jobs) => {
      const run = await runTwice({ check, ...jobs });
      expect(await run.finished).toBe('failure');
      expect(run.log).toMatch(
        /is closed as "unsuccessful", and this step says "successful".*This run was started again.*no change allowed it\. Let verify be the first step of the job that deploys.*\[CLOSED_OTHERWISE\]/,
      );
      expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'unsuccessful' });
    },
  );

  it('under a change that a person has canceled since are told of it too', async () => {
    const jobs = { check, rollout: job([deploy(2)], { needs: 'check' }) };
    const run = await runTwice(
      { ...jobs, record: record('${{ needs.rollout.result }}', "always() && github.run_attempt == '2'") },
      () => testEnv.sandbox.serviceNow.move(testEnv.number, 'Canceled'),
    );
    expect(await run.finished).toBe('failure');
    expect(run.log).toMatch(/is in Canceled.*This run was started again.*\[NOT_CLOSABLE\]/);
  });

  it('and fail again are told of it too', async () => {
    const run = await runTwice({
      check,
      rollout: job([deploy()], { needs: 'check' }),
      record: record('${{ needs.rollout.result }}'),
    });
    expect(await run.finished).toBe('failure');
    const annotations = run.jobs.find(({ key }) => key === 'record')?.annotations ?? [];
    expect(annotations.map(({ level, message }) => [level, message])).toEqual([
      [
        'warning',
        expect.stringMatching(/^This run was started again, and this job has not verified the change/),
      ],
    ]);
  });

  it('do not deploy where verify is the first step of the job that deploys', async () => {
    const run = await runTwice({
      rollout: rollout([gate('verify'), deploy(2), gate('close', {}, ALWAYS)]),
    });
    await run.waiting;
    testEnv.sandbox.github.approve(run.id, 'production', 'impatient-developer');
    expect(await run.finished).toBe('failure');
    expect(run.log).toContain('is closed: nothing more may be deployed under it');
    expect(run.log).not.toMatch(/^rollout \| rolled out$/m);
  });
});
