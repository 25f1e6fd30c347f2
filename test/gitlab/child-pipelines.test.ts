/** The component in a child pipeline, and before one: docs/gitlab.md, "Child pipelines". */
import { afterEach, expect, it } from 'vitest';
import { documentedPipeline, gitlabRunning, PIPELINES } from '../gate/gitlab.ts';
import { describeOnGitLab, GitlabScenario, MINIMAL } from './gitlab-scenario.ts';

const PARENT = documentedPipeline(PIPELINES.child);

describeOnGitLab('a child pipeline', () => {
  let scenario: GitlabScenario;
  afterEach(() => scenario.close());

  async function startAndPause() {
    scenario = await GitlabScenario.start(gitlabRunning(PARENT, { files: { 'release.yml': MINIMAL } }));
    return scenario.pausedChild();
  }

  const statuses = (pipeline = scenario.pipeline) => pipeline.jobs.map(({ name, status }) => [name, status]);

  it('has its gate played when the change is approved, and the parent goes on', async () => {
    const child = await startAndPause();
    expect(scenario.testEnv.registration()).toMatchObject({
      build_id: String(child.id),
      target: expect.stringContaining(`"pipeline_id":"${child.id}"`),
    });
    expect(statuses()).toEqual([
      ['build', 'success'],
      ['release', 'running'],
      ['report', 'created'],
    ]);
    await scenario.approve();
    await scenario.build.ended;
    expect(scenario.pipeline.status).toBe('success');
    expect(child.job('deploy')?.trace).toContain(`deploying under ${scenario.testEnv.number}`);
    expect(scenario.testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
    expect(scenario.testEnv.registration()).toMatchObject({ status: 'delivered', decision: 'approved' });
  });

  it('fails, and the parent with it, when the change is rejected', async () => {
    const child = await startAndPause();
    scenario.testEnv.sandbox.serviceNow.reject(scenario.testEnv.number, 'Not on a Friday');
    await scenario.build.ended;
    expect([child.status, child.job('deploy')?.status]).toEqual(['failed', 'skipped']);
    expect(statuses()).toEqual([
      ['build', 'success'],
      ['release', 'failed'],
      ['report', 'skipped'],
    ]);
  });

  it('is given up with the parent, by its own job that cancels the change', async () => {
    const child = await startAndPause();
    scenario.server.cancel(scenario.id);
    await scenario.build.ended;
    expect([scenario.pipeline.status, child.status]).toEqual(['canceled', 'canceled']);
    scenario.server.play(child.id, 'change:cancel', 'dev');
    await scenario.reaches('change:cancel', 'success', child);
    await scenario.testEnv.settled();
    expect(scenario.testEnv.change().state).toBe('4');
    expect(scenario.testEnv.registration()).toMatchObject({ status: 'withdrawn', token: '' });
    expect(child.job('deploy')?.status).toBe('canceled');
  });

  it('is not started before the change of its parent is approved, and is told its number', async () => {
    const trigger =
      'stage: deploy\n  variables: {NUMBER: $CHANGE_NUMBER}\n  trigger: {include: deploy.yml, strategy: depend}';
    const yaml = MINIMAL.replace('stage: deploy', trigger).replace(/ {2}script: .*\n/, '');
    const files = { 'deploy.yml': 'deploy-now: {script: [\'echo "deploying under $NUMBER"\']}' };
    scenario = await GitlabScenario.startAndPause(gitlabRunning(yaml, { files }));
    expect(scenario.server.pipelines).toHaveLength(1);
    await scenario.approve();
    await scenario.build.ended;
    expect(scenario.build.view()).toMatchObject({ succeeded: true, deployed: true });
    const [, child] = scenario.server.pipelines;
    expect(child?.job('deploy-now')?.trace).toContain(`deploying under ${scenario.testEnv.number}`);
    expect(scenario.testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
  });
});
