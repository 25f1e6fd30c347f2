/** Codefresh's own command line client, which nobody here wrote, at builds of our step. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Build } from '@change-gate/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../../environment/environment.ts';
import { codefresh } from '../../gate/codefresh.ts';
import { approveAndImplement, run, stepStatus } from '../builds.ts';
import { guidePipeline } from '../documents.ts';

const CLI = join(
  dirname(createRequire(import.meta.url).resolve('codefresh/package.json')),
  'lib/interface/cli/codefresh',
);
const NO_BUILD = '60c7bc5447895646d116db74';
const QUICK_START = guidePipeline('Quick start');

let testEnv: TestEnvironment;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codefresh-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  testEnv = await startTestEnvironment();
  testEnv.listServer(codefresh);
});
afterEach(() => testEnv.close());

async function pausedBuild(): Promise<Build> {
  const build = run(testEnv, QUICK_START);
  await build.paused;
  return build;
}

interface Printed {
  readonly code: unknown;
  readonly out: string;
}

/** @returns its exit code and what it printed */
async function cli(...args: string[]): Promise<Printed> {
  const env = {
    PATH: process.env.PATH,
    // It writes its configuration there, and says so where another one is writing too.
    HOME: await mkdtemp(join(folder, 'home-')),
    NODE_COMPILE_CACHE: folder,
    CF_URL: testEnv.sandbox.codefresh.url,
    CF_API_KEY: codefresh.callbackToken,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : error.code, out: stdout + stderr });
    });
  });
}

function json({ code, out }: Printed): unknown {
  expect(`${code} ${out}`).toMatch(/^0 [[{]/);
  return JSON.parse(out);
}

it('shows which builds wait, and adds to what our step has annotated', async () => {
  const build = await pausedBuild();
  const filters = ['--status=pending-approval', `--pipeline-name=${build.pipelineName}`, '--branch=main'];
  const [list, annotated] = await Promise.all([
    cli('get', 'builds', ...filters, '-o', 'json'),
    cli('create', 'annotation', 'workflow', build.id, 'TICKET=GLX-7'),
  ]);
  expect(json(list)).toMatchObject({
    id: build.id,
    status: 'pending-approval',
    'pipeline-name': build.pipelineName,
    repository: 'globex/webshop',
    branch: 'main',
  });
  expect(annotated).toEqual({ code: 0, out: 'Annotations was created\n' });
  expect(json(await cli('get', 'annotation', 'workflow', build.id, '-o', 'json'))).toMatchObject([
    { entityId: build.id, entityType: 'workflow', key: 'CR_NUMBER', value: testEnv.number },
    { key: 'CR_SYSID', value: testEnv.change().sys_id },
    { key: 'CR_EVIDENCE', value: expect.stringMatching(/^no test reports given/) },
    { key: 'GATE_OPENED_change', value: testEnv.number },
    { key: 'TICKET', value: 'GLX-7' },
  ]);
});

it('approves a build that ServiceNow could not tell', async () => {
  const build = await pausedBuild();
  const { faults } = testEnv.sandbox.codefresh;
  faults.inject({
    effect: { kind: 'status', status: 403 },
    path: /\/pending-approval\/approve$/,
  });
  approveAndImplement(testEnv, testEnv.number);
  await testEnv.settled();
  expect(build.status).toBe('pending-approval');
  expect(await cli('approve', build.id)).toEqual({
    code: 0,
    out: `Workflow ${build.id} has been approved.\n`,
  });
  expect(await build.finished).toBe('success');
  expect(testEnv.change().state).toBe('3');
  expect(await cli('wait', build.id)).toEqual({
    code: 0,
    out: `Build: ${build.id} status: success reached\n`,
  });
});

it('approves a build whose change nobody has approved: our step ends it, and the log says why', async () => {
  const build = await pausedBuild();
  expect((await cli('approve', build.id)).code).toBe(0);
  await build.finished;
  expect(stepStatus(build, 'deploy')).toBe('skipped');
  const [wait, logs] = await Promise.all([cli('wait', build.id), cli('logs', build.id)]);
  expect(wait).toEqual({ code: 1, out: `Error: Build: ${build.id} finished with status: error\n` });
  expect(logs.code).toBe(0);
  expect(logs.out).toContain(`Opened ${testEnv.number}: `);
  expect(logs.out).toMatch(
    /Step: verify_change\n=+\nERROR: CHG\d+ is in Assess: not approved yet\..*\[NOT_APPROVED\]/,
  );
});

it('starts a pipeline by its name, with variables of its own', async () => {
  const { codefresh: server } = testEnv.sandbox;
  const print = '{image: alpine, commands: ["echo $COLOUR $SECRET on $CF_BRANCH"]}';
  const codefreshYml = `{version: '1.0', steps: {print: ${print}}}`;
  server.define({ name: 'globex/print', codefreshYml, variables: { COLOUR: 'red' }, encrypted: [] });
  const options = ['--detach', '--branch=feature', '--variable=COLOUR=blue', '--secret=SECRET=confidential'];
  const [started, missing] = await Promise.all([
    cli('run', 'globex/print', ...options),
    cli('run', 'globex/none', '--detach'),
  ]);
  expect(started).toEqual({ code: 0, out: expect.stringMatching(/^[0-9a-f]{24}\n$/) });
  expect(missing.out).toContain('Passed pipeline id: globex/none does not exist');
  const build = server.build(started.out.trim());
  expect(await build?.finished).toBe('success');
  expect(build?.log).toContain('print | blue ***** on feature');
});

it('denies a build, and knows how it ended', async () => {
  const build = await pausedBuild();
  const [denied, missing] = await Promise.all([cli('deny', build.id), cli('deny', NO_BUILD)]);
  expect(denied).toEqual({ code: 0, out: `Workflow ${build.id} has been denied.\n` });
  expect(missing).toMatchObject({
    code: 1,
    out: expect.stringMatching(`^Error: Build ${NO_BUILD} was not found`),
  });
  await build.finished;
  expect(stepStatus(build, 'deploy')).toBe('skipped');
  expect(await cli('wait', build.id, '--status=error')).toEqual({
    code: 0,
    out: `Build: ${build.id} status: error reached\n`,
  });
});

it('terminates a build, which the app then finds over, and starts it again with a change of its own', async () => {
  const first = await pausedBuild();
  expect(await cli('terminate', first.id)).toEqual({ code: 0, out: `Build: ${first.id} terminated\n` });
  expect(await first.finished).toBe('terminated');
  for (const hours of [6, 6, 1, 6, 6, 1]) await testEnv.pass(hours * 3_600_000);
  expect(testEnv.registration()).toMatchObject({
    status: 'ended',
    last_outcome: 'build-ended',
    last_answer: expect.stringContaining("The build's status is terminated."),
  });

  const old = testEnv.number;
  const { code, out } = await cli('restart', first.id, '--detach');
  expect(code).toBe(0);
  const second = testEnv.sandbox.codefresh.build(out.trim());
  await second?.paused;
  expect(second?.outputs.CR_NUMBER).toMatch(/^CHG/);
  expect(second?.outputs.CR_NUMBER).not.toBe(old);
  approveAndImplement(testEnv, second?.outputs.CR_NUMBER ?? '');
  expect(await second?.finished).toBe('success');
});
