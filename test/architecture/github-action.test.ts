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

// The build that `npm test` begins with has written it.
it.skipIf(!inGit)(
  'git holds the bundle, byte for byte, as the source builds it (needs a git checkout)',
  () => {
    const args = ['ls-files', '--others', '--modified', 'adapters/github-action/dist'];
    const { stdout } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });
    expect(stdout, 'git add these, and commit them with the change').toBe('');
  },
);
