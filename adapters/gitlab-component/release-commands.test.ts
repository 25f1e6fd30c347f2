import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { releaseCommands } from './release-commands.ts';

it('leave the tags of the version, its minor and its major one at the commit, wherever these were', () => {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-release-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const person = ['AUTHOR_NAME', 'AUTHOR_EMAIL', 'COMMITTER_NAME', 'COMMITTER_EMAIL'];
  const env = { ...process.env, ...Object.fromEntries(person.map((name) => [`GIT_${name}`, 'dev'])) };
  const sh = (command: string) => {
    const { status, stdout, stderr } = spawnSync(command, {
      shell: true,
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
    return stdout.trim();
  };
  sh('git init --quiet --bare origin && git clone --quiet origin clone');
  for (const [version, earlier] of [
    ['1.2.0', []],
    ['1.2.1', ['1.2.0', '1.2', '1']],
  ] as const) {
    writeFileSync(join(folder, 'clone/README.md'), version);
    sh((releaseCommands('clone', version, earlier).match(/^ {2}git .*/gm) ?? []).join(' && '));
    const head = sh('git -C clone rev-parse HEAD');
    for (const tag of [version, '1.2', '1']) expect(sh(`git -C origin rev-parse ${tag}`), tag).toBe(head);
  }
});

const moved = (version: string, tags: readonly string[]) =>
  /push --force origin (.*)/.exec(releaseCommands('clone', version, tags))?.[1];

it.each([
  ['after a later minor version', '1.2.9', ['1.10.0'], '1.2'],
  ['after a later patch', '1.2.9', ['1.2.10'], undefined],
  ['after a later major version', '1.2.9', ['2.0.0', '2'], '1 1.2'],
  ['after what is no release', '1.2.9', ['1.3.0-rc.1', '1', 'main'], '1 1.2'],
  ['of a release candidate', '1.3.0-rc.1', ['1.2.9'], undefined],
])('move no tag back: %s', (_what, version, tags, expected) => {
  expect(moved(version, tags)).toBe(expected);
});
