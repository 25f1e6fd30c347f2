/** The component in a child pipeline, and before one: docs/gitlab.md, "Child pipelines". */
import { afterEach, expect, it } from 'vitest';
import { documentedPipelines, PIPELINES, running } from '../gate/gitlab.ts';
import { describeOnGitLab, MINIMAL, Pushed } from './pushed.ts';

const [PARENT = '', CHILD = ''] = documentedPipelines(PIPELINES.child);

describeOnGitLab('a child pipeline', () => {
  let pushed: Pushed;
  afterEach(() => pushed.close());

  async function startAndPause() {
    pushed = await Pushed.start(running(PARENT, { files: { 'release.yml': CHILD } }));
    return pushed.pausedChild();
  }

  const statuses = (pipeline = pushed.pipeline) => pipeline.jobs.map(({ name, status }) => [name, status]);

  it('has its gate played when the change is approved, and the parent goes on', async () => {
    const child = await startAndPause();
    expect(pushed.testEnv.registration()).toMatchObject({
      build_id: String(child.id),
      target: expect.stringContaining(`"pipeline_id":"${child.id}"`),
    });
    expect(statuses()).toEqual([
      ['build', 'success'],
      ['release', 'running'],
      ['report', 'created'],
    ]);
    await pushed.approve();
    await pushed.build.ended;
    expect(pushed.pipeline.status).toBe('success');
    expect(child.job('deploy')?.trace).toContain(`deploying under ${pushed.testEnv.number}`);
    expect(pushed.testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
    expect(pushed.testEnv.registration()).toMatchObject({ status: 'delivered', decision: 'approved' });
  });

  it('fails, and the parent with it, when the change is rejected', async () => {
    const child = await startAndPause();
    pushed.testEnv.sandbox.serviceNow.reject(pushed.testEnv.number, 'Not on a Friday');
    await pushed.build.ended;
    expect([child.status, child.job('deploy')?.status]).toEqual(['failed', 'skipped']);
    expect(statuses()).toEqual([
      ['build', 'success'],
      ['release', 'failed'],
      ['report', 'skipped'],
    ]);
  });

  it('is given up with the parent, by its own job that cancels the change', async () => {
    const child = await startAndPause();
    pushed.server.cancel(pushed.id);
    expect([pushed.pipeline.status, child.status]).toEqual(['canceled', 'canceled']);
    pushed.server.play(child.id, 'change:cancel', 'dev');
    await pushed.reaches('change:cancel', 'success', child);
    await pushed.testEnv.sandbox.serviceNow.idle();
    expect(pushed.testEnv.change().state).toBe('4');
    expect(pushed.testEnv.registration()).toMatchObject({ status: 'withdrawn', token: '' });
    expect(child.job('deploy')?.status).toBe('canceled');
  });

  it('is not started before the change of its parent is approved, and is told its number', async () => {
    const trigger =
      'stage: deploy\n  variables: {NUMBER: $CHANGE_NUMBER}\n  trigger: {include: deploy.yml, strategy: depend}';
    const yaml = MINIMAL.replace('stage: deploy', trigger).replace(/ {2}script: .*\n/, '');
    const files = { 'deploy.yml': 'deploy-now: {script: [\'echo "deploying under $NUMBER"\']}' };
    pushed = await Pushed.startAndPause(running(yaml, { files }));
    expect(pushed.server.pipelines).toHaveLength(1);
    await pushed.approve();
    await pushed.build.ended;
    expect(pushed.build.view()).toMatchObject({ succeeded: true, deployed: true });
    const [, child] = pushed.server.pipelines;
    expect(child?.job('deploy-now')?.trace).toContain(`deploying under ${pushed.testEnv.number}`);
    expect(pushed.testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
  });
});
