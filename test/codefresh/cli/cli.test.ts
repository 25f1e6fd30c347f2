/** Codefresh's own command line client, which nobody here wrote, against the sandbox's Codefresh. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Build, type Sandbox, startSandbox } from '@change-gate/sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codefresh } from '../../gate/codefresh.ts';

const CLI = join(
  dirname(createRequire(import.meta.url).resolve('codefresh/package.json')),
  'lib/interface/cli/codefresh',
);
const PIPELINE = `{version: '1.0', steps: {wait: {type: pending-approval}, go: {image: alpine, commands: [echo]}}}`;

let sandbox: Sandbox;
let home: string;

beforeAll(async () => {
  sandbox = await startSandbox(codefresh.sandboxOptions({}));
  home = await mkdtemp(join(tmpdir(), 'codefresh-cli-'));
});
afterAll(async () => {
  await sandbox.close();
  await rm(home, { recursive: true });
});

async function pausedBuild(branch = 'main'): Promise<Build> {
  const build = sandbox.codefresh.run(PIPELINE, { git: { branch } });
  await build.paused;
  return build;
}

/** @returns its exit code and what it printed */
function cli(...args: string[]): Promise<{ code: unknown; out: string }> {
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    CF_URL: sandbox.codefresh.url,
    CF_API_KEY: codefresh.callbackToken,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : error.code, out: stdout + stderr });
    });
  });
}

it('finds the paused builds of a branch, and approves one', async () => {
  const build = await pausedBuild('release');
  const list = await cli('get', 'builds', '--status=pending-approval', '--branch=release', '-o', 'json');
  expect(list.code).toBe(0);
  expect(JSON.parse(list.out)).toMatchObject({
    id: build.id,
    status: 'pending-approval',
    'pipeline-name': build.pipelineName,
    repository: 'globex/webshop',
    branch: 'release',
    webhook: false,
    progress: expect.stringMatching(/^[0-9a-f]{24}$/),
  });
  expect(await cli('approve', build.id)).toEqual({
    code: 0,
    out: `Workflow ${build.id} has been approved.\n`,
  });
  expect(await build.finished).toBe('success');
});

it('denies a build, and knows the status that it ends with', async () => {
  const build = await pausedBuild();
  expect((await cli('deny', build.id)).out).toBe(`Workflow ${build.id} has been denied.\n`);
  await build.finished;
  expect(await cli('wait', build.id, '--status=error')).toEqual({
    code: 0,
    out: `Build: ${build.id} status: error reached\n`,
  });
});

it('starts a build again, and terminates it', async () => {
  const build = await pausedBuild();
  sandbox.codefresh.deny(build.id, 'Paul');
  await build.finished;
  const id = (await cli('restart', build.id, '--detach')).out.trim();
  const again = sandbox.codefresh.build(id);
  await again?.paused;
  expect(await cli('terminate', id)).toEqual({ code: 0, out: `Build: ${id} terminated\n` });
  expect(await again?.finished).toBe('terminated');
});

it('annotates a build, and reads it back', async () => {
  const { id } = await pausedBuild();
  expect((await cli('create', 'annotation', 'workflow', id, 'CR_NUMBER=CHG0030001')).code).toBe(0);
  const { out } = await cli('get', 'annotation', 'workflow', id, '-o', 'json');
  expect(JSON.parse(out)).toMatchObject({
    entityId: id,
    entityType: 'workflow',
    key: 'CR_NUMBER',
    value: 'CHG0030001',
  });
});

it('says what the server answers when there is no such build', async () => {
  const { code, out } = await cli('approve', '60c7bc5447895646d116db74');
  expect(code).toBe(1);
  expect(out).toMatch(/^Error: Build 60c7bc5447895646d116db74 was not found/);
});
