/** The commits from one to another, as GitHub compares them. */
import type { Commit, History } from '@change-gate/core';
import type { Ask, Told } from './ask.ts';
import { comparisonBody } from './bodies.ts';
import { commitOf } from './people.ts';

const PAGE = 100;
/** Pages are whole only together: of more, none is read. */
const MOST_PAGES = 10;

export interface Range {
  /** The whole SHA. */
  readonly base: string;
  readonly direction: History['direction'];
  /** Newest first; `undefined` where there are too many. */
  readonly commits: readonly Commit[] | undefined;
}

const DIRECTIONS = { ahead: 'ahead', behind: 'rollback', diverged: 'diverged', identical: 'same' } as const;

/** @param base a SHA, tag or branch @param head the whole SHA */
export async function commitsBetween(base: string, head: string, ask: Ask): Promise<Told<Range>> {
  const pageOf = (number: number) =>
    ask(`/compare/${encodeURIComponent(base)}...${head}?per_page=${PAGE}&page=${number}`, comparisonBody, {
      what: `the commits between ${base} and ${head}`,
      permission: 'contents',
    });
  const first = await pageOf(1);
  if ('gap' in first) return first;
  const { status, total_commits: total, base_commit: known } = first.value;
  const range = { base: known.sha, direction: DIRECTIONS[status] };
  if (total > PAGE * MOST_PAGES) return { value: { ...range, commits: undefined } };
  const bodies = [...first.value.commits];
  for (let page = 2; bodies.length === PAGE * (page - 1) && bodies.length < total; page += 1) {
    const more = await pageOf(page);
    if ('gap' in more) return more;
    bodies.push(...more.value.commits);
  }
  // Fewer than GitHub says there are would be better than the truth.
  const commits = bodies.length === total ? bodies.map(commitOf).reverse() : undefined;
  return { value: { ...range, commits } };
}
