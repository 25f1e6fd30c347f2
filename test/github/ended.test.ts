/** A run that is over when ServiceNow calls. */
import type { GithubServer } from '@change-gate/sandbox';
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

    serviceNow.approveAll(testEnv.number);
    serviceNow.move(testEnv.number, 'Implement');
    await testEnv.settled();
    expect(testEnv.registration()).toMatchObject({
      status: 'ended',
      last_outcome: 'build-ended',
      last_answer: `The run's conclusion is ${conclusion}.`,
      token: '',
    });
    const notes = serviceNow.database.query('sys_journal_field', `element_id=${testEnv.change().sys_id}`);
    expect(notes.map(({ value }) => value)).toContainEqual(
      expect.stringMatching(
        new RegExp(
          `did not need to be told to go on .*conclusion is ${conclusion}.*if nothing was deployed under it, cancel it`,
        ),
      ),
    );
    expect(build.view().deployed).toBe(false);
    const reviews = github.requests.filter(
      ({ method, path }) => method === 'POST' && path.endsWith('/pending_deployments'),
    );
    expect(reviews).toEqual([]);
  });
});
