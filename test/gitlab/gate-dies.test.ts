/** A gate that was played and says nothing of its change: no runner takes it, its runner dies, ServiceNow does not answer. */
import { afterEach, describe, expect, it } from 'vitest';
import { gitlab, gitlabRunning } from '../gate/gitlab.ts';
import { describeOnGitLab, GitlabScenario, MINIMAL } from './gitlab-scenario.ts';

describeOnGitLab('a gate that ServiceNow has played, and', () => {
  let scenario: GitlabScenario;
  afterEach(() => scenario.close());

  const gate = () => scenario.job('change:gate');
  const registration = () => scenario.testEnv.registration();
  const plays = () => scenario.server.requests.filter(({ path }) => path.endsWith('/play')).length;

  async function pass(seconds: number): Promise<void> {
    scenario.testEnv.sandbox.clock.advance(seconds * 1000);
    await scenario.testEnv.settled();
  }

  /** The gate runs, and fails before it has asked ServiceNow. */
  async function die(reason: string): Promise<void> {
    await scenario.reaches('change:gate', 'running');
    scenario.server.failJob(scenario.id, 'change:gate', reason);
    await scenario.testEnv.settled();
  }

  function expectStopped(reason: string): void {
    expect(registration()).toMatchObject({
      status: 'due',
      last_outcome: 'stopped',
      last_answer: `The gate's job ${gate().id} is failed (${reason}).`,
    });
    expect(registration().token).not.toBe('');
    expect(scenario.notes.at(-1)).toMatch(
      new RegExp(
        `^Told Sandbox GitLab to go on, and the build stopped at its gate .*\\(${reason}\\).*told again`,
      ),
    );
  }

  async function expectDelivered(): Promise<void> {
    await scenario.build.ended;
    await scenario.testEnv.settled();
    expect(scenario.build.view()).toMatchObject({ succeeded: true, deployed: true });
    expect(scenario.testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
    expect(registration()).toMatchObject({ status: 'delivered', decision: 'approved', token: '' });
    expect(scenario.notes.filter((note) => note.startsWith('Told Sandbox GitLab to go on: '))).toHaveLength(
      1,
    );
  }

  it.each(['runner_system_failure', 'stuck_or_timeout_failure', 'job_execution_timeout'])(
    'which died of %s, is played again',
    async (reason) => {
      scenario = await GitlabScenario.startAndPause();
      await scenario.approve();
      await die(reason);
      expectStopped(reason);
      const { id: first } = gate();
      await pass(61);
      expect(gate().id).not.toBe(first);
      await expectDelivered();
      expect(plays()).toBe(2);
    },
  );

  it('which could not ask ServiceNow, is played again when ServiceNow answers', async () => {
    scenario = await GitlabScenario.startAndPause();
    const { serviceNow } = scenario.testEnv.sandbox;
    const sleep = scenario.server.on((event) => {
      if (event.type === 'job' && event.name === 'change:gate') serviceNow.hibernate(true);
    });
    await scenario.approve();
    await scenario.reaches('change:gate', 'failed');
    await scenario.testEnv.settled();
    expectStopped('script_failure');
    expect(gate().trace).toContain('[INSTANCE_HIBERNATING]');
    sleep();
    serviceNow.hibernate(false);
    await pass(61);
    await expectDelivered();
  });

  it('which no runner takes, is not told until one does, and is not played twice', async () => {
    const other = '\nlong: {stage: change, script: [sleep infinity], needs: ["change:open"]}\n';
    scenario = await GitlabScenario.start(gitlabRunning(MINIMAL + other));
    await scenario.reaches('long', 'running');
    await scenario.approve();
    await scenario.reaches('change:gate', 'pending');
    const { requests } = scenario.server;
    const before = requests.length;
    for (let minutes = 0; minutes < 20; minutes += 1) await pass(60);
    // Not one for each run of the app's job: after some minutes, one look in five.
    expect(requests.length - before).toBeLessThan(10);
    expect(registration()).toMatchObject({ status: 'due', last_outcome: 'started' });
    expect(registration().last_answer).toBe(`The gate's job ${gate().id} is pending.`);
    scenario.server.cancelJob(scenario.id, 'long');
    await scenario.reaches('change:gate', 'success');
    await pass(5 * 60);
    expect(registration()).toMatchObject({ status: 'delivered', token: '' });
    expect(plays()).toBe(1);
  });

  it('which dies each time, is played four times, and the change tells who does what', async () => {
    scenario = await GitlabScenario.startAndPause();
    await scenario.approve();
    for (const pause of [61, 121, 241]) {
      await die('runner_system_failure');
      expectStopped('runner_system_failure');
      await pass(pause);
    }
    await die('runner_system_failure');
    expect(registration()).toMatchObject({ status: 'refused', last_outcome: 'refused' });
    expect(scenario.notes.at(-1)).toMatch(
      /It did so 4 times, though the change is approved, .*mends what its gate's log .*an admin presses Retry delivery/,
    );
    await pass(24 * 60 * 60);
    expect(plays()).toBe(4);
    expect(scenario.build.view().deployed).toBe(false);
  });

  it('which found its change on hold, is played again once the change is approved again', async () => {
    scenario = await GitlabScenario.startAndPause();
    const { serviceNow } = scenario.testEnv.sandbox;
    const { sys_id: change = '' } = scenario.testEnv.change();
    const hold = (on_hold: string) =>
      serviceNow.database.update('change_request', change, { on_hold, on_hold_reason: 'Frozen' }, 'admin');
    const stop = scenario.server.on((event) => {
      if (event.type === 'job' && event.name === 'change:gate' && event.status === 'running') hold('true');
    });
    await scenario.approve();
    await scenario.reaches('change:gate', 'failed');
    stop();
    await scenario.testEnv.settled();
    await pass(61);
    expect(registration()).toMatchObject({ status: 'waiting', decision: 'pending' });
    expect(plays()).toBe(1);
    hold('false');
    await scenario.testEnv.settled();
    await expectDelivered();
  });

  it('which GitLab did not say that it has begun, has told nobody anything where a person cancels it', async () => {
    scenario = await GitlabScenario.startAndPause();
    const { server, id } = scenario;
    const lost = { method: 'POST', path: /\/play$/, effect: { kind: 'reset' }, afterHandling: true } as const;
    server.faults.inject(lost);
    server.on((event) => {
      const down = { method: 'GET', effect: { kind: 'status', status: 502 } } as const;
      if (event.type === 'play') server.faults.inject(down);
      if (event.type === 'job' && event.name === 'change:gate' && event.status === 'running')
        server.cancelJob(id, 'change:gate');
    });
    await scenario.approve();
    await scenario.reaches('change:gate', 'canceled');
    expect(registration()).toMatchObject({ status: 'due', last_outcome: 'unanswered' });
    await pass(61);
    expect(registration()).toMatchObject({ status: 'ended', last_outcome: 'build-ended', token: '' });
    expect(plays()).toBe(1);
  });

  it('which stopped as the change was canceled, is not played again', async () => {
    scenario = await GitlabScenario.startAndPause();
    const { serviceNow } = scenario.testEnv.sandbox;
    const stop = scenario.server.on((event) => {
      if (event.type === 'job' && event.name === 'change:gate' && event.status === 'running')
        serviceNow.cancel(scenario.testEnv.number);
    });
    await scenario.approve();
    await scenario.reaches('change:gate', 'failed');
    stop();
    await scenario.testEnv.settled();
    await pass(61);
    expect(registration()).toMatchObject({ status: 'ended', decision: 'denied', token: '' });
    expect(plays()).toBe(1);
  });

  describe.each(['canceled', 'manual'] as const)(
    'whose pipeline a person canceled, where manual jobs of such a one are %s,',
    (manualJobsOfCanceled) => {
      const long = '\nlong: {stage: change, script: [sleep infinity], needs: ["change:open"]}\n';
      const ci = (yaml: string) => gitlabRunning(yaml, {}, { behaviours: { manualJobsOfCanceled } });

      async function expectGivenUp(): Promise<void> {
        await pass(61);
        await pass(600);
        expect(registration()).toMatchObject({ status: 'ended', last_outcome: 'build-ended', token: '' });
        expect(plays()).toBe(1);
        expect(scenario.build.view().deployed).toBe(false);
      }

      it('is not played again where it had not passed', async () => {
        scenario = await GitlabScenario.startAndPause(ci(MINIMAL));
        await scenario.approve();
        await scenario.reaches('change:gate', 'running');
        scenario.server.cancel(scenario.id);
        await scenario.build.ended;
        expect(gate().status).toBe('canceled');
        await expectGivenUp();
      });

      it('is not played again where it had died', async () => {
        scenario = await GitlabScenario.start(ci(MINIMAL + long));
        await scenario.reaches('long', 'running');
        await scenario.approve();
        await scenario.reaches('change:gate', 'pending');
        scenario.server.failJob(scenario.id, 'change:gate', 'stuck_or_timeout_failure');
        await scenario.testEnv.settled();
        expectStopped('stuck_or_timeout_failure');
        scenario.server.cancel(scenario.id);
        await scenario.build.ended;
        await expectGivenUp();
      });
    },
  );
});

describeOnGitLab('a gate that a person was faster to play, where GitLab shows it a minute later,', () => {
  it('refuses the second play, and is seen to have passed', async ({ onTestFinished }) => {
    const ci = { ...gitlab, sandboxOptions: () => gitlab.sandboxOptions({ statusDelayMs: 60_000 }) };
    const scenario = await GitlabScenario.startAndPause(ci);
    onTestFinished(() => scenario.close());
    const { testEnv, build } = scenario;
    const { serviceNow, clock } = testEnv.sandbox;
    build.approveByHand();
    await scenario.approve();
    expect(testEnv.registration()).toMatchObject({ status: 'due', last_outcome: 'contested' });
    clock.advance(60_000);
    await build.ended;
    await serviceNow.idle();
    clock.advance(60_000);
    await testEnv.settled();
    expect(build.view()).toMatchObject({ succeeded: true, answers: ['approved'] });
    expect(testEnv.registration()).toMatchObject({ status: 'ended', last_outcome: 'already-decided' });
  });
});
