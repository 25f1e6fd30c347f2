/** The packages, installed from their files into an empty folder, as people will install them. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NPM_PACKAGES, VERSION } from '../../scripts/release/names.mjs';
import { QUICK_PAUSES } from '../examples/installed.ts';
import { packed } from './packed.ts';

let folder: string;
beforeAll(async () => {
  const release = await packed();
  folder = mkdtempSync(join(tmpdir(), 'change-gate-installed-'));
  const files = NPM_PACKAGES.map((path) => path.replace(/^.*\//, '')).map((name) => [
    `@change-gate/${name}`,
    `file:${release.folder}/change-gate-${name}-${VERSION}.tgz`,
  ]);
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ type: 'module', dependencies: Object.fromEntries(files) }),
  );
  // Until it is published, core comes from its file for those that depend on it, too.
  const [core] = files;
  writeFileSync(
    join(folder, 'pnpm-workspace.yaml'),
    `pmOnFail: ignore\noverrides: {"${core?.join('": "')}"}\n`,
  );
  execFileSync('pnpm', ['install', '--prefer-offline', '--ignore-scripts'], { cwd: folder, stdio: 'pipe' });
  release.remove();
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bin = (name: string) => join(folder, 'node_modules/.bin', name);

it.each([
  ['change-gate', ['--help'], 0, /^change-gate COMMAND/],
  ['change-gate', ['check', '--help'], 0, /check/],
  ['change-gate-sandbox', ['--help'], 0, /^change-gate-sandbox \[options\]/],
  ['change-gate-gitlab', [], 1, /CHANGE_GATE_OPERATION/],
])('%s %j starts', (name, args, ends, says) => {
  const { status, stdout, stderr } = spawnSync(bin(name), args, { encoding: 'utf8' });
  expect(stdout + stderr).toMatch(says);
  expect(status).toBe(ends);
});

/** Runs the example of core's page in the installed sandbox, in which it is approved once it waits. */
const DRIVER = `
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { startSandbox, USERS } from '@change-gate/sandbox';
const { userName, password } = USERS.integration;
const { serviceNow, close } = await startSandbox({});
const example = process.env.EXAMPLE.replace('https://acme.service-now.com', serviceNow.url).replace('ci.bot', userName);
writeFileSync('gate.mjs', example);
const child = spawn(process.execPath, ['gate.mjs'], { env: { CHANGE_GATE_PASSWORD: password, NODE_OPTIONS: process.env.FAST } });
child.stderr.pipe(process.stderr);
child.stdout.setEncoding('utf8').on('data', (said) => {
  const [, number] = /(CHG\\d+) is in Assess.*this runner is held/.exec(said) ?? [];
  if (number === undefined) return;
  serviceNow.approveAll(number);
  serviceNow.move(number, 'Implement');
});
await new Promise((resolve) => child.on('close', resolve));
console.log(JSON.stringify(serviceNow.changes().map((change) => [change.state, change.close_code])));
await close();
`;

it("the library's example runs in the installed sandbox", () => {
  const page = readFileSync(join(folder, 'node_modules/@change-gate/core/README.md'), 'utf8');
  const [, EXAMPLE] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
  writeFileSync(join(folder, 'driver.mjs'), DRIVER);
  const { stdout, stderr } = spawnSync(process.execPath, ['driver.mjs'], {
    cwd: folder,
    env: { EXAMPLE, FAST: QUICK_PAUSES },
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual([['3', 'successful']]);
});
