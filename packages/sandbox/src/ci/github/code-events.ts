/** What starts a run in the repository itself: a commit or a tag is pushed, a pull request is opened or queued. */

import {
  isStartedByMergeGroup,
  isStartedByPullRequest,
  isStartedByPush,
  readTriggers,
  type Triggers,
} from './definition/triggers.ts';
import type { Account } from './directory.ts';
import { branchRef, shortRef } from './git-ref.ts';
import type { Repository, WorkflowFile } from './repository.ts';
import type { PullRequest, RunOrigin } from './run.ts';
import { knownRef, origin } from './run-origin.ts';

/** @throws DispatchError when there is no such branch; a tag is made */
export function push(repository: Repository, ref: string, pusher: Account): [WorkflowFile, RunOrigin][] {
  if (ref.startsWith('refs/tags/')) repository.addTag(shortRef(ref));
  const fullRef = knownRef(repository, ref);
  const after = repository.headSha;
  const payload = {
    ref: fullRef,
    after,
    head_commit: { id: after, message: 'The state of the sandbox' },
    pusher: { name: pusher.login },
  };
  const start = { ...origin(repository, pusher, fullRef, payload), event: 'push' } as const;
  return startedBy(repository, start, (on) => isStartedByPush(on, fullRef));
}

/**
 * A pull request is opened.
 * @fact A run of `pull_request` | has the ref `refs/pull/N/merge`, which no workflow can be started on | documented |
 *   events-that-trigger-workflows
 * @throws DispatchError when there is no such base
 */
export function pullRequest(
  repository: Repository,
  pull: PullRequest,
  sender: Account,
): [WorkflowFile, RunOrigin][] {
  knownRef(repository, pull.base);
  const { number, head, base, fromFork } = pull;
  const owner = fromFork ? sender.login : repository.owner.login;
  const side = (ref: string, login: string) => ({
    ref,
    sha: repository.headSha,
    repo: { full_name: `${login}/${repository.name}`, fork: login !== repository.owner.login },
  });
  const payload = {
    action: 'opened',
    number,
    pull_request: {
      number,
      merged: false,
      draft: false,
      labels: [],
      user: { login: sender.login },
      head: side(head, owner),
      base: side(base, repository.owner.login),
    },
  };
  const start = {
    ...origin(repository, sender, `refs/pull/${number}/merge`, payload),
    event: 'pull_request',
    pullRequest: pull,
  } as const;
  return startedBy(repository, start, (on) => isStartedByPullRequest(on, base));
}

/**
 * A pull request is in the merge queue.
 * @fact A run of `merge_group` | has the ref `refs/heads/gh-readonly-queue/BASE/pr-N-SHA`, of a branch that is soon deleted:
 *   here no workflow can be started on it | documented | events-that-trigger-workflows; that it is gone: belief
 * @throws DispatchError when there is no such base
 */
export function mergeGroup(
  repository: Repository,
  { number, base }: Pick<PullRequest, 'number' | 'base'>,
  sender: Account,
): [WorkflowFile, RunOrigin][] {
  const base_ref = knownRef(repository, base);
  const sha = repository.headSha;
  const head_ref = branchRef(`gh-readonly-queue/${base}/pr-${number}-${sha}`);
  const payload = {
    action: 'checks_requested',
    merge_group: { head_sha: sha, head_ref, base_sha: sha, base_ref },
  };
  const start = { ...origin(repository, sender, head_ref, payload), event: 'merge_group' } as const;
  return startedBy(repository, start, (on) => isStartedByMergeGroup(on, base));
}

function startedBy(
  repository: Repository,
  start: RunOrigin,
  isStarted: (on: Triggers) => boolean,
): [WorkflowFile, RunOrigin][] {
  return repository.workflows
    .filter((workflow) => isStarted(readTriggers(workflow)))
    .map((workflow) => [workflow, start]);
}
