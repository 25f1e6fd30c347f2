import { spawnSync } from 'node:child_process';

/** @returns what git says; empty where there is no repository */
export function git(folder: string, ...args: readonly string[]): string {
  const { status, stdout } = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : '';
}

/** The commit that is published, with a word where it was changed since; empty outside a repository. */
export function revision(folder: string): string {
  return git(folder, 'describe', '--always', '--dirty', '--abbrev=40', '--exclude=*');
}
