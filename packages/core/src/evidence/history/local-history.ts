/** What the checkout's own git tells of the commits between two. */
import { statSync } from 'node:fs';
import type { Commit, History } from '../source.ts';
import { createGit, type Git } from './git.ts';

/** More are not read: nobody decides on them one by one. */
export const MOST_COMMITS = 2000;

const WHOLE_SHA = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

export type LocalHistory = Required<Pick<History, 'base' | 'direction'>> & {
  readonly commits: readonly Commit[] | undefined;
};

/** @param problem a clause about the checkout: `it is shallow and does not hold v1.2` */
export type NoLocalHistory = { readonly problem: string };

/**
 * @param folder the checkout
 * @param base   a SHA, tag or branch that does not begin with a hyphen
 * @param head   the whole SHA
 */
export async function readLocalHistory(
  folder: string,
  { base: named, head }: { readonly base: string; readonly head: string },
): Promise<LocalHistory | NoLocalHistory> {
  // Node says of a folder that is not there what it says of a program.
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    return { problem: 'there is no checkout here' };
  const git = createGit(folder);
  const shallow = await git('rev-parse', '--is-shallow-repository');
  if (shallow.code !== 0) return { problem: shallow.problem };
  const isShallow = shallow.out.trim() !== 'false';
  const words = isShallow ? 'it is shallow and does not hold' : 'it does not hold';
  // A commit's SHA stands for its whole history: a repository that has it is the build's, or a copy.
  if ((await commitOf(git, head)) !== head) return { problem: `${words} commit ${head}` };
  const base = await commitOf(git, named);
  if (base === undefined) return { problem: `${words} ${named}` };
  if (base === head) return { base, direction: 'same', commits: [] };

  const listed = await git(
    'rev-list',
    `--max-count=${MOST_COMMITS + 1}`,
    '--format=%H%x00%P%x00%an%x00%ae%x00%s',
    head,
    `^${base}`,
  );
  if (listed.code !== 0) return { problem: listed.problem };
  const lines = listed.out.split('\n').filter((line) => line.includes('\0'));
  if (lines.length === 0) return { base, direction: 'rollback', commits: [] };
  // A shallow clone is cut off where commits have lost their parents: what lies behind is missing, and may be old commits.
  const isCut = lines.some((line) => line.split('\0')[1] === '');
  if (isShallow && isCut) return { problem: `it is shallow and does not reach back to ${named}` };
  const ancestor = await git('merge-base', '--is-ancestor', base, head);
  if (ancestor.code !== 0 && ancestor.code !== 1) return { problem: ancestor.problem };
  return {
    base,
    direction: ancestor.code === 0 ? 'ahead' : 'diverged',
    commits: lines.length > MOST_COMMITS ? undefined : lines.map(readCommit),
  };
}

/** @returns `undefined` for what the checkout does not hold */
async function commitOf(git: Git, named: string): Promise<string | undefined> {
  const { code, out } = await git(
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${named}^{commit}`,
  );
  const sha = out.trim();
  return code === 0 && WHOLE_SHA.test(sha) ? sha : undefined;
}

function readCommit(line: string): Commit {
  const [sha = '', parents = '', name = '', email = '', title = ''] = line.split('\0');
  const isMerge = parents.includes(' ');
  return { sha, title, author: { role: 'author', name, login: '', email }, isMerge };
}
