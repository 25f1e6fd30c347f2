import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { GitlabServer } from '@change-gate/sandbox';
import { afterEach, expect, it } from 'vitest';
import { gitlab, gitlabRunning } from '../gate/gitlab.ts';
import { describeOnGitLab, GitlabScenario, MINIMAL } from './gitlab-scenario.ts';

describeOnGitLab('a gate on GitLab', () => {
  let scenario: GitlabScenario;
  afterEach(() => scenario.close());

  it('passes where GitLab lets no job list jobs', async () => {
    const behaviours = { jobTokenAtJobs: 'refused' } as const;
    scenario = await GitlabScenario.startAndPause(gitlabRunning(MINIMAL, {}, { behaviours }));
    await scenario.approve();
    await scenario.build.ended;
    expect(scenario.build.view()).toMatchObject({ succeeded: true, deployed: true });
  });

  it('that a person played too early is played again when the change is approved', async () => {
    scenario = await GitlabScenario.startAndPause();
    const { build } = scenario;
    build.approveByHand();
    await build.ended;
    expect(scenario.job('change:close').trace).toContain('has let nothing be deployed');

    await scenario.approve();
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: true, deployed: true, answers: ['denied', 'approved'] });
    expect(scenario.testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
  });

  it("deploys as the token's user after that, who has to be allowed to", async () => {
    const yaml = MINIMAL.replace('\ndeploy:\n', '\ndeploy:\n  environment: production\n');
    expect(yaml).toContain('environment: production');
    const protectedEnvironments = [{ name: 'production', deployers: ['dev'] }];
    scenario = await GitlabScenario.startAndPause(
      gitlabRunning(yaml, {}, { project: { protectedEnvironments } }),
    );
    scenario.build.approveByHand();
    await scenario.build.ended;
    await scenario.approve();
    await scenario.build.ended;
    expect(scenario.job('deploy')).toMatchObject({
      status: 'failed',
      failureReason: 'protected_environment_failure',
      user: 'servicenow-bot',
    });
    expect(scenario.testEnv.change()).toMatchObject({ state: '3', close_code: 'unsuccessful' });
  });

  it('asks ServiceNow whatever operation a person names who plays it', async () => {
    scenario = await GitlabScenario.startAndPause();
    scenario.server.play(scenario.id, 'change:gate', 'dev', { CHANGE_GATE_OPERATION: 'status' });
    await scenario.reaches('change:gate', 'failed');
    expect(scenario.job('change:gate').trace).toContain(
      'CHANGE_GATE_OPERATION: is status, but this job is there to verify. Take the variable away.',
    );
    expect(scenario.build.view()).toMatchObject({ deployed: false });
  });

  it('finds its change again when jobs and the pipeline are retried', async () => {
    scenario = await GitlabScenario.startAndPause();
    const { server, id, build } = scenario;
    const { number } = scenario.testEnv;
    server.play(id, 'change:open', 'dev');
    await scenario.reaches('change:open', 'success');
    expect(scenario.job('change:open').trace).toContain(`Found ${number}`);

    build.approveByHand();
    await build.ended;
    const { id: first } = scenario.job('change:gate');
    build.approveByHand();
    await scenario.reaches('change:gate', 'failed');
    expect(scenario.job('change:gate')).toMatchObject({
      status: 'failed',
      id: expect.not.toBeOneOf([first]),
    });
    expect(scenario.job('change:gate').trace).toContain(`${number} is in Assess: not approved yet`);

    server.retry(id, 'dev');
    await scenario.reaches('change:gate', 'manual');
    await scenario.approve();
    await build.ended;
    expect(build.view().succeeded).toBe(true);
    expect(scenario.testEnv.change().number).toBe(number);
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
    scenario = await GitlabScenario.start(gitlabRunning(MINIMAL + wait));
    await scenario.says('change:open', ': approval requested.');
    await scenario.approve();
    expect(scenario.testEnv.registration()).toMatchObject({
      status: 'due',
      last_outcome: 'not-paused-yet',
    });
    expect([scenario.job('change:open').status, scenario.job('change:gate').status]).toEqual([
      'running',
      'created',
    ]);
    await writeFile(opened, '');
    await scenario.build.paused;
    await scenario.testEnv.pass(60_000);
    await scenario.build.ended;
    expect(scenario.build.view()).toMatchObject({
      succeeded: true,
      deployed: true,
      answers: ['approved'],
    });
  });

  it('passes although the artifacts of the pipeline have expired', async () => {
    scenario = await GitlabScenario.startAndPause();
    const url = expect.stringContaining(`${scenario.testEnv.sandbox.serviceNow.url}/`);
    const labels = [
      expect.stringContaining(scenario.testEnv.number),
      expect.stringMatching(/^no test reports given/),
    ];
    expect(JSON.parse(scenario.job('change:open').annotations)).toEqual({
      ServiceNow: labels.map((label) => ({ external_link: { label, url } })),
    });
    await scenario.server.expireArtifacts(scenario.id);
    await scenario.approve();
    await scenario.build.ended;
    expect(scenario.build.view().succeeded).toBe(true);
    expect(scenario.job('deploy').trace).toContain(`deploying under ${scenario.testEnv.number}`);
  });

  it('does not pass again once its change is closed', async () => {
    scenario = await GitlabScenario.startAndPause();
    await scenario.approve();
    await scenario.build.ended;
    expect(scenario.testEnv.change().state).toBe('3');
    scenario.server.play(scenario.id, 'change:gate', 'dev');
    await scenario.reaches('change:gate', 'failed');
    expect(scenario.job('change:gate').trace).toContain(`${scenario.testEnv.number} is closed`);
  });

  it('keeps a pipeline from starting whose deployment has wider rules than it', async () => {
    const wider = MINIMAL.replace(/\n {2}rules: .*/, '');
    scenario = await GitlabScenario.start(gitlabRunning(wider, { branch: 'feature' }));
    await scenario.build.ended;
    expect(scenario.pipeline.configError).toContain(
      "'deploy' job needs 'change:gate' job, but 'change:gate' does not exist in the pipeline.",
    );
    expect(scenario.pipeline.jobs).toEqual([]);
  });

  it('is given up with the pipeline, by a job that cancels the change', async () => {
    scenario = await GitlabScenario.startAndPause();
    scenario.server.cancel(scenario.id);
    await scenario.build.ended;
    scenario.server.play(scenario.id, 'change:cancel', 'dev');
    await scenario.reaches('change:cancel', 'success');
    expect(scenario.testEnv.change().state).toBe('4');
    await scenario.testEnv.settled();
    expect(scenario.testEnv.registration()).toMatchObject({ status: 'withdrawn', token: '' });
    expect(scenario.build.view()).toMatchObject({ deployed: false, answers: [] });
  });

  it('cancels what still runs when the change is denied and the pipeline asked for it', async () => {
    const other = '\nlong: {stage: change, script: [sleep infinity], needs: ["change:open"]}\n';
    const yaml = MINIMAL.replace('    inputs:\n', '    inputs:\n      on-denied: cancel-pipeline\n') + other;
    scenario = await GitlabScenario.start(gitlabRunning(yaml));
    await scenario.reaches('long', 'running');
    scenario.testEnv.sandbox.serviceNow.reject(scenario.testEnv.number, 'Not on a Friday');
    await scenario.build.ended;
    expect(scenario.job('long').status).toBe('canceled');
    await scenario.testEnv.settled();
    expect(scenario.testEnv.registration().last_answer).toContain('canceled as well');
  });

  it('cancels it also where the first attempt to say so was cut off after it had played the gate', async () => {
    const other = '\nlong: {stage: change, script: [sleep infinity], needs: ["change:open"]}\n';
    const yaml = MINIMAL.replace('    inputs:\n', '    inputs:\n      on-denied: cancel-pipeline\n') + other;
    scenario = await GitlabScenario.start(gitlabRunning(yaml));
    await scenario.reaches('long', 'running');
    const { serviceNow } = scenario.testEnv.sandbox;
    scenario.server.on(({ type }) => {
      // The look at the gate that follows its play.
      if (type === 'play') scenario.server.faults.inject({ method: 'GET', effect: { kind: 'reset' } });
    });
    serviceNow.reject(scenario.testEnv.number, 'Not on a Friday');
    await scenario.testEnv.pass(60_000);
    await scenario.build.ended;
    await scenario.testEnv.settled();
    expect(serviceNow.database.query('x_change_gate_delivery', 'attempt=1')).toMatchObject([
      { outcome: 'started' },
    ]);
    expect(scenario.job('long').status).toBe('canceled');
    expect(scenario.testEnv.registration().last_answer).toContain('canceled as well');
  });

  it('opens no change where nothing would stop the pipeline', async () => {
    scenario = await GitlabScenario.start(
      gitlabRunning(`${MINIMAL}\n"change:gate": {allow_failure: true}\n`),
    );
    await scenario.reaches('change:open', 'failed');
    expect(scenario.job('change:open').trace).toMatch(/allow_failure: true.*\[GATE_UNSAFE\]/);
    expect(scenario.testEnv.sandbox.serviceNow.changes()).toEqual([]);
  });
});

describeOnGitLab('the token with which ServiceNow plays a gate', () => {
  let scenario: GitlabScenario;
  afterEach(() => scenario.close());

  const developer = (token: string) =>
    [{ token, user: 'servicenow-bot', role: 'developer', scopes: ['api'] }] as const;

  it('plays again a gate that still waits after GitLab has refused to play it', async () => {
    scenario = await GitlabScenario.startAndPause();
    const { server, testEnv } = scenario;
    const body = '{"message":"400 Bad request - Unplayable Job"}';
    server.faults.inject({ method: 'POST', path: /\/play$/, effect: { kind: 'status', status: 400, body } });
    await scenario.approve();
    expect(testEnv.registration()).toMatchObject({
      status: 'due',
      last_outcome: 'contested',
      last_answer: expect.stringMatching(
        /400 Bad request - Unplayable Job, and the gate's job \d+ is manual/,
      ),
    });
    testEnv.sandbox.clock.advance(6_000);
    await scenario.build.ended;
    expect(scenario.build.view()).toMatchObject({ succeeded: true, deployed: true, answers: ['approved'] });
  });

  it("leaves a dead letter with GitLab's words when GitLab goes on refusing to play a gate that waits", async () => {
    scenario = await GitlabScenario.startAndPause();
    const { server, testEnv } = scenario;
    server.archive(scenario.id);
    await scenario.approve();
    for (const pause of [6_000, 11_000, 21_000, 41_000]) {
      expect(testEnv.registration()).toMatchObject({ status: 'due', last_outcome: 'contested' });
      testEnv.sandbox.clock.advance(pause);
      await testEnv.settled();
    }
    expect(testEnv.registration()).toMatchObject({
      status: 'refused',
      last_answer: expect.stringMatching(/Unplayable Job.*may be archived/),
    });
    expect(server.requests.filter(({ path }) => path.endsWith('/play'))).toHaveLength(5);
  });

  it.each([
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
    scenario = await GitlabScenario.startAndPause();
    happens(scenario.server, scenario.id);
    await scenario.approve();
    expect(scenario.testEnv.registration()).toMatchObject({
      status: 'refused',
      last_answer: expect.stringMatching(words),
    });
  });

  it('is as good as a bearer, of a developer whom the protected branch allows to merge', async () => {
    const token = '5ab1e0a4d7c0ffee5ab1e0a4d7c0ffee';
    const branch = { name: 'main', allowedToMerge: 'maintainer', users: ['servicenow-bot'] } as const;
    const server = { tokens: developer(token), project: { protectedBranches: [branch] } };
    scenario = await GitlabScenario.startAndPause(gitlabRunning(MINIMAL, {}, server), {
      'callback-token': token,
    });
    await scenario.approve();
    await scenario.reaches('change:gate', 'success');
    await scenario.testEnv.settled();
    expect(scenario.testEnv.registration()).toMatchObject({ status: 'delivered', decision: 'approved' });
  });

  it("leaves a dead letter with GitLab's words when its user may not run the job", async () => {
    const tokens = developer(gitlab.callbackToken);
    scenario = await GitlabScenario.startAndPause(gitlabRunning(MINIMAL, {}, { tokens }));
    await scenario.approve();
    expect(scenario.testEnv.registration()).toMatchObject({
      status: 'refused',
      last_answer: expect.stringMatching(
        /403 Forbidden\. The token needs the scope api, and its user the right/,
      ),
    });
    expect(scenario.build.view()).toMatchObject({ waiting: true, answers: [] });
  });

  it.each([
    ['is a job token', 'glcbt-64_c0ffee00c0ffee', /GitLab lets it play no job/],
    ['is unknown to GitLab', 'glpat-mistyped00mistyped', /none that GitLab knows \(401\)/],
    ['may only read', 'glpat-readonly00readonly', /has the scope read_api alone/],
  ])('is refused before a change is opened when it %s', async (_case, token, words) => {
    const tokens = [
      { token: 'glpat-readonly00readonly', user: 'bot', role: 'maintainer', scopes: ['read_api'] },
    ] as const;
    scenario = await GitlabScenario.start(gitlabRunning(MINIMAL, {}, { tokens }), {
      'callback-token': token,
    });
    await scenario.build.ended;
    const { log } = scenario.build.view();
    expect(log).toMatch(words);
    expect(log).toContain('[CALLBACK_TOKEN_UNUSABLE]');
    expect(scenario.testEnv.sandbox.serviceNow.changes()).toEqual([]);
  });
});
