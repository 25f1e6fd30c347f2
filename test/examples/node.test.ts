/** The script of examples/node, run as it stands with the built core installed beside it. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { USERS } from '@change-gate/sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Instance } from '../core/instance.ts';
import { installPackages, QUICK_PAUSES } from './installed.ts';

let instance: Instance;
const folder = mkdtempSync(join(tmpdir(), 'change-gate-node-'));

beforeAll(async () => {
  instance = await Instance.start();
  cpSync(fileURLToPath(new URL('../../examples/node', import.meta.url)), folder, { recursive: true });
  installPackages(folder, ['core']);
});
afterAll(async () => {
  await instance.close();
  rmSync(folder, { recursive: true });
});

const ENV = {
  PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
  NODE_OPTIONS: QUICK_PAUSES,
  CHANGE_GATE_PASSWORD: USERS.integration.password,
};

/** @param decide is called once the change asks for its approval */
async function run(
  [program = '', ...args]: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  decide: (number: string) => void,
) {
  return new Promise<{ code: number; said: string }>((resolve) => {
    const child = execFile(program, args, { cwd: folder, env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr });
    });
    child.stdout?.on('data', (said: string) => {
      const [, number] = /(CHG\d+) is in Assess.*this runner is held/.exec(said) ?? [];
      if (number !== undefined) decide(number);
    });
  });
}

async function deploy(id: string, command: readonly string[], decide: (number: string) => void) {
  const env = {
    ...ENV,
    BUILD_ID: id,
    BUILD_URL: 'https://builds.example.com/shop/42',
    CHANGE_GATE_INSTANCE_URL: instance.serviceNow.url,
    CHANGE_GATE_USERNAME: USERS.integration.userName,
  };
  return run([process.execPath, 'deploy.mjs', ...command], env, decide);
}

const changeOf = (id: string) =>
  instance.serviceNow.changes().find(({ correlation_id }) => correlation_id === `script:${id}:change`);

function approve(number: string): void {
  instance.serviceNow.approveAll(number);
  instance.serviceNow.move(number, 'Implement');
}

const NODE = process.execPath;

it('deploys once the change is approved, without the password, and closes the change', async () => {
  const shows = 'console.log("deploying with", process.env.CHANGE_GATE_PASSWORD)';
  const { code, said } = await deploy('shop-1', [NODE, '-e', shows], approve);
  expect(said).toContain('deploying with undefined');
  expect(code).toBe(0);
  expect(changeOf('shop-1')).toMatchObject({
    short_description: 'Shop to production',
    state: '3',
    close_code: 'successful',
  });
});

it('is called as its README says', async () => {
  const [, lines = ''] = /```sh\n([\s\S]*?)```/.exec(readFileSync(join(folder, 'README.md'), 'utf8')) ?? [];
  const typed = lines
    .replace('npm install\n', '')
    .replace(/^read .*\n/m, '')
    .replace('https://acme.service-now.com', instance.serviceNow.url)
    .replace('ci.bot', USERS.integration.userName);
  writeFileSync(join(folder, 'deploy.sh'), '#!/bin/sh\necho "deploying to $1"\n', { mode: 0o755 });
  const { code, said } = await run(['bash', '-ec', typed], ENV, approve);
  expect(said).toContain('deploying to production');
  expect(code).toBe(0);
  expect(changeOf('shop-42')).toMatchObject({ state: '3', close_code: 'successful' });
});

it('closes the change as unsuccessful, and fails, where the command does', async () => {
  const { code } = await deploy('shop-2', [NODE, '-e', 'process.exit(7)'], approve);
  expect(code).toBe(1);
  expect(changeOf('shop-2')).toMatchObject({ state: '3', close_code: 'unsuccessful' });
});

it('deploys nothing where the change is rejected, and leaves it as people left it', async () => {
  const { code, said } = await deploy('shop-3', [NODE, '-e', 'console.log("deploying")'], (number) =>
    instance.serviceNow.reject(number, 'Not on a Friday'),
  );
  expect(code).toBe(1);
  expect(said).toMatch(/was rejected.*\[NOT_APPROVED\]/);
  expect(said).not.toContain('deploying');
  expect(changeOf('shop-3')).toMatchObject({ approval: 'rejected', close_code: '' });
});

it('says how it is called, and opens nothing', async () => {
  const { code, said } = await deploy('shop-4', [], approve);
  expect([code, said]).toEqual([1, 'Usage: node deploy.mjs COMMAND ARGUMENT...\n']);
  expect(changeOf('shop-4')).toBeUndefined();
});

it('opens nothing without an id for the build', async () => {
  const before = instance.serviceNow.changes().length;
  const { code, said } = await deploy('', [NODE, '-e', ''], approve);
  expect(code).toBe(1);
  expect(said).toMatch(/build.id of the build: must be text.*\[INVALID_INPUT\]/s);
  expect(instance.serviceNow.changes()).toHaveLength(before);
});
