/** A pipeline that a person cancels while it stands at its gate, on servers of either kind. */
import { afterEach, expect, it } from 'vitest';
import { gitlab, gitlabRunning } from '../gate/gitlab.ts';
import { registrations } from '../registrations.ts';
import { describeOnGitLab, GitlabScenario, MINIMAL } from './gitlab-scenario.ts';

describeOnGitLab('a pipeline that is canceled at its gate', () => {
  let scenario: GitlabScenario;
  afterEach(() => scenario.close());

  /** A person presses cancel at one job. */
  async function cancelJob(name: string): Promise<void> {
    scenario.server.cancelJob(scenario.id, name);
    await scenario.reaches(name, 'canceled');
  }

  async function cancelAtGate(manualJobsOfCanceled: 'canceled' | 'manual'): Promise<void> {
    const ci = gitlabRunning(MINIMAL, {}, { behaviours: { manualJobsOfCanceled } });
    scenario = await GitlabScenario.startAndPause(ci);
    scenario.server.cancel(scenario.id);
    await scenario.build.ended;
    expect(scenario.pipeline.status).toBe('canceled');
    expect(scenario.job('change:gate').status).toBe(manualJobsOfCanceled);
  }

  /** Nobody has played the gate, nothing runs, and the change tells. */
  function expectNotPlayed(why: RegExp): void {
    const { testEnv } = scenario;
    expect(testEnv.registration()).toMatchObject({
      status: 'ended',
      last_outcome: 'build-ended',
      last_answer: expect.stringMatching(why),
      token: '',
    });
    expect(scenario.notes).toContainEqual(
      expect.stringMatching(new RegExp(`did not need to be told to go on .*${why.source}`)),
    );
    expect(scenario.job('change:gate').playedBy).toBeNull();
    expect(scenario.build.view()).toMatchObject({ deployed: false, answers: [] });
  }

  it('takes no decision any more, and the change tells', async () => {
    await cancelAtGate('canceled');
    await scenario.approve();
    expectNotPlayed(/The gate's job \d+ is canceled\./);
  });

  it('is not played where an older server left the gate to be played', async () => {
    await cancelAtGate('manual');
    await scenario.approve();
    expectNotPlayed(/The gate's job \d+ is manual\. It is not played, as job \S+ was canceled\./);
  });

  it.each([
    ['runs a script', ''],
    ['starts a child pipeline', 'trigger: {include: release.yml}'],
  ])('by its deploy job alone is not played either, where that %s', async (_what, trigger) => {
    const yaml = trigger === '' ? MINIMAL : MINIMAL.replace(/script: .*/, trigger);
    const files = { 'release.yml': 'release: {script: [echo released]}' };
    scenario = await GitlabScenario.startAndPause(gitlabRunning(yaml, { files }));
    await cancelJob('deploy');
    await scenario.approve();
    expectNotPlayed(/is manual\. It is not played, as job deploy was canceled\./);
  });

  it.each(['canceled', 'manual'] as const)(
    'goes on when somebody retries it, and then the job that opens the change, where its gate was left %s',
    async (manualJobsOfCanceled) => {
      await cancelAtGate(manualJobsOfCanceled);
      await scenario.approve();
      const { server, id, testEnv } = scenario;
      server.retry(id, 'dev');
      await scenario.reaches('change:gate', 'manual');
      server.play(id, 'change:open', 'dev');
      await scenario.reaches('deploy', 'success');
      await scenario.build.ended;
      await testEnv.settled();
      const statuses = registrations(testEnv.sandbox.serviceNow).map(({ status }) => status);
      expect(statuses).toEqual(['ended', 'delivered']);
      expect(scenario.build.view()).toMatchObject({ succeeded: true, answers: ['approved'] });
    },
  );

  it('has its change closed as unsuccessful, by hand, where that is in Implement', async () => {
    await cancelAtGate('canceled');
    await scenario.approve();
    scenario.server.play(scenario.id, 'change:cancel', 'dev');
    await scenario.reaches('change:cancel', 'success');
    expect(scenario.testEnv.change()).toMatchObject({ state: '3', close_code: 'unsuccessful' });
  });

  it('can still have its change canceled, by hand', async () => {
    await cancelAtGate('manual');
    scenario.server.play(scenario.id, 'change:cancel', 'dev');
    await scenario.reaches('change:cancel', 'success');
    await scenario.testEnv.settled();
    expect(scenario.testEnv.change().state).toBe('4');
    expect(scenario.testEnv.registration()).toMatchObject({ status: 'withdrawn', token: '' });
    expect(scenario.build.view()).toMatchObject({ deployed: false, answers: [] });
  });

  it.each(['lists', 'refused'] as const)(
    'must be canceled before its change, while it may deploy, where a job that lists jobs is %s',
    async (jobTokenAtJobs) => {
      // It runs as long as its child waits for somebody, and holds no runner.
      const yaml = MINIMAL.replace(/script: .*/, 'trigger: {include: release.yml, strategy: depend}');
      const files = {
        'release.yml': 'release: {when: manual, allow_failure: false, script: [echo released]}',
      };
      scenario = await GitlabScenario.startAndPause(
        gitlabRunning(yaml, { files }, { behaviours: { jobTokenAtJobs } }),
      );
      await scenario.approve();
      await scenario.reaches('deploy', 'running');
      const { server, id, testEnv } = scenario;
      server.play(id, 'change:cancel', 'dev');
      await scenario.reaches('change:cancel', 'failed');
      expect(scenario.job('change:cancel').trace).toMatch(
        /change:gate has been played, and job deploy is running, so this pipeline may still deploy/,
      );
      expect(testEnv.change()).toMatchObject({ state: '-1' });

      server.cancel(id);
      await scenario.reaches('deploy', 'canceled');
      server.play(id, 'change:cancel', 'dev');
      await scenario.reaches('change:cancel', 'success');
      expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'unsuccessful' });
    },
  );

  it('keeps its change where GitLab does not show whether it deploys', async () => {
    scenario = await GitlabScenario.startAndPause(
      gitlabRunning(MINIMAL, {}, { behaviours: { jobTokenAtJobs: 'refused' } }),
    );
    const { server, id, testEnv } = scenario;
    server.revoke(gitlab.callbackToken);
    server.play(id, 'change:cancel', 'dev');
    await scenario.reaches('change:cancel', 'failed');
    expect(scenario.job('change:cancel').trace).toContain('GitLab does not show the jobs of this pipeline');
    expect(testEnv.change()).toMatchObject({ state: '-4' });
    expect(testEnv.registration()).toMatchObject({ status: 'waiting' });
  });
});
