/** GitHub runs what is committed: the bundle, and the root's action.yml. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
// @ts-expect-error: plain JavaScript, since the scripts run before anything is installed
import { rootAction } from '../../scripts/root-action.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const inGit = spawnSync('git', ['rev-parse', '--git-dir'], { cwd: ROOT }).status === 0;

it("the root's action.yml is the adapter's (`npm run generate` writes it)", () => {
  expect(readFileSync(`${ROOT}action.yml`, 'utf8')).toBe(rootAction());
});

it('the bundle is, byte for byte, what the source builds (`npm run build` writes it)', () => {
  const adapter = join(ROOT, 'adapters/github-action');
  const fresh = mkdtempSync(join(tmpdir(), 'change-gate-bundle-'));
  onTestFinished(() => rmSync(fresh, { recursive: true }));

  const args = [join(ROOT, 'scripts/bundle.mjs'), '--out', fresh, '--license', 'licenses.txt'];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: adapter, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });

  const files = readdirSync(fresh).sort();
  expect(readdirSync(join(adapter, 'dist')).sort()).toEqual(files);
  for (const file of files) {
    const built = readFileSync(join(fresh, file));
    expect(readFileSync(join(adapter, 'dist', file)).equals(built), file).toBe(true);
  }
});

it.skipIf(!inGit)('every file of the bundle is in git (needs a git checkout)', () => {
  const args = ['ls-files', '--others', 'adapters/github-action/dist'];
  expect(spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' }).stdout).toBe('');
});
