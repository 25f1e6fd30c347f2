/** A run that is over when ServiceNow calls. */
import type { GithubServer } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { documentedWorkflows, githubHarness } from '../gate/github.ts';
import { startWorld, type World } from '../gate/world.ts';

/** Without the job that cancels the change with the workflow. */
const [DEPLOY = ''] = (documentedWorkflows('environment')['deploy.yml'] ?? '').split('  cancel-change:');

describe('a run that is over', () => {
  let world: World;
  afterEach(() => world.close());

  it.each([
    [
      'failure',
      'a person rejected the deployment',
      (github: GithubServer, run: number) => github.reject(run, 'production', 'impatient-developer'),
    ],
    ['cancelled', 'a person cancelled it', (github: GithubServer, run: number) => github.cancel(run)],
  ])('takes no decision any more, and the change tells: %s, as %s', async (conclusion, _why, end) => {
    const ci = githubHarness({ workflows: { 'deploy.yml': DEPLOY } });
    world = await startWorld({}, ci);
    const build = await world.startAndPause(ci);
    const { serviceNow, github } = world.sandbox;
    end(github, Number(build.id));
    await build.ended;

    serviceNow.approve(world.number);
    serviceNow.move(world.number, 'Implement');
    await serviceNow.idle();
    expect(world.registration()).toMatchObject({
      status: 'ended',
      last_outcome: 'build-ended',
      last_answer: `The run's conclusion is ${conclusion}.`,
      token: '',
    });
    const notes = serviceNow.database.query('sys_journal_field', `element_id=${world.change().sys_id}`);
    expect(notes.map(({ value }) => value)).toContainEqual(
      expect.stringMatching(new RegExp(`did not need to be told to go on .*conclusion is ${conclusion}`)),
    );
    expect(build.look().deployed).toBe(false);
    const reviews = github.requests.filter(
      ({ method, path }) => method === 'POST' && path.endsWith('/pending_deployments'),
    );
    expect(reviews).toEqual([]);
  });
});
