/** What a job token can see of a range of commits: one commit after the other, each with its parents. */

import type { GitLabReader } from './ask.ts';
import { type CommitBody, commitBody } from './bodies.ts';
import { commitOf, type Range, short } from './range.ts';

/** Requests to GitLab, one for each commit. */
const MOST_READ = 100;

interface Reached {
  readonly commit: CommitBody;
  fromBase: boolean;
  fromHead: boolean;
  isWalked: boolean;
}

/**
 * As git walks from two commits at once, always on from the newest, until all that is left is reached from the base: what only
 * the head reaches has come since.
 * @param base, head whole SHAs
 */
export async function walk(base: string, head: string, reader: GitLabReader): Promise<Range> {
  const reached = new Map<string, Reached>();
  const unknown = (gap: string): Range => ({ direction: 'unknown', commits: undefined, gap });

  /** @returns whether GitLab shows it */
  const reach = async (sha: string, { fromBase, fromHead }: Pick<Reached, 'fromBase' | 'fromHead'>) => {
    const known = reached.get(sha);
    if (known === undefined) {
      const commit = await reader.get(`/repository/commits/${sha}`, commitBody);
      if (commit === undefined) return false;
      reached.set(sha, { commit, fromBase, fromHead, isWalked: false });
      return true;
    }
    const isNews = (fromBase && !known.fromBase) || (fromHead && !known.fromHead);
    known.fromBase ||= fromBase;
    known.fromHead ||= fromHead;
    // What lies behind it has to be told.
    if (isNews) known.isWalked = false;
    return true;
  };

  for (const [sha, from] of [
    [base, { fromBase: true, fromHead: false }],
    [head, { fromBase: false, fromHead: true }],
  ] as const) {
    if (!(await reach(sha, from))) return unknown(`GitLab does not show commit ${short(sha)}.`);
  }
  for (;;) {
    const open = [...reached.values()].filter(({ isWalked }) => !isWalked);
    if (open.every(({ fromBase }) => fromBase)) break;
    const next = open.reduce((newest, one) => (timeOf(one) > timeOf(newest) ? one : newest));
    next.isWalked = true;
    for (const parent of next.commit.parent_ids) {
      if (!reached.has(parent) && reached.size >= MOST_READ) {
        return unknown(
          `There are more commits since ${short(base)} than the ${MOST_READ} that are looked up with a job token. With a callback token, or in a checkout that holds ${short(base)} (GIT_DEPTH), they are counted.`,
        );
      }
      if (!(await reach(parent, next))) return unknown(`GitLab does not show commit ${short(parent)}.`);
    }
  }
  const all = [...reached.values()];
  const since = all.filter(({ fromBase }) => !fromBase).sort((a, b) => timeOf(b) - timeOf(a));
  return {
    direction: directionOf(reached.get(base), reached.get(head)),
    commits: since.map(({ commit }) => commitOf(commit)),
  };
}

function directionOf(base: Reached | undefined, head: Reached | undefined): Range['direction'] {
  if (base?.fromHead) return 'ahead';
  return head?.fromBase ? 'rollback' : 'diverged';
}

function timeOf({ commit }: Reached): number {
  return Date.parse(commit.committed_date);
}
