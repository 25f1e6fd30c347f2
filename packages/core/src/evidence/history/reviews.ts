/** Whether somebody else than its author has approved a commit. */
import type { Person } from '../contract.ts';
import type { Commit, MergeRequest } from '../source.ts';
import { areDifferent, distinct } from './people.ts';

/**
 * An approval counts where its giver is known to be neither who opened the merge request nor who wrote the commit. Where the CI
 * does not say who wrote it, one of two such people is another.
 * @param mergeRequests those of the range
 */
export function isReviewed(commit: Commit, mergeRequests: readonly MergeRequest[]): boolean {
  return mergeRequests.some((request) => {
    if (!request.commits.includes(commit.sha)) return false;
    const others = distinct(request.reviewers ?? []).filter((each) => areDifferent(each, request.author));
    return others.some((each) => areDifferent(each, commit.author)) || others.length > 1;
  });
}

/** Whether the CI has told of each merge request who approved it. */
export function tellsReviews(
  mergeRequests: readonly MergeRequest[] | undefined,
): mergeRequests is readonly (MergeRequest & { readonly reviewers: readonly Person[] })[] {
  return mergeRequests?.every(({ reviewers }) => reviewers !== undefined) ?? false;
}
