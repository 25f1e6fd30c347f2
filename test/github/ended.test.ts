/** A run that is over when ServiceNow calls. */
import type { GithubServer, Run } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { documentedWorkflows, githubHarness } from '../gate/github.ts';

/** Without the job that cancels the change with the workflow. */
const [DEPLOY = ''] = (documentedWorkflows('environment')['deploy.yml'] ?? '').split('  cancel-change:');

describe('a run that is over', () => {
  let testEnv: TestEnvironment;
  afterEach(() => testEnv.close());

  it.each([
    [
      'failure',
      'a person rejected the deployment',
      (github: GithubServer, run: number) => github.reject(run, 'production', 'impatient-developer'),
    ],
    ['cancelled', 'a person cancelled it', (github: GithubServer, run: number) => github.cancel(run)],
  ])('takes no decision any more, and the change tells: %s, as %s', async (conclusion, _why, end) => {
    const ci = githubHarness({ workflows: { 'deploy.yml': DEPLOY } });
    testEnv = await startTestEnvironment({}, ci);
    const build = await testEnv.startAndPause(ci);
    const { serviceNow, github } = testEnv.sandbox;
    end(github, Number(build.id));
    await build.ended;

    serviceNow.approve(testEnv.number);
    serviceNow.move(testEnv.number, 'Implement');
    await serviceNow.idle();
    expect(testEnv.registration()).toMatchObject({
      status: 'ended',
      last_outcome: 'build-ended',
      last_answer: `The run's conclusion is ${conclusion}.`,
      token: '',
    });
    const notes = serviceNow.database.query('sys_journal_field', `element_id=${testEnv.change().sys_id}`);
    expect(notes.map(({ value }) => value)).toContainEqual(
      expect.stringMatching(new RegExp(`did not need to be told to go on .*conclusion is ${conclusion}`)),
    );
    expect(build.view().deployed).toBe(false);
    const reviews = github.requests.filter(
      ({ method, path }) => method === 'POST' && path.endsWith('/pending_deployments'),
    );
    expect(reviews).toEqual([]);
  });

  /** Two runs of one group, of which the newer replaces the one that waits. */
  async function replaceWaiting(workflow: string): Promise<{ old: Run; newer: Run }> {
    const group = 'concurrency: { group: production, cancel-in-progress: true }\njobs:\n';
    const ci = githubHarness({ workflows: { 'deploy.yml': workflow.replace('jobs:\n', group) } });
    testEnv = await startTestEnvironment({}, ci);
    await testEnv.startAndPause(ci);
    await testEnv.start(ci).paused;
    const [old, newer] = testEnv.sandbox.github.runs;
    if (old === undefined || newer === undefined) throw new Error('There are not two runs');
    expect(await old.finished).toBe('cancelled');
    await testEnv.sandbox.serviceNow.idle();
    return { old, newer };
  }

  /** The change of a run, and its registration. */
  function kept({ id }: Run) {
    const { database } = testEnv.sandbox.serviceNow;
    const [change] = database.query('change_request', `description=Change for build ${id}`);
    const [registration] = database.query('x_change_gate_registration', `change_number=${change?.number}`);
    return { change, registration };
  }

  it('by a newer one of its concurrency group, while it waited: its approved change releases neither', async () => {
    const { old, newer } = await replaceWaiting(DEPLOY);
    const { serviceNow } = testEnv.sandbox;
    const number = kept(old).change?.number ?? '';
    serviceNow.approve(number);
    serviceNow.move(number, 'Implement');
    await serviceNow.idle();
    expect(kept(old).registration).toMatchObject({
      status: 'ended',
      last_outcome: 'build-ended',
      last_answer: "The run's conclusion is cancelled.",
      token: '',
    });
    expect(newer.status).toBe('waiting');
    expect([...old.reviews, ...newer.reviews]).toEqual([]);
  });

  it('by a newer one of its concurrency group takes its change along where the workflow says so', async () => {
    const { old, newer } = await replaceWaiting(documentedWorkflows('environment')['deploy.yml'] ?? '');
    expect(kept(old)).toMatchObject({
      change: { state: '4' },
      registration: { status: 'withdrawn', token: '' },
    });
    expect(newer.status).toBe('waiting');
    expect(kept(newer)).toMatchObject({ change: { state: '-4' }, registration: { status: 'waiting' } });
    expect(newer.reviews).toEqual([]);
  });
});
