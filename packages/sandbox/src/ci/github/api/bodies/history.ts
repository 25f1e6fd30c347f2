/** Commits, comparisons, pull requests and reviews, as far as somebody reads them who asks what has changed. */
import type { Directory } from '../../directory.ts';
import type { History, MergedPull, PullReview } from '../../history.ts';
import { nodeId } from '../../ids.ts';
import type { Repository } from '../../repository.ts';
import type { Urls } from '../../server-urls.ts';
import { accountBody } from './account.ts';
import { repositoryBody, repositoryUrl } from './repository.ts';

/** OpenAPI: commit. */
export function commitBody(
  { commits }: History,
  index: number,
  repository: Repository,
  directory: Directory,
  urls: Urls,
) {
  const commit = commits[index];
  if (commit === undefined) throw new Error(`${repository.fullName} has no commit ${index}`);
  const { sha, message, author, email } = commit;
  const parent = commits[index - 1];
  const url = `${repositoryUrl(repository, urls)}/commits`;
  const by = { name: author ?? 'Somebody', email, date: repository.created.toISOString() };
  const account = author === null ? null : accountBody(directory.account(author), urls);
  return {
    url: `${url}/${sha}`,
    sha,
    node_id: nodeId('C', index),
    html_url: `${urls.server}/${repository.fullName}/commit/${sha}`,
    commit: { message, author: by, committer: by },
    author: account,
    committer: account,
    parents: parent === undefined ? [] : [{ sha: parent.sha, url: `${url}/${parent.sha}` }],
  };
}

interface Compared {
  /** Places in the line of commits. */
  readonly from: number;
  readonly to: number;
  readonly base: ReturnType<typeof commitBody>;
  readonly commits: readonly ReturnType<typeof commitBody>[];
}

/** OpenAPI: commit-comparison, without the files. */
export function comparisonBody({ from, to, base, commits }: Compared) {
  const ahead = Math.max(0, to - from);
  const behind = Math.max(0, from - to);
  const status = ahead > 0 ? 'ahead' : behind > 0 ? 'behind' : 'identical';
  return {
    status,
    ahead_by: ahead,
    behind_by: behind,
    total_commits: ahead,
    base_commit: base,
    commits,
    files: [],
  };
}

/** OpenAPI: pull-request. */
export function pullBody(pull: MergedPull, repository: Repository, directory: Directory, urls: Urls) {
  const { number, title, author, mergedBy, head } = pull;
  const of = repositoryBody(repository, urls);
  return {
    url: `${repositoryUrl(repository, urls)}/pulls/${number}`,
    id: number,
    html_url: `${urls.server}/${repository.fullName}/pull/${number}`,
    number,
    state: 'closed',
    title,
    user: accountBody(directory.account(author), urls),
    merged: true,
    merged_at: repository.created.toISOString(),
    merged_by: accountBody(directory.account(mergedBy), urls),
    head: { ref: 'feature', sha: head, repo: of },
    base: { ref: repository.defaultBranch, repo: of },
  };
}

/** OpenAPI: pull-request-review. */
export function reviewBody(
  { user, state = 'APPROVED', stale = false }: PullReview,
  { number, head }: MergedPull,
  repository: Repository,
  directory: Directory,
  urls: Urls,
) {
  return {
    id: number,
    user: accountBody(directory.account(user), urls),
    body: '',
    state,
    commit_id: stale ? '0'.repeat(40) : head,
    author_association: repository.role(user) === null ? 'NONE' : 'MEMBER',
    submitted_at: repository.created.toISOString(),
  };
}
