/** The pull requests that commits came with, and whose approval stands for what was merged. */
import { atOnce, type Commit, type MergeRequest, type Person } from '@change-gate/core';
import type { Ask, Told } from './ask.ts';
import { type PullBody, pullBodies, pullBody, type ReviewBody, reviewBodies } from './bodies.ts';
import { isBot, personOf } from './people.ts';

/** One request each. A job's token has 1,000 an hour for the whole repository (GitHub docs, "Rate limits for the REST API"). */
const MOST_COMMITS = 100;
const AT_ONCE = 8;
const PAGE = 100;

/** Of a public repository, in which anybody may approve: those whom its owner has let in. */
const LET_IN = ['OWNER', 'MEMBER', 'COLLABORATOR'];

export interface Merged {
  readonly requests: readonly MergeRequest[];
  /** Approvals that do not count: sentences. */
  readonly gaps: readonly string[];
}

export async function pullRequestsOf(commits: readonly Commit[], ask: Ask): Promise<Told<Merged>> {
  if (commits.length > MOST_COMMITS) {
    const gap = `Of more than ${MOST_COMMITS} commits GitHub is not asked which pull requests they came with, nor who has reviewed them.`;
    return { gap };
  }
  const wanted = { what: 'the pull requests of the commits, and their reviews', permission: 'pull-requests' };
  const found = new Map<number, string[]>();
  const listed = await atOnce(AT_ONCE, commits, async ({ sha }) => ({
    sha,
    told: await ask(`/commits/${sha}/pulls?per_page=${PAGE}`, pullBodies, wanted),
  }));
  for (const { sha, told } of listed) {
    if ('gap' in told) return told;
    for (const { number } of told.value.filter(({ merged_at: merged }) => merged !== null))
      found.set(number, [...(found.get(number) ?? []), sha]);
  }
  const requests: MergeRequest[] = [];
  const gaps: string[] = [];
  const read = await atOnce(AT_ONCE, [...found], async ([number, shas]) => ({
    shas,
    pull: await ask(`/pulls/${number}`, pullBody, wanted),
    reviews: await ask(`/pulls/${number}/reviews?per_page=${PAGE}`, reviewBodies, wanted),
  }));
  for (const { shas, pull, reviews } of read) {
    if ('gap' in pull) return pull;
    if ('gap' in reviews) return reviews;
    const { standing, gaps: left } = approvalsOf(pull.value, reviews.value);
    requests.push(requestOf(pull.value, standing, shas));
    gaps.push(...left);
  }
  return { value: { requests, gaps } };
}

function requestOf(
  { number, title, html_url: url, user, merged_by: mergedBy }: PullBody,
  reviewers: MergeRequest['reviewers'],
  commits: readonly string[],
): MergeRequest {
  const merger = personOf('merger', mergedBy);
  return {
    id: `#${number}`,
    title,
    url,
    author: personOf('author', user),
    mergedBy: merger.login === '' || isBot(merger.login) ? undefined : merger,
    reviewers,
    commits,
  };
}

/**
 * A reviewer's last word counts, a comment being none; and only what was approved at the pull request's last commit, which is what was
 * merged (GitHub docs, "About pull request reviews": whether a push takes approvals back is a setting).
 * @param reviews oldest first
 */
function approvalsOf(
  { number, head, base }: PullBody,
  reviews: readonly ReviewBody[],
): { standing: readonly Person[] | undefined; gaps: readonly string[] } {
  if (reviews.length >= PAGE)
    return { standing: undefined, gaps: [`#${number} has so many reviews that they were not all read.`] };
  const last = new Map<string, ReviewBody>();
  for (const review of reviews) {
    const login = review.user?.login;
    if (login !== undefined && !isBot(login) && !['COMMENTED', 'PENDING'].includes(review.state))
      last.set(login, review);
  }
  const approved = [...last.values()].filter(({ state }) => state === 'APPROVED');
  const isLetIn = ({ author_association: as }: ReviewBody) => base.repo.private || LET_IN.includes(as);
  const isOfMerged = ({ commit_id: commit }: ReviewBody) => commit === head.sha;
  const standing = approved.filter((review) => isLetIn(review) && isOfMerged(review));
  const stale = approved.filter((review) => isLetIn(review) && !isOfMerged(review));
  const strangers = approved.filter((review) => !isLetIn(review));
  const names = (of: readonly ReviewBody[]) => of.map(({ user }) => user?.login).join(', ');
  return {
    standing: standing.map(({ user }) => personOf('reviewer', user)),
    gaps: [
      ...(stale.length > 0
        ? [`#${number} has changed after it was approved by ${names(stale)}: that does not count.`]
        : []),
      ...(strangers.length > 0
        ? [
            `#${number} was approved by ${names(strangers)}, whom GitHub does not show as a member of this public repository: that does not count.`,
          ]
        : []),
    ],
  };
}
