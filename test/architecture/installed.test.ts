/** When `npm run demo` and the others may leave pnpm out. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { forgetInstalled, isInstalled, rememberInstalled } from '../../scripts/installed.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'change-gate-installed-'));
  for (const folder of ['.', 'docs', 'test', 'packages/core', 'adapters/some-ci']) {
    write(join(folder, 'package.json'), '{}');
    write(join(folder, 'node_modules/.keep'), '');
  }
  write('pnpm-workspace.yaml', 'packages: []');
  write('pnpm-lock.yaml', 'lock: 1');
  write('node_modules/.modules.yaml', '{}');
  write('node_modules/.pnpm/lock.yaml', 'lock: 1');
  rememberInstalled(root);
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

it('may, where nothing has changed since pnpm has ended well', () => {
  expect(isInstalled(root)).toBe(true);
});

it.each([
  ['the lock file has changed', () => write('pnpm-lock.yaml', 'lock: 2')],
  ['a manifest has changed', () => write('packages/core/package.json', '{"dependencies":{}}')],
  ['there is a new package', () => write('packages/new/package.json', '{}')],
  ['what pnpm allows has changed', () => write('pnpm-workspace.yaml', 'packages: [packages/*]')],
  ['something else has been installed since', () => write('node_modules/.pnpm/lock.yaml', 'lock: 0')],
  ['nothing is installed', () => rmSync(join(root, 'node_modules'), { recursive: true })],
  ['one package lacks its own', () => rmSync(join(root, 'test/node_modules'), { recursive: true })],
  ['the site lacks its own', () => rmSync(join(root, 'docs/node_modules'), { recursive: true })],
  ['pnpm began and never ended', () => forgetInstalled(root)],
])('may not, where %s', (_what, change) => {
  change();
  expect(isInstalled(root)).toBe(false);
});

it('remembers nothing of a folder in which something is missing', () => {
  rmSync(join(root, 'node_modules'), { recursive: true });
  rememberInstalled(root);
  expect(isInstalled(root)).toBe(false);
});
