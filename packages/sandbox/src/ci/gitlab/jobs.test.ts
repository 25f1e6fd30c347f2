/** Which jobs a pipeline has, when each of them runs, as whom and with which variables: seen through the API. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { request } from './fixtures/request.ts';
import type { Pipeline } from './pipeline.ts';
import { GitlabServer, missingForGitlab } from './server.ts';

const BOT = 'glpat-bot';
const DEVELOPER = 'glpat-developer';

const WHOSE_TOKEN =
  'const { CI_API_V4_URL: url, CI_JOB_TOKEN: token } = process.env;' +
  'fetch(`${url}/job`, { headers: { "JOB-TOKEN": token } }).then((answer) => answer.json())' +
  '.then(({ user }) => console.log("token of", user.username))';

let gitlab: GitlabServer;
beforeAll(async () => {
  gitlab = await GitlabServer.start({
    schemaCheck: false,
    clock: new SandboxClock(),
    tokens: [
      { token: BOT, user: 'change-bot', role: 'maintainer', scopes: ['api'] },
      { token: DEVELOPER, user: 'dev', role: 'developer', scopes: ['api'] },
    ],
    images: { tools: { 'whose-token': [process.execPath, '-e', WHOSE_TOKEN] } },
    // What a play starts must have begun with its answer: `finished` may be of the time before.
    statusDelayMs: 0,
    project: {
      variablesOverrideRole: 'maintainer',
      protectedEnvironments: [{ name: 'production', deployers: ['dev'] }],
    },
  });
});
afterAll(() => gitlab.close());

const ask = (method: string, path: string, token = BOT, body?: unknown) =>
  request(gitlab.url, method, `/projects/1217${path}`, { 'PRIVATE-TOKEN': token }, body);

const act = (pipeline: Pipeline, job: string, verb: string, token = BOT, body?: unknown) =>
  ask('POST', `/jobs/${pipeline.job(job)?.id}/${verb}`, token, body);

interface Listed {
  readonly name: string;
  readonly status: string;
  readonly allow_failure: boolean;
  readonly user: { readonly username: string };
}

async function jobs(pipeline: Pipeline): Promise<Listed[]> {
  return (await ask('GET', `/pipelines/${pipeline.id}/jobs?per_page=100`)).body;
}

async function statuses(pipeline: Pipeline): Promise<Record<string, string>> {
  return Object.fromEntries((await jobs(pipeline)).map(({ name, status }) => [name, status]));
}

const GATED = `
stages: [change, deploy, after]
gate: {stage: change, image: tools, when: manual, allow_failure: false, script: ['echo "gate as $GITLAB_USER_LOGIN, $CHECK"', $CHECK]}
`;

describe.skipIf(missingForGitlab().length > 0)("a job of the sandbox's GitLab", () => {
  it('is there, runs and holds others up as its rules say', async () => {
    const pipeline = gitlab.run(`
always: {script: [echo], rules: [{when: always}]}
never: {script: [echo], rules: [{when: never}]}
nothing-fits: {script: [echo], rules: [{if: $NOWHERE}]}
first-that-fits: {script: [echo], rules: [{if: $NOWHERE, when: manual}, {if: $CI}, {when: manual}]}
on-failure: {script: [echo], rules: [{when: on_failure}]}
may-fail: {script: [exit 1], rules: [{if: $CI, allow_failure: true}]}
manual: {script: [echo], rules: [{when: manual}]}
manual-optional: {script: [echo], rules: [{when: manual, allow_failure: true}]}
keeps-its-own: {script: [echo], when: manual, allow_failure: true, rules: [{if: $CI}]}
manual-beside-rules: {script: [echo], when: manual, rules: [{if: $CI}]}
`);
    await pipeline.paused;
    const seen = (await jobs(pipeline)).map((job) => [job.name, job.status, job.allow_failure]);
    expect(seen.toReversed()).toEqual([
      ['always', 'success', false],
      ['first-that-fits', 'success', false],
      ['on-failure', 'skipped', false],
      ['may-fail', 'failed', true],
      ['manual', 'manual', false],
      ['manual-optional', 'manual', true],
      ['keeps-its-own', 'manual', true],
      ['manual-beside-rules', 'manual', true],
    ]);
  });

  it.each([
    ['passed', 'true', { a: 'success', b: 'skipped', c: 'success', d: 'success', e: 'skipped' }],
    ['denied', 'false', { a: 'skipped', b: 'success', c: 'success', d: 'skipped', e: 'skipped' }],
  ])('after a gate that %s runs by its `when` and its needs', async (_how, check, expected) => {
    const pipeline = gitlab.run(
      `${GATED}
a: {stage: deploy, script: [echo]}
b: {stage: deploy, when: on_failure, script: [echo]}
c: {stage: deploy, when: always, script: [echo]}
d: {stage: after, needs: [a], script: [echo]}
e: {stage: after, needs: [a, gate], when: on_failure, script: [echo]}`,
      { variables: { CHECK: check } },
    );
    await pipeline.paused;
    expect(await statuses(pipeline)).toMatchObject({ a: 'created', c: 'created' });
    expect((await act(pipeline, 'gate', 'play')).status).toBe(200);
    await pipeline.finished;
    expect(await statuses(pipeline)).toMatchObject(expected);
  });

  it('knows whether it is one that somebody plays', async () => {
    const pipeline = gitlab.run(`
played: {when: manual, allow_failure: false, script: ['echo "manual: $CI_JOB_MANUAL"'], manual_confirmation: Sure?}
not-played: {script: ['echo "manual: $CI_JOB_MANUAL"']}
`);
    await pipeline.paused;
    await act(pipeline, 'played', 'play');
    await pipeline.finished;
    const said = ['played', 'not-played'].map((name) => pipeline.job(name)?.trace.split('\n')[1]);
    expect(said).toEqual(['manual: true', 'manual: ']);
  });

  it('that nobody has played is passed over by the next stage, and not by what needs it', async () => {
    const pipeline = gitlab.run(`
optional: {stage: build, when: manual, script: [echo]}
by-stage: {script: [echo]}
by-need: {script: [echo], needs: [optional]}
absent-need: {script: [echo], needs: [{job: nowhere, optional: true}]}
nowhere: {script: [echo], rules: [{when: never}]}
`);
    await pipeline.finished;
    expect(await statuses(pipeline)).toEqual({
      optional: 'manual',
      'by-stage': 'success',
      'by-need': 'skipped',
      'absent-need': 'success',
    });
    await act(pipeline, 'optional', 'play');
    await pipeline.finished;
    expect((await statuses(pipeline))['by-need']).toBe('success');
  });

  it("is its player's, its token too, and later jobs stay with the pipeline's user", async () => {
    const pipeline = gitlab.run(
      `${GATED}deploy: {stage: deploy, image: tools, script: [echo "as $GITLAB_USER_LOGIN", whose-token]}`,
      {
        variables: { CHECK: 'whose-token' },
      },
    );
    await pipeline.paused;
    const played = await act(pipeline, 'gate', 'play');
    expect(played.body).toMatchObject({ status: 'pending', id: pipeline.job('gate')?.id });
    await pipeline.finished;
    const users = (await jobs(pipeline)).map(({ name, user }) => [name, user.username]);
    expect(users).toEqual([
      ['deploy', 'dev'],
      ['gate', 'change-bot'],
    ]);
    expect(pipeline.log).toContain('gate | gate as change-bot, whose-token');
    expect(pipeline.log).toContain('gate | token of change-bot');
    expect(pipeline.log).toContain('deploy | as dev');
    expect(pipeline.log).toContain('deploy | token of dev');
  });

  it("that was skipped after a failed gate becomes the one's who plays it again, rights and all", async () => {
    const yaml = `${GATED}deploy: {stage: deploy, environment: production, script: [echo "as $GITLAB_USER_LOGIN"]}`;
    const pipeline = gitlab.run(yaml, { variables: { CHECK: 'false' } });
    await pipeline.paused;
    await act(pipeline, 'gate', 'play');
    expect(await pipeline.finished).toBe('failed');
    const variables = { job_variables_attributes: [{ key: 'CHECK', value: 'true' }] };
    expect((await act(pipeline, 'gate', 'play', BOT, variables)).status).toBe(200);
    expect(await pipeline.finished).toBe('failed');
    const deploy = (await jobs(pipeline)).find(({ name }) => name === 'deploy');
    expect(deploy).toMatchObject({
      status: 'failed',
      failure_reason: 'protected_environment_failure',
      user: { username: 'change-bot' },
    });
  });

  it('stays skipped, and with its user, where a job is played that does not come before it', async () => {
    const pipeline = gitlab.run(`
stages: [change, deploy, after]
gate: {stage: change, when: manual, allow_failure: true, script: [echo]}
by-need: {stage: change, needs: [gate], script: [echo]}
behind: {stage: change, needs: [by-need], script: [echo]}
other: {stage: change, when: on_failure, script: [echo]}
later: {stage: deploy, when: on_failure, script: [echo]}
`);
    await pipeline.finished;
    await act(pipeline, 'gate', 'play');
    await pipeline.finished;
    const seen = (await jobs(pipeline)).map(({ name, status, user }) => [name, status, user.username]);
    expect(seen.toReversed()).toEqual([
      ['gate', 'success', 'change-bot'],
      ['by-need', 'success', 'change-bot'],
      ['behind', 'success', 'change-bot'],
      ['other', 'skipped', 'dev'],
      ['later', 'skipped', 'change-bot'],
    ]);
  });

  it('that is run again waits for the jobs before it', async () => {
    const yaml = `${GATED}always: {stage: deploy, when: always, script: [echo]}`;
    const pipeline = gitlab.run(yaml, { variables: { CHECK: 'false' } });
    await pipeline.paused;
    await act(pipeline, 'gate', 'play');
    expect(await pipeline.finished).toBe('failed');
    const variables = { job_variables_attributes: [{ key: 'CHECK', value: 'sleep infinity' }] };
    await act(pipeline, 'gate', 'play', BOT, variables);
    expect((await act(pipeline, 'always', 'retry')).status).toBe(201);
    expect(await statuses(pipeline)).toMatchObject({ always: 'created' });
    await ask('POST', `/pipelines/${pipeline.id}/cancel`);
    await pipeline.finished;
  });

  it('with a protected environment is retried by its deployers alone', async () => {
    const pipeline = gitlab.run('deploy: {environment: production, script: [echo]}');
    await pipeline.finished;
    expect((await act(pipeline, 'deploy', 'retry')).status).toBe(403);
    expect((await act(pipeline, 'deploy', 'retry', DEVELOPER)).status).toBe(201);
  });

  it('takes the variable that comes first: of a play, the project, a report, the job, the pipeline, GitLab', async () => {
    const pipeline = gitlab.run(
      `
variables: {OF_PROJECT: pipeline, OF_REPORT: pipeline, OF_JOB: pipeline, OF_PIPELINE: pipeline, CI_JOB_NAME: pipeline}
report: {stage: build, script: ['printf "OF_PLAY=report\\nOF_PROJECT=report\\nOF_REPORT=report\\n" > a.env'], artifacts: {reports: {dotenv: a.env}}}
use:
  rules: [{when: manual}]
  variables: {OF_PLAY: job, OF_PROJECT: job, OF_REPORT: job, OF_JOB: job}
  script: ['echo "$OF_PLAY $OF_PROJECT $OF_REPORT $OF_JOB $OF_PIPELINE $CI_JOB_NAME $CI_JOB_STAGE"']
`,
      { variables: { OF_PLAY: 'project', OF_PROJECT: 'project' } },
    );
    await pipeline.paused;
    const given = { job_variables_attributes: [{ key: 'OF_PLAY', value: 'play' }] };
    expect((await act(pipeline, 'use', 'play', BOT, given)).status).toBe(200);
    await pipeline.finished;
    expect(pipeline.job('use')?.trace).toContain('play project report job pipeline pipeline test\n');
  });

  it('is not played by whoever may not, nor where there is none: in the order in which GitLab looks', async () => {
    const pipeline = gitlab.run(`${GATED}\nready: {stage: change, script: [echo]}`, {
      variables: { CHECK: 'true' },
    });
    await pipeline.paused;
    expect(await ask('POST', '/jobs/4711/play', DEVELOPER)).toMatchObject({
      status: 404,
      body: { message: '404 Not Found' },
    });
    // Whether it can be played is told to nobody who may not play it.
    expect(await act(pipeline, 'ready', 'play', DEVELOPER)).toMatchObject({
      status: 403,
      body: { message: '403 Forbidden' },
    });
    expect(await act(pipeline, 'ready', 'play')).toMatchObject({
      status: 400,
      body: { message: '400 Bad request - Unplayable Job' },
    });
    expect(pipeline.job('gate')?.status).toBe('manual');
  });
});
