/** GitHub runs what is committed: the root's action.yml, and the bundle that it names. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const inGit = spawnSync('git', ['rev-parse', '--git-dir'], { cwd: ROOT }).status === 0;

const ACTION = parse(readFileSync(`${ROOT}action.yml`, 'utf8'));

it("the root's action.yml names a file for a step and one for its end", () => {
  const { main, post } = ACTION.runs;
  expect(post).not.toBe(main);
  expect([main, post].filter((path) => !existsSync(`${ROOT}${path}`))).toEqual([]);
});

/**
 * What GitHub's Marketplace asks of an action (docs.github.com, "Publishing actions in GitHub Marketplace" and "Metadata
 * syntax"). Its linter, in adapters/github-action/test/lint.test.ts, knows the allowed icons and colours. That no other
 * action, user or category has the name only the form for a release can say: it is the organization's own name.
 */
describe('the Marketplace', () => {
  it('takes the name, which is that of the organization that publishes it', () => {
    expect(ACTION.name.toLowerCase().replaceAll(' ', '-')).toBe('change-gate');
  });

  it('takes the description: one line of less than 125 characters', () => {
    expect(ACTION.description).toMatch(/^.{1,124}$/);
  });

  it('shows an icon and a colour, a README and a license', () => {
    expect(ACTION.branding).toEqual({ icon: expect.any(String), color: expect.any(String) });
    expect(['README.md', 'LICENSE'].filter((file) => !existsSync(`${ROOT}${file}`))).toEqual([]);
  });

  it('finds one metadata file at the root, without what belongs into a workflow', () => {
    expect(existsSync(`${ROOT}action.yaml`)).toBe(false);
    expect(Object.keys(ACTION)).toEqual([
      'name',
      'description',
      'author',
      'branding',
      'inputs',
      'outputs',
      'runs',
    ]);
    const inputs = Object.values(ACTION.inputs as Record<string, object>).flatMap(Object.keys);
    expect(new Set(inputs)).toEqual(new Set(['description', 'required', 'default']));
  });
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
