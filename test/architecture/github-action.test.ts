/** GitHub runs what is committed: the root's action.yml, and the bundle that it names. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const inGit = spawnSync('git', ['rev-parse', '--git-dir'], { cwd: ROOT }).status === 0;

it("the root's action.yml names a file for a step and one for its end, beside a README, as the Marketplace wants it", () => {
  const { main, post } = parse(readFileSync(`${ROOT}action.yml`, 'utf8')).runs;
  expect(post).not.toBe(main);
  expect([main, post, 'README.md'].filter((path) => !existsSync(`${ROOT}${path}`))).toEqual([]);
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
