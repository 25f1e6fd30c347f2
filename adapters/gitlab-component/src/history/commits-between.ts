/** The commits that come with a deployment, and how its commit stands to the one that was deployed last. */

import type { GitLabReader } from './ask.ts';
import { type CommitBody, commitBodies, mergeBaseBody } from './bodies.ts';
import { commitOf, type Range, short } from './range.ts';
import { walk } from './walk.ts';

const PAGE = 100;
const MOST_PAGES = 10;

/** @param base, head whole SHAs */
export async function commitsBetween(base: string, head: string, reader: GitLabReader): Promise<Range> {
  if (base === head) return { direction: 'same', commits: [] };
  return reader.isUser ? await list(base, head, reader) : await walk(base, head, reader);
}

/** A list of commits takes a range (GitLab docs, "List repository commits", `ref_name`). Unlike a comparison it has no diffs. */
async function list(base: string, head: string, reader: GitLabReader): Promise<Range> {
  const refs = `refs%5B%5D=${base}&refs%5B%5D=${head}`;
  const fork = await reader.get(`/repository/merge_base?${refs}`, mergeBaseBody);
  if (fork === undefined) {
    const gap = `GitLab finds nothing that ${short(base)} and ${short(head)} have in common, so what changed is not known.`;
    return { direction: 'unknown', commits: undefined, gap };
  }
  if (fork.id === head) return { direction: 'rollback', commits: [] };
  const direction = fork.id === base ? 'ahead' : 'diverged';
  const found: CommitBody[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const path = `/repository/commits?ref_name=${base}..${head}&per_page=${PAGE}&page=${page}`;
    const listed = await reader.get(path, commitBodies);
    if (listed === undefined) {
      const gap = `GitLab does not list the commits between ${short(base)} and ${short(head)}.`;
      return { direction, commits: undefined, gap };
    }
    found.push(...listed);
    if (listed.length < PAGE) return { direction, commits: found.map(commitOf) };
  }
  const gap = `There are more than ${PAGE * MOST_PAGES} commits since ${short(base)}; they were not counted.`;
  return { direction, commits: undefined, gap };
}
