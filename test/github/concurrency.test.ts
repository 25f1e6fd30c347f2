/** Two runs in one concurrency group, in every way in which GitHub may see a gate. */
import type { Run } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { waitUntil } from '../environment/timeouts.ts';
import { documentedWorkflows, type GithubSetup, githubHarness } from '../gate/github.ts';

const WITH_CANCEL = documentedWorkflows('environment')['deploy.yml'] ?? '';

/** Without the job that cancels the change with the workflow. */
const [DEPLOY = ''] = WITH_CANCEL.split('  cancel-change:');

let testEnv: TestEnvironment;
afterEach(() => testEnv.close());

/** Starts the workflow twice; the first run stands at its gate. */
async function startTwice(workflow: string, behaviours: GithubSetup['behaviours'] = {}): Promise<[Run, Run]> {
  const ci = githubHarness({ workflows: { 'deploy.yml': workflow }, behaviours });
  testEnv = await startTestEnvironment({}, ci);
  await testEnv.startAndPause(ci);
  testEnv.start(ci);
  const [older, newer] = testEnv.sandbox.github.runs;
  if (older === undefined || newer === undefined) throw new Error('There are not two runs');
  return [older, newer];
}

/** The change of a run, and its registration. */
function kept({ id }: Run) {
  const { database } = testEnv.sandbox.serviceNow;
  const [change] = database.query('change_request', `description=Change for build ${id}`);
  const [registration] = database.query('x_change_gate_registration', `change_number=${change?.number}`);
  return { change, registration };
}

async function approve(run: Run): Promise<void> {
  const { serviceNow } = testEnv.sandbox;
  const number = kept(run).change?.number ?? '';
  serviceNow.approveAll(number);
  serviceNow.move(number, 'Implement');
  await testEnv.settled();
}

/** Resolves when it has happened, whatever tells of it first. */
const until = (happened: () => boolean, what: string) =>
  waitUntil(
    happened,
    (listener) => testEnv.sandbox.github.on(listener),
    what,
    () => '',
  );

describe('a run that waits at its gate is replaced by a newer one of its group', () => {
  const inGroup = (workflow: string, cancel: boolean) =>
    workflow.replace('jobs:\n', `concurrency: { group: production, cancel-in-progress: ${cancel} }\njobs:\n`);

  it.each([
    ['where the newer one says cancel-in-progress', true, 'holds'],
    ['where a run at a gate counts as pending', false, 'pending'],
  ] as const)('%s: its approved change releases neither', async (_where, cancel, memberAtGate) => {
    const [older, newer] = await startTwice(inGroup(DEPLOY, cancel), { memberAtGate });
    expect(older.log).toMatch(
      /This workflow has the concurrency group production while it waits at its gate/,
    );
    expect(await older.finished).toBe('cancelled');
    await newer.waiting;
    await approve(older);
    expect(kept(older).registration).toMatchObject({
      status: 'ended',
      last_outcome: 'build-ended',
      last_answer: "The run's conclusion is cancelled.",
      token: '',
    });
    expect(newer.status).toBe('waiting');
    expect([...older.reviews, ...newer.reviews]).toEqual([]);
  });

  it('and takes its change along where the workflow says so', async () => {
    const [older, newer] = await startTwice(inGroup(WITH_CANCEL, true));
    expect(await older.finished).toBe('cancelled');
    await newer.waiting;
    await testEnv.settled();
    expect(kept(older)).toMatchObject({
      change: { state: '4' },
      registration: { status: 'withdrawn', token: '' },
    });
    expect(kept(newer)).toMatchObject({ change: { state: '-4' }, registration: { status: 'waiting' } });
    expect(newer.reviews).toEqual([]);
  });
});

describe('jobs of one group that deploy', () => {
  const grouped = inAnyOrder(
    DEPLOY.replace(/\n {4}environment: production\n/, '$&    concurrency: production\n'),
  );

  it.each(['behindGate', 'beforeGate'] as const)(
    'are each released by their own change, whichever is approved first: %s',
    async (groupOfJob) => {
      const [older, newer] = await startTwice(grouped, { groupOfJob });
      expect(older.log).toMatch(/Job deploy has the concurrency group production while it waits at its gate/);
      const early = groupOfJob === 'beforeGate';
      await until(
        () => newer.jobs.find(({ key }) => key === 'deploy')?.status === (early ? 'pending' : 'waiting'),
        'the second job to wait',
      );
      await approve(newer);
      expect(kept(newer).registration).toMatchObject(
        early ? { status: 'due', last_outcome: 'not-paused-yet' } : { status: 'delivered' },
      );
      expect(older.status).toBe('waiting');
      await approve(older);
      expect(await older.finished).toBe('success');
      if (early) {
        await newer.waiting;
        await testEnv.pass(60_000);
      }
      expect(await newer.finished).toBe('success');
      expect([older.reviews.length, newer.reviews.length]).toEqual([1, 1]);
    },
  );
});

describe('the workflow that deploys one at a time', () => {
  const { 'deploy.yml': documented = '' } = documentedWorkflows('one_at_a_time');
  const oneAtATime = inAnyOrder(documented);
  const settings = (['holds', 'pending'] as const).flatMap((memberAtGate) =>
    (['behindGate', 'beforeGate'] as const).map((groupOfJob) => ({ memberAtGate, groupOfJob })),
  );

  it.each(settings)('loses no approved deployment, in whatever order: %j', async (behaviours) => {
    const [oldest, middle] = await startTwice(oneAtATime, behaviours);
    const newest = testEnv.sandbox.github.dispatch('deploy.yml', { actor: 'octocat' });
    await Promise.all([middle.waiting, newest.waiting]);
    expect(oldest.log).not.toContain('concurrency group');
    for (const run of [newest, oldest, middle]) await approve(run);
    for (const run of [newest, oldest, middle]) {
      expect(await run.finished).toBe('success');
      expect(kept(run)).toMatchObject({
        change: { state: '3', close_code: 'successful' },
        registration: { status: 'delivered' },
      });
    }
  });
});

/** Else verify refuses an older run once a newer one has deployed (OUTDATED). */
function inAnyOrder(workflow: string): string {
  return workflow.replaceAll(/( +)operation: verify\n/g, '$&$1rollback: true\n');
}
