/** Jobs that end otherwise than planned: who ends their change, and what the action says of it when the job is over. */
import type { Run } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { githubHarness } from '../gate/github.ts';
import {
  ALWAYS,
  FAILS,
  gate,
  job,
  OPEN,
  record,
  rollout,
  SUCCEEDS,
  type Yaml,
} from '../gate/github-steps.ts';

const CANCELS = { 'cancel-with-workflow': true };
const OPEN_AND_CANCEL = { ...OPEN, with: { ...(OPEN.with as Yaml), ...CANCELS } };
const IF_SUCCESS = { if: 'success()' };
const STOPPED = { id: 'deploy', run: 'echo now; exec sleep 600' };

describe('the change of a job', () => {
  let testEnv: TestEnvironment;
  afterEach(() => testEnv.close());

  /** Runs the jobs with a change that is approved when it is asked for; cancels the run when a step says `now`. */
  async function runApproved(jobs: Yaml, approves = true): Promise<Run> {
    const workflow = { name: 'Rollout', on: 'workflow_dispatch', jobs };
    const ci = githubHarness({ workflows: { 'deploy.yml': stringify(workflow) } });
    testEnv = await startTestEnvironment({ updateSet: null }, ci);
    const { github, serviceNow } = testEnv.sandbox;
    github.on((event) => {
      if (event.type !== 'log') return;
      if (approves && event.line.includes('is in Assess: approval requested')) {
        serviceNow.approveAll(testEnv.number);
        serviceNow.move(testEnv.number, 'Implement');
      }
      if (event.line === 'now') github.cancel(event.run);
    });
    const build = testEnv.start(ci);
    await build.paused.then(build.approveByHand, () => {});
    await build.ended;
    const [run] = github.runs;
    if (run === undefined) throw new Error('There is no run');
    return run;
  }

  const posts = (run: Run) =>
    run.jobs.flatMap(({ steps }) => steps).filter(({ name }) => name.startsWith('Post'));
  const annotations = (run: Run) =>
    run.jobs.flatMap((each) => each.annotations.map(({ level, message }) => `${level}: ${message}`));

  it.each([
    ['always', [STOPPED, gate('close', {}, ALWAYS)], 'unsuccessful'],
    ['on success alone', [STOPPED, gate('close', {}, IF_SUCCESS)], 'unsuccessful'],
    ['nowhere', [STOPPED], 'unsuccessful'],
    [
      'before the cancellation',
      [SUCCEEDS, gate('close', {}, ALWAYS), { ...STOPPED, id: 'late' }],
      'successful',
    ],
  ])(
    'that is cancelled in its deployment and closes %s is closed as it ended, and no post is red',
    async (_how, steps, code) => {
      const run = await runApproved({ rollout: job([OPEN_AND_CANCEL, gate('wait', CANCELS), ...steps]) });
      expect(run.conclusion).toBe('cancelled');
      expect(testEnv.change()).toMatchObject({ state: '3', close_code: code });
      expect(posts(run).map(({ outcome }) => outcome)).not.toContain('failure');
      expect(annotations(run)).toEqual(['error: The operation was canceled.']);
    },
  );

  const LEFT =
    /^warning: This job has verified CHG\d+, has not ended well, and no step of it has closed the change\./;

  it.each([
    [
      'by a wait',
      { rollout: job([OPEN_AND_CANCEL, gate('wait', CANCELS), FAILS, gate('close', {}, IF_SUCCESS)]) },
    ],
    [
      'by a verify',
      { request: job([OPEN]), rollout: rollout([gate('verify'), FAILS, gate('close', {}, IF_SUCCESS)]) },
    ],
  ])(
    'that has failed, verified %s and closes on success alone is left, and a person is told',
    async (_how, jobs) => {
      const run = await runApproved(jobs);
      expect(testEnv.change()).toMatchObject({ state: '-1' });
      expect(annotations(run).filter((each) => LEFT.test(each))).toHaveLength(1);
    },
  );

  it.each([
    [
      'closes it itself',
      { rollout: job([OPEN_AND_CANCEL, gate('wait', CANCELS), FAILS, gate('close', {}, ALWAYS)]) },
      true,
    ],
    ['has never been let go', { rollout: job([OPEN_AND_CANCEL, gate('verify')]) }, false],
  ])('that has failed and %s needs no such word', async (_how, jobs, approves) => {
    const run = await runApproved(jobs, approves);
    expect(run.conclusion).toBe('failure');
    expect(annotations(run).filter((each) => LEFT.test(each))).toEqual([]);
    expect(testEnv.change().state).toBe(approves ? '3' : '-4');
  });

  it('that a status was taken as the gate of says that status is none', async () => {
    const steps = [
      { ...gate('status'), id: 'status' },
      { run: 'echo "told: ${{ steps.status.outputs.reason }}"' },
    ];
    const run = await runApproved(
      { request: job([OPEN]), rollout: rollout(steps), record: record('success') },
      false,
    );
    expect(run.log).toMatch(
      /^rollout \| (CHG\d+ is in Assess: not approved yet\. That status stops no deployment: verify does)\.$/m,
    );
    expect(run.log).toMatch(/^rollout \| told: CHG\d+ is in Assess.*verify does$/m);
    expect(run.conclusion).toBe('failure');
  });
});
