/** Pipelines that wait at their gates while newer ones of the same branch are started, and deploy. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { gitlabRunning } from '../gate/gitlab.ts';
import type { GateInputs } from '../gate/harness.ts';
import { describeOnGitLab, GitlabScenario, MINIMAL } from './gitlab-scenario.ts';

const BOT = 'servicenow-bot';
const SERVER = {
  project: {
    protectedEnvironments: [
      { name: 'production/change', deployers: [BOT], requiredApprovals: 1, approvers: [BOT] },
    ],
  },
};

const WITH_ENVIRONMENT = MINIMAL.replace('\ndeploy:\n', '\ndeploy:\n  environment: production\n');

/** Else its gate fails (OUTDATED): evidence.test.ts. */
const ROLLBACK = { rollback: 'true' };

describeOnGitLab('a pipeline that is older than another at its gate', () => {
  let testEnv: TestEnvironment;
  beforeAll(async () => {
    const ci = gitlabRunning(MINIMAL, {}, SERVER);
    testEnv = await startTestEnvironment({}, ci);
    testEnv.listServer(ci);
  });
  afterAll(() => testEnv.close());

  let commits = 0;
  async function pushAndPause(yaml: string, inputs: GateInputs = {}): Promise<GitlabScenario> {
    commits += 1;
    const files = { commit: String(commits) };
    const scenario = GitlabScenario.in(testEnv, gitlabRunning(yaml, { files }, SERVER), inputs);
    await scenario.build.paused;
    return scenario;
  }

  async function approve(scenario: GitlabScenario): Promise<void> {
    await scenario.approve(scenario.changes[0]?.number);
    await testEnv.settled();
  }

  /** @returns the older of two, when the newer has deployed and the older one's change is in Implement */
  async function overtaken(yaml: string, inputs: GateInputs = {}): Promise<GitlabScenario> {
    const [older, newer] = [await pushAndPause(yaml, inputs), await pushAndPause(yaml, inputs)];
    expect(older.pipeline.status).toBe('manual');
    await approve(newer);
    await newer.build.ended;
    expect(newer.build.view()).toMatchObject({ succeeded: true, deployed: true });
    await approve(older);
    return older;
  }

  it('does not deploy where the job has an environment, whatever `rollback` says, and its change is closed as unsuccessful', async () => {
    const older = await overtaken(WITH_ENVIRONMENT, ROLLBACK);
    await older.build.ended;
    expect(older.job('deploy')).toMatchObject({
      status: 'failed',
      failureReason: 'failed_outdated_deployment_job',
    });
    expect(older.changes).toMatchObject([
      {
        state: '3',
        close_code: 'unsuccessful',
        close_notes: expect.stringContaining(
          'failed: job deploy is failed (failed_outdated_deployment_job). ',
        ),
      },
    ]);
  });

  it('deploys over the newer one where the job has none, which GitLab cannot tell, and `rollback` says so', async () => {
    const older = await overtaken(MINIMAL, ROLLBACK);
    await older.build.ended;
    expect(older.build.view()).toMatchObject({ succeeded: true, deployed: true });
  });

  it('is not played where its gate has an environment, and the change says what to do', async () => {
    const inputs = 'inputs:\n      gate: deployment-approval\n      environment: production/change\n';
    const older = await overtaken(MINIMAL.replace('inputs:\n', inputs));
    expect(older.job('change:gate').status).toBe('manual');
    expect(older.registration).toMatchObject({ status: 'refused' });
    expect(older.notes.at(-1)).toMatch(/403.*a newer pipeline has passed.*end this change/);
    expect(older.build.view()).toMatchObject({ deployed: false });
  });

  it('waits on where a newer commit cancels what has not begun, whatever `default` says', async () => {
    const yaml = `default: {interruptible: true, retry: 2}\n${MINIMAL}`;
    const older = await pushAndPause(yaml);
    await pushAndPause(yaml);
    await approve(older);
    await older.build.ended;
    expect(older.build.view()).toMatchObject({ succeeded: true, deployed: true });
    expect(older.changes).toMatchObject([{ state: '3', close_code: 'successful' }]);
  });

  it('is not played where a newer commit has canceled its deployment, and the change says why', async () => {
    const yaml = `workflow: {auto_cancel: {on_new_commit: interruptible}}\n${MINIMAL.replace('script:', 'interruptible: true\n  script:')}`;
    const older = await pushAndPause(yaml);
    await pushAndPause(yaml);
    expect(older.job('deploy').status).toBe('canceled');
    await approve(older);
    expect(older.job('change:gate')).toMatchObject({ status: 'manual', playedBy: null });
    expect(older.registration).toMatchObject({ status: 'ended', last_outcome: 'build-ended' });
    expect(older.notes.at(-1)).toContain('It is not played, as job deploy was canceled.');
  });
});
