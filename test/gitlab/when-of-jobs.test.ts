/** A `when` that the pipeline gives to a job: to one that deploys, and to those of the component. */
import { afterEach, expect, it } from 'vitest';
import { gitlabRunning } from '../gate/gitlab.ts';
import { describeOnGitLab, GitlabScenario, MINIMAL } from './gitlab-scenario.ts';

const RULE = 'rules: [{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}]';
const TRAP = MINIMAL.replace(RULE, 'rules: [{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH, when: always}]');

describeOnGitLab('a pipeline that says when a job runs', () => {
  let scenario: GitlabScenario;
  afterEach(() => scenario.close());

  it('at the deployment is warned of before the change is opened: GitLab deploys although it is rejected', async () => {
    expect(TRAP).not.toBe(MINIMAL);
    scenario = await GitlabScenario.startAndPause(gitlabRunning(TRAP));
    const { trace } = scenario.job('change:open');
    expect(trace).toContain(
      'WARNING: Job deploy has when: always, so GitLab runs it after change:gate has failed',
    );
    expect(trace.indexOf('has when: always')).toBeLessThan(trace.indexOf('Opened CHG'));
    scenario.testEnv.sandbox.serviceNow.reject(scenario.testEnv.number, 'Not on a Friday');
    await scenario.build.ended;
    expect(scenario.job('change:gate').status).toBe('failed');
    expect(scenario.job('deploy').status).toBe('success');
  });

  it('for a failure of any earlier job is warned of, and is one for the failure of the gate', async () => {
    const rollback = '\nrollback: {stage: deploy, when: on_failure, script: echo}\n';
    scenario = await GitlabScenario.startAndPause(gitlabRunning(MINIMAL + rollback));
    expect(scenario.job('change:open').trace).toContain('WARNING: Job rollback has when: on_failure');
    scenario.build.approveByHand();
    await scenario.build.ended;
    expect(scenario.job('change:gate').status).toBe('failed');
    expect(scenario.job('rollback').status).toBe('success');
  });

  it('nowhere is not warned of', async () => {
    scenario = await GitlabScenario.startAndPause();
    expect(scenario.job('change:open').trace).not.toContain('WARNING');
  });

  it('at the gate has it fail, and nothing is deployed', async () => {
    scenario = await GitlabScenario.start(
      gitlabRunning(`${MINIMAL}\n"change:gate": {rules: [{when: always}]}\n`),
    );
    await scenario.build.ended;
    expect(scenario.job('change:gate').trace).toContain('change:gate has started by itself');
    expect(scenario.build.view()).toMatchObject({ succeeded: false, deployed: false });
  });

  it('at the job that cancels has it fail, and the change stays as it is', async () => {
    scenario = await GitlabScenario.startAndPause(
      gitlabRunning(`${MINIMAL}\n"change:cancel": {rules: [{when: always, allow_failure: true}]}\n`),
    );
    await scenario.reaches('change:cancel', 'failed');
    expect(scenario.job('change:cancel').trace).toContain('only a person who plays it may end a change');
    await scenario.approve();
    await scenario.build.ended;
    expect(scenario.build.view()).toMatchObject({ succeeded: true, deployed: true });
  });
});
