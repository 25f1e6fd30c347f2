import { afterEach, expect, it } from 'vitest';
import { gitlab, running } from '../gate/gitlab.ts';
import { describeOnGitLab, MINIMAL, Pushed } from './pushed.ts';

describeOnGitLab('a gate on GitLab', () => {
  let pushed: Pushed;
  afterEach(() => pushed.close());

  it('that a person played too early is played again when the change is approved', async () => {
    pushed = await Pushed.startAndPause();
    const { build } = pushed;
    build.approveByHand();
    await build.ended;
    expect(pushed.job('change:close-failed').status).toBe('skipped');

    await pushed.approve();
    await build.ended;
    expect(build.look()).toMatchObject({ succeeded: true, deployed: true, answers: ['denied', 'approved'] });
    expect(pushed.world.change()).toMatchObject({ state: '3', close_code: 'successful' });
  });

  it('finds its change again when jobs and the pipeline are retried', async () => {
    pushed = await Pushed.startAndPause();
    const { server, id, build } = pushed;
    const { number } = pushed.world;
    server.play(id, 'change:open', 'dev');
    await pushed.reaches('change:open', 'success');
    expect(pushed.job('change:open').trace).toContain(`Found ${number}`);

    build.approveByHand();
    await build.ended;
    server.retry(id, 'dev');
    await pushed.reaches('change:gate', 'manual');
    await pushed.approve();
    await build.ended;
    expect(build.look().succeeded).toBe(true);
    expect(pushed.world.change().number).toBe(number);
  });

  it('passes although the artifacts of the pipeline have expired', async () => {
    pushed = await Pushed.startAndPause();
    await pushed.server.expireArtifacts(pushed.id);
    await pushed.approve();
    await pushed.build.ended;
    expect(pushed.build.look().succeeded).toBe(true);
    expect(pushed.job('deploy').trace).toContain(`deploying under ${pushed.world.number}`);
  });

  it('closes the change as unsuccessful when the deployment fails', async () => {
    pushed = await Pushed.startAndPause(running(MINIMAL.replace('script: echo', 'script: exit 1 ; echo')));
    await pushed.approve();
    await pushed.build.ended;
    expect([pushed.job('change:close').status, pushed.job('change:close-failed').status]).toEqual([
      'skipped',
      'success',
    ]);
    expect(pushed.world.change()).toMatchObject({ state: '3', close_code: 'unsuccessful' });
  });

  it('is given up with the pipeline, by a job that cancels the change', async () => {
    pushed = await Pushed.startAndPause();
    pushed.server.cancel(pushed.id);
    pushed.server.play(pushed.id, 'change:cancel', 'dev');
    await pushed.reaches('change:cancel', 'success');
    expect(pushed.world.change().state).toBe('4');
    await pushed.world.sandbox.serviceNow.idle();
    expect(pushed.world.registration()).toMatchObject({ status: 'withdrawn', token: '' });
    expect(pushed.build.look()).toMatchObject({ deployed: false, answers: [] });
  });

  it('cancels what still runs when the change is denied and the pipeline asked for it', async () => {
    const other = '\nlong: {stage: change, script: [sleep 300], needs: ["change:open"]}\n';
    const yaml = MINIMAL.replace('    inputs:\n', '    inputs:\n      on-denied: cancel-pipeline\n') + other;
    pushed = await Pushed.start(running(yaml));
    await pushed.reaches('long', 'running');
    pushed.world.sandbox.serviceNow.reject(pushed.world.number, 'Not on a Friday');
    await pushed.build.ended;
    expect(pushed.job('long').status).toBe('canceled');
    await pushed.world.sandbox.serviceNow.idle();
    expect(pushed.world.registration().last_answer).toContain('canceled as well');
  });

  it('opens no change where nothing would stop the pipeline', async () => {
    pushed = await Pushed.start(running(`${MINIMAL}\n"change:gate": {allow_failure: true}\n`));
    await pushed.reaches('change:open', 'failed');
    expect(pushed.job('change:open').trace).toMatch(/allow_failure: true.*\[GATE_UNSAFE\]/);
    expect(pushed.world.sandbox.serviceNow.changes()).toEqual([]);
  });
});

describeOnGitLab('the token with which ServiceNow plays a gate', () => {
  let pushed: Pushed;
  afterEach(() => pushed.close());

  it("leaves a dead letter with GitLab's words when its user may not run the job", async () => {
    const tokens = [
      { token: gitlab.callbackToken, user: 'bot', role: 'developer', scopes: ['api'] },
    ] as const;
    pushed = await Pushed.startAndPause(running(MINIMAL, {}, { tokens }));
    await pushed.approve();
    expect(pushed.world.registration()).toMatchObject({
      status: 'refused',
      last_answer: expect.stringMatching(
        /403 Forbidden\. The token needs the scope api, and its user the right/,
      ),
    });
    expect(pushed.build.look()).toMatchObject({ waiting: true, answers: [] });
  });

  it('is refused before a change is opened when it is a job token', async () => {
    pushed = await Pushed.start(gitlab, { 'callback-token': 'glcbt-64_c0ffee00c0ffee' });
    await pushed.build.ended;
    expect(pushed.build.look().log).toMatch(/GitLab lets it play no job.*\[CALLBACK_TOKEN_UNUSABLE\]/);
    expect(pushed.world.sandbox.serviceNow.changes()).toEqual([]);
  });
});
