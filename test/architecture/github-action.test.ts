/** GitHub runs what is committed: the bundle, and the root's action.yml. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
// @ts-expect-error: plain JavaScript, since the scripts run before anything is installed
import { rootAction } from '../../scripts/root-action.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const inGit = spawnSync('git', ['rev-parse', '--git-dir'], { cwd: ROOT }).status === 0;

it("the root's action.yml is the adapter's (`npm run generate` writes it)", () => {
  expect(readFileSync(`${ROOT}action.yml`, 'utf8')).toBe(rootAction());
});

it.skipIf(!inGit)('the committed bundle is what the source builds (needs a git checkout)', () => {
  const bundle = 'adapters/github-action/dist';
  const git = (...args: string[]) => spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' }).stdout;
  expect(git('ls-files', bundle)).toContain('index.js');
  expect(git('status', '--porcelain', '--', bundle)).toBe('');
});
