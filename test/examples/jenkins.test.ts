/** The steps of examples/jenkins, run as it stands, with the built core installed beside it. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { USERS } from '@change-gate/sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Instance } from '../core/instance.ts';
import { installPackages } from './installed.ts';

let instance: Instance;
const folder = mkdtempSync(join(tmpdir(), 'change-gate-example-'));

beforeAll(async () => {
  instance = await Instance.start();
  cpSync(fileURLToPath(new URL('../../examples/jenkins', import.meta.url)), folder, { recursive: true });
  installPackages(folder, ['core']);
});
afterAll(async () => {
  await instance.close();
  rmSync(folder, { recursive: true });
});

async function gate(operation: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['gate.mjs', operation], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      BUILD_TAG: 'jenkins-shop-7',
      BUILD_URL: 'https://jenkins.example/job/shop/7/',
      CHANGE_GATE_DATA: '{"short_description": "Globex deployment to QA"}',
      CHANGE_GATE_INSTANCE_URL: instance.serviceNow.url,
      CHANGE_GATE_USERNAME: USERS.integration.userName,
      CHANGE_GATE_PASSWORD: USERS.integration.password,
      ...env,
    },
  });
  return stdout;
}

it('opens, waits, verifies and closes', async () => {
  expect(await gate('open')).toMatch(
    /Opened CHG\d+.*\nCHG\d+ is in Assess.*\nCHG\d+ is in Assess: not approved yet \(http/,
  );
  const number = instance.serviceNow.changes()[0]?.number ?? '';
  instance.serviceNow.approveAll(number);
  instance.serviceNow.move(number, 'Implement');
  expect(await gate('wait')).toMatch(/CHG\d+ is in Implement \(approved by .*\) \(http/);
  expect(await gate('verify')).toMatch(/CHG\d+ is in Implement \(approved by .*\) \(http/);
  expect(await gate('close', { CHANGE_GATE_OUTCOME: 'failure' })).toContain(`Closed ${number}`);
  expect(instance.serviceNow.changes()).toMatchObject([
    { state: '3', close_code: 'unsuccessful', correlation_id: 'jenkins:jenkins-shop-7:change' },
  ]);
});

it('cancels a change that was rejected, for nothing is deployed under it', async () => {
  const build = { BUILD_TAG: 'jenkins-shop-9' };
  await gate('open', build);
  const change = () => instance.serviceNow.changes().at(-1);
  instance.serviceNow.reject(change()?.number ?? '', 'Not on a Friday');
  await expect(gate('wait', build)).rejects.toMatchObject({ code: 1 });
  await gate('cancel', build);
  expect(change()?.state).toBe('4');
});

it('names what it can do to somebody who asks for something else', async () => {
  await expect(gate('approve')).rejects.toMatchObject({
    code: 1,
    stderr: 'Usage: node gate.mjs open|wait|verify|close|cancel\n',
  });
});

it('opens nothing where Jenkins does not say which build it is', async () => {
  const before = instance.serviceNow.changes().length;
  await expect(gate('open', { BUILD_TAG: '' })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/buildKey of the build: must be text.*\[INVALID_INPUT\]/),
  });
  expect(instance.serviceNow.changes()).toHaveLength(before);
});

it('says what is wrong and fails the build', async () => {
  await expect(gate('wait', { BUILD_TAG: 'jenkins-shop-8' })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/This build has opened no change.*\[CHANGE_NOT_FOUND\]/),
  });
});
