import { spawnSync } from 'node:child_process';

/** @throws Error with git's own words: an empty answer says that there is nothing, and never that git could not tell */
export function git(folder: string, ...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
  if (status === 0) return stdout.trim();
  throw new Error(`git ${args.join(' ')}: ${error?.message ?? stderr.trim()}`);
}

/** Which tags a clone has; none outside a repository. */
export function tagsIn(folder: string): string[] {
  return orEmpty(() => git(folder, 'tag', '--list')).split('\n');
}

/** The commit that is published, with a word where it was changed since; empty outside a repository. */
export function revision(folder: string): string {
  return orEmpty(() => {
    // A file that git does not know is built and packed too, which `describe --dirty` leaves out.
    const changes = git(folder, 'status', '--porcelain');
    return `${git(folder, 'rev-parse', 'HEAD')}${changes === '' ? '' : '-dirty'}`;
  });
}

function orEmpty(ask: () => string): string {
  try {
    return ask();
  } catch {
    return '';
  }
}
