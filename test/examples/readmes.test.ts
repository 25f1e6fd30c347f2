/** The example in the README of each npm package, run as it stands but for the instance's address and its user. */
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { USERS } from '@change-gate/sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeGate } from '../check/laptop.ts';
import { Instance } from '../core/instance.ts';
import { installPackages, QUICK_PAUSES } from './installed.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const { userName, password } = USERS.integration;
const [ACME, BOT] = ['https://acme.service-now.com', 'ci.bot'];
const ENV = { CHANGE_GATE_PASSWORD: password };

let instance: Instance;
const folder = mkdtempSync(join(tmpdir(), 'change-gate-readmes-'));

beforeAll(async () => {
  instance = await Instance.start();
  installPackages(folder, ['core', 'sandbox']);
});
afterAll(async () => {
  await instance.close();
  rmSync(folder, { recursive: true });
});

function example(page: string, language: string): string {
  const blocks = [...read(page).matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))];
  expect(blocks).toHaveLength(1);
  return blocks[0]?.[1] ?? '';
}

it("core's opens, waits and closes, and docs/library.md shows the same", async () => {
  const code = example('packages/core/README.md', 'js');
  expect(example('docs/library.md', 'js')).toBe(code);
  writeFileSync(join(folder, 'core.mjs'), code.replace(ACME, instance.serviceNow.url).replace(BOT, userName));
  const child = spawn(process.execPath, ['core.mjs'], {
    cwd: folder,
    env: { ...ENV, NODE_OPTIONS: QUICK_PAUSES },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.setEncoding('utf8').on('data', (said: string) => {
    const [, number] = /(CHG\d+) is in Assess.*this runner is held/.exec(said) ?? [];
    if (number === undefined) return;
    instance.serviceNow.approveAll(number);
    instance.serviceNow.move(number, 'Implement');
  });
  const ended = await new Promise((resolve) => child.on('close', resolve));
  expect(ended).toBe(0);
  expect(instance.serviceNow.changes()).toMatchObject([
    { short_description: 'Shop 2.4 to production', state: '3', close_code: 'successful' },
  ]);
});

it('docs/library.md names the user that the sandbox has', () => {
  const page = read('docs/library.md').replace(/\s+/g, ' ');
  expect(page).toContain(`the user \`${userName}\` and the password \`${password}\``);
});

it("cli's looks at the instance, and creates nothing", async () => {
  const before = instance.serviceNow.changes().length;
  const line = /^npx @change-gate\/cli (.*)$/m.exec(example('packages/cli/README.md', 'sh'))?.[1] ?? '';
  const words = line.replace(ACME, instance.serviceNow.url).replace(BOT, userName).split(' ');
  const { out, err } = await changeGate(words, ENV);
  expect(err).toBe('');
  expect(out).toContain('Nothing was found that would break this configuration');
  expect(instance.serviceNow.changes()).toHaveLength(before);
});

it("sandbox's starts an instance, opens a change in it, and ends", async () => {
  writeFileSync(join(folder, 'sandbox.mjs'), example('packages/sandbox/README.md', 'js'));
  const { stdout } = await promisify(execFile)(process.execPath, ['sandbox.mjs'], { cwd: folder });
  expect(stdout).toMatch(/^CHG\d{7}\n$/);
});
