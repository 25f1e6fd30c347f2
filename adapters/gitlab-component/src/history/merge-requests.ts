/** The merge requests that commits came with, and who has approved them. */
import { atOnce, type Commit, type MergeRequest, type Person } from '@change-gate/core';
import type { GitLabReader } from './ask.ts';
import { approvalsBody, type MergeRequestBody, mergeRequestBodies, versionBodies } from './bodies.ts';
import { isBot, personOf } from './people.ts';

export interface Merged {
  readonly mergeRequests: readonly MergeRequest[] | undefined;
  /** Sentences. */
  readonly gaps: readonly string[];
}

/** Requests to GitLab, one for each commit. */
const MOST_COMMITS = 100;
const AT_ONCE = 8;

export async function mergeRequestsOf(commits: readonly Commit[], reader: GitLabReader): Promise<Merged> {
  if (commits.length > MOST_COMMITS) {
    const gap = `Of more than ${MOST_COMMITS} commits GitLab is not asked which merge requests they came with, nor who has reviewed them.`;
    return { mergeRequests: undefined, gaps: [gap] };
  }
  const found = new Map<number, { readonly body: MergeRequestBody; readonly commits: string[] }>();
  const listed = await atOnce(AT_ONCE, commits, ({ sha }) =>
    reader.get(`/repository/commits/${sha}/merge_requests?per_page=100`, mergeRequestBodies),
  );
  for (const [index, bodies] of listed.entries()) {
    const { sha = '' } = commits[index] ?? {};
    if (bodies === undefined) {
      const gap = `GitLab does not show the merge requests of commit ${sha.slice(0, 8)}, so who has reviewed what changed is not known.`;
      return { mergeRequests: undefined, gaps: [gap] };
    }
    for (const body of bodies.filter(({ state }) => state === 'merged')) {
      const known = found.get(body.iid) ?? { body, commits: [] };
      found.set(body.iid, known);
      known.commits.push(sha);
    }
  }
  const merged = [...found.values()];
  const reviewers = await atOnce(AT_ONCE, merged, ({ body }) => reviewersOf(body, reader));
  return {
    mergeRequests: merged.map(({ body, commits: shas }, index) => ({
      id: `!${body.iid}`,
      title: body.title,
      url: body.web_url,
      author: personOf('author', body.author),
      mergedBy:
        body.merge_user && !isBot(body.merge_user.username) ? personOf('merger', body.merge_user) : undefined,
      reviewers: reviewers[index],
      commits: shas,
    })),
    gaps: gapsOf(
      merged.filter((_one, index) => reviewers[index] === undefined).map(({ body }) => `!${body.iid}`),
      reader,
    ),
  };
}

/**
 * Those whose approval stands for what was merged. Whether a push takes approvals back is a setting, and Free has none (GitLab docs,
 * "Merge request approval settings"): one that was given before the last push does not count.
 * @returns undefined where GitLab does not tell
 */
async function reviewersOf(
  { iid }: MergeRequestBody,
  reader: GitLabReader,
): Promise<readonly Person[] | undefined> {
  if (!reader.isUser) return undefined;
  const approvals = await reader.get(`/merge_requests/${iid}/approvals`, approvalsBody);
  const given = approvals?.approved_by.filter(({ user }) => !isBot(user.username));
  if (given === undefined || given.length === 0) return given && [];
  const versions = await reader.get(`/merge_requests/${iid}/versions?per_page=100`, versionBodies);
  if (versions === undefined || versions.length === 0) return undefined;
  const lastPush = Math.max(...versions.map(({ created_at: at }) => Date.parse(at)));
  const isTold = versions.length === 1 || given.every(({ approved_at: at }) => at);
  if (!isTold) return undefined;
  const standing = given.filter(
    ({ approved_at: at }) => versions.length === 1 || Date.parse(at ?? '') >= lastPush,
  );
  return standing.map(({ user }) => personOf('reviewer', user));
}

/** @param unknown the merge requests whose reviewers are not known: `!12` */
function gapsOf(unknown: readonly string[], { isUser }: GitLabReader): string[] {
  if (unknown.length === 0) return [];
  return [
    isUser
      ? `GitLab does not tell the callback token who has approved ${unknown.join(', ')} as merged.`
      : 'GitLab shows approvals to no job token, so who has reviewed what changed is not known without a callback token.',
  ];
}
