import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { GitlabServer } from '@change-gate/sandbox';
import { afterEach, expect, it } from 'vitest';
import { gitlab, running } from '../gate/gitlab.ts';
import { describeOnGitLab, FAILING, MINIMAL, Pushed } from './pushed.ts';

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
    expect(build.view()).toMatchObject({ succeeded: true, deployed: true, answers: ['denied', 'approved'] });
    expect(pushed.testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
  });

  it('asks ServiceNow whatever operation a person names who plays it', async () => {
    pushed = await Pushed.startAndPause();
    pushed.server.play(pushed.id, 'change:gate', 'dev', { CHANGE_GATE_OPERATION: 'status' });
    await pushed.reaches('change:gate', 'failed');
    expect(pushed.job('change:gate').trace).toContain(
      'CHANGE_GATE_OPERATION: is status, but this job is there to verify. Take the variable away.',
    );
    expect(pushed.build.view()).toMatchObject({ deployed: false });
  });

  it('finds its change again when jobs and the pipeline are retried', async () => {
    pushed = await Pushed.startAndPause();
    const { server, id, build } = pushed;
    const { number } = pushed.testEnv;
    server.play(id, 'change:open', 'dev');
    await pushed.reaches('change:open', 'success');
    expect(pushed.job('change:open').trace).toContain(`Found ${number}`);

    build.approveByHand();
    await build.ended;
    const { id: first } = pushed.job('change:gate');
    build.approveByHand();
    await build.ended;
    expect(pushed.job('change:gate')).toMatchObject({ status: 'failed', id: expect.not.toBeOneOf([first]) });
    expect(pushed.job('change:gate').trace).toContain(`${number} is in Assess: not approved yet`);

    server.retry(id, 'dev');
    await pushed.reaches('change:gate', 'manual');
    await pushed.approve();
    await build.ended;
    expect(build.view().succeeded).toBe(true);
    expect(pushed.testEnv.change().number).toBe(number);
  });

  it('that ServiceNow calls while the change is still being opened is played later', async ({
    onTestFinished,
  }) => {
    const folder = await mkdtemp(join(tmpdir(), 'change-gate-open-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    // A pipe: whoever reads it waits until somebody writes.
    const opened = join(folder, 'opened');
    await promisify(execFile)('mkfifo', [opened]);
    const wait = `\n"change:open": {after_script: ["cat ${opened}"]}\n`;
    pushed = await Pushed.start(running(MINIMAL + wait));
    await pushed.says('change:open', 'ServiceNow calls back');
    await pushed.approve();
    expect(pushed.testEnv.registration()).toMatchObject({ status: 'due', last_outcome: 'not-paused-yet' });
    expect([pushed.job('change:open').status, pushed.job('change:gate').status]).toEqual([
      'running',
      'created',
    ]);
    await writeFile(opened, '');
    await pushed.build.paused;
    pushed.testEnv.sandbox.clock.advance(60_000);
    await pushed.build.ended;
    expect(pushed.build.view()).toMatchObject({ succeeded: true, deployed: true, answers: ['approved'] });
  });

  it('passes although the artifacts of the pipeline have expired', async () => {
    pushed = await Pushed.startAndPause();
    expect(JSON.parse(pushed.job('change:open').annotations)).toEqual({
      ServiceNow: [
        {
          external_link: {
            label: expect.stringContaining(pushed.testEnv.number),
            url: expect.stringContaining(`${pushed.testEnv.sandbox.serviceNow.url}/`),
          },
        },
      ],
    });
    await pushed.server.expireArtifacts(pushed.id);
    await pushed.approve();
    await pushed.build.ended;
    expect(pushed.build.view().succeeded).toBe(true);
    expect(pushed.job('deploy').trace).toContain(`deploying under ${pushed.testEnv.number}`);
  });

  it('does not pass again once its change is closed', async () => {
    pushed = await Pushed.startAndPause();
    await pushed.approve();
    await pushed.build.ended;
    expect(pushed.testEnv.change().state).toBe('3');
    pushed.server.play(pushed.id, 'change:gate', 'dev');
    await pushed.reaches('change:gate', 'failed');
    expect(pushed.job('change:gate').trace).toContain(`${pushed.testEnv.number} is closed`);
  });

  it('keeps a pipeline from starting whose deployment has wider rules than it', async () => {
    const wider = MINIMAL.replace(/\n {2}rules: .*/, '');
    pushed = await Pushed.start(running(wider, { branch: 'feature' }));
    await pushed.build.ended;
    expect(pushed.pipeline.configError).toContain(
      "'deploy' job needs 'change:gate' job, but 'change:gate' does not exist in the pipeline.",
    );
    expect(pushed.pipeline.jobs).toEqual([]);
  });

  it('closes the change as unsuccessful when the deployment fails', async () => {
    pushed = await Pushed.startAndPause(running(FAILING));
    await pushed.approve();
    await pushed.build.ended;
    expect([pushed.job('change:close').status, pushed.job('change:close-failed').status]).toEqual([
      'skipped',
      'success',
    ]);
    expect(pushed.testEnv.change()).toMatchObject({ state: '3', close_code: 'unsuccessful' });
  });

  it('is given up with the pipeline, by a job that cancels the change', async () => {
    pushed = await Pushed.startAndPause();
    pushed.server.cancel(pushed.id);
    pushed.server.play(pushed.id, 'change:cancel', 'dev');
    await pushed.reaches('change:cancel', 'success');
    expect(pushed.testEnv.change().state).toBe('4');
    await pushed.testEnv.sandbox.serviceNow.idle();
    expect(pushed.testEnv.registration()).toMatchObject({ status: 'withdrawn', token: '' });
    expect(pushed.build.view()).toMatchObject({ deployed: false, answers: [] });
  });

  it('cancels what still runs when the change is denied and the pipeline asked for it', async () => {
    const other = '\nlong: {stage: change, script: [sleep infinity], needs: ["change:open"]}\n';
    const yaml = MINIMAL.replace('    inputs:\n', '    inputs:\n      on-denied: cancel-pipeline\n') + other;
    pushed = await Pushed.start(running(yaml));
    await pushed.reaches('long', 'running');
    pushed.testEnv.sandbox.serviceNow.reject(pushed.testEnv.number, 'Not on a Friday');
    await pushed.build.ended;
    expect(pushed.job('long').status).toBe('canceled');
    await pushed.testEnv.sandbox.serviceNow.idle();
    expect(pushed.testEnv.registration().last_answer).toContain('canceled as well');
  });

  it('cancels it also where the first attempt to say so was cut off after it had played the gate', async () => {
    const other = '\nlong: {stage: change, script: [sleep infinity], needs: ["change:open"]}\n';
    const yaml = MINIMAL.replace('    inputs:\n', '    inputs:\n      on-denied: cancel-pipeline\n') + other;
    pushed = await Pushed.start(running(yaml));
    await pushed.reaches('long', 'running');
    const { serviceNow, clock } = pushed.testEnv.sandbox;
    pushed.server.on(({ type }) => {
      // The look at the gate that follows its play.
      if (type === 'play') pushed.server.faults.inject({ method: 'GET', effect: { kind: 'reset' } });
    });
    serviceNow.reject(pushed.testEnv.number, 'Not on a Friday');
    await serviceNow.idle();
    expect(pushed.testEnv.registration()).toMatchObject({ status: 'due', last_outcome: 'unavailable' });
    clock.advance(60_000);
    await pushed.build.ended;
    await serviceNow.idle();
    expect(pushed.job('long').status).toBe('canceled');
    expect(pushed.testEnv.registration().last_answer).toContain('canceled as well');
  });

  it('opens no change where nothing would stop the pipeline', async () => {
    pushed = await Pushed.start(running(`${MINIMAL}\n"change:gate": {allow_failure: true}\n`));
    await pushed.reaches('change:open', 'failed');
    expect(pushed.job('change:open').trace).toMatch(/allow_failure: true.*\[GATE_UNSAFE\]/);
    expect(pushed.testEnv.sandbox.serviceNow.changes()).toEqual([]);
  });
});

describeOnGitLab('the token with which ServiceNow plays a gate', () => {
  let pushed: Pushed;
  afterEach(() => pushed.close());

  const developer = (token: string) =>
    [{ token, user: 'servicenow-bot', role: 'developer', scopes: ['api'] }] as const;

  it.each([
    [
      'its pipeline is archived',
      (server: GitlabServer, id: number) => server.archive(id),
      /Unplayable Job.*may be archived/,
    ],
    [
      'its pipeline was deleted',
      (server: GitlabServer, id: number) => server.delete(id),
      /404 Not Found\. The pipeline was deleted/,
    ],
    [
      'it was revoked',
      (server: GitlabServer) => server.revoke(gitlab.callbackToken),
      /401 Unauthorized\. The token is unknown, expired or revoked/,
    ],
  ])("leaves a dead letter with GitLab's words when %s", async (_when, happens, words) => {
    pushed = await Pushed.startAndPause();
    happens(pushed.server, pushed.id);
    await pushed.approve();
    expect(pushed.testEnv.registration()).toMatchObject({
      status: 'refused',
      last_answer: expect.stringMatching(words),
    });
  });

  it('is as good as a bearer, of a developer whom the protected branch allows to merge', async () => {
    const token = '5ab1e0a4d7c0ffee5ab1e0a4d7c0ffee';
    const branch = { name: 'main', allowedToMerge: 'maintainer', users: ['servicenow-bot'] } as const;
    const server = { tokens: developer(token), project: { protectedBranches: [branch] } };
    pushed = await Pushed.startAndPause(running(MINIMAL, {}, server), { 'callback-token': token });
    await pushed.approve();
    expect(pushed.testEnv.registration()).toMatchObject({ status: 'delivered', decision: 'approved' });
    await pushed.reaches('change:gate', 'success');
  });

  it("leaves a dead letter with GitLab's words when its user may not run the job", async () => {
    const tokens = developer(gitlab.callbackToken);
    pushed = await Pushed.startAndPause(running(MINIMAL, {}, { tokens }));
    await pushed.approve();
    expect(pushed.testEnv.registration()).toMatchObject({
      status: 'refused',
      last_answer: expect.stringMatching(
        /403 Forbidden\. The token needs the scope api, and its user the right/,
      ),
    });
    expect(pushed.build.view()).toMatchObject({ waiting: true, answers: [] });
  });

  it('is refused before a change is opened when it is a job token', async () => {
    pushed = await Pushed.start(gitlab, { 'callback-token': 'glcbt-64_c0ffee00c0ffee' });
    await pushed.build.ended;
    expect(pushed.build.view().log).toMatch(/GitLab lets it play no job.*\[CALLBACK_TOKEN_UNUSABLE\]/);
    expect(pushed.testEnv.sandbox.serviceNow.changes()).toEqual([]);
  });
});
