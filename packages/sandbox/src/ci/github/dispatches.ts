/** What starts a run: somebody asks for a workflow, an event is posted, a commit or a tag is pushed, a pull request comes. */

import { PipelineError } from '../base/pipeline-error.ts';
import {
  type DispatchInput,
  isStartedByMergeGroup,
  isStartedByPullRequest,
  isStartedByPush,
  isStartedByRepositoryDispatch,
  readTriggers,
  type Triggers,
} from './definition/triggers.ts';
import type { Account } from './directory.ts';
import { branchRef, shortRef } from './git-ref.ts';
import type { Repository, WorkflowFile } from './repository.ts';
import type { PullRequest, RunOrigin } from './run.ts';

/** A request that starts nothing, in GitHub's words; a 422. */
export class DispatchError extends Error {
  override readonly name = 'DispatchError';
}

export interface DispatchRequest {
  readonly ref: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/**
 * @fact A dispatch with a wrong ref, input or workflow | 422 | documented | OpenAPI,
 *   actions/create-workflow-dispatch
 * @throws DispatchError, or PipelineError when the workflow's `on` cannot be read
 */
export function workflowDispatch(
  repository: Repository,
  workflow: WorkflowFile,
  { ref, inputs }: DispatchRequest,
  sender: Account,
): RunOrigin {
  const fullRef = knownRef(repository, ref);
  const { workflow_dispatch: trigger } = readTriggers(workflow);
  if (trigger === undefined) throw new DispatchError("Workflow does not have 'workflow_dispatch' trigger");
  const unexpected = Object.keys(inputs).filter((name) => !Object.hasOwn(trigger.inputs, name));
  if (unexpected.length > 0) {
    throw new DispatchError(`Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
  }
  const values = Object.entries(trigger.inputs).map(
    ([name, declared]) => [name, inputValue(name, declared, inputs[name])] as const,
  );
  const payload = {
    inputs: Object.fromEntries(values.map(([name, value]) => [name, String(value)])),
    ref: fullRef,
    workflow: `.github/workflows/${workflow.file}`,
  };
  return {
    ...origin(repository, sender, fullRef, payload),
    event: 'workflow_dispatch',
    inputs: Object.fromEntries(values),
  };
}

/** @returns what to start: workflows of the default branch that listen to the event type */
export function repositoryDispatch(
  repository: Repository,
  eventType: string,
  clientPayload: Readonly<Record<string, unknown>>,
  sender: Account,
): [WorkflowFile, RunOrigin][] {
  const branch = repository.defaultBranch;
  const payload = { action: eventType, branch, client_payload: clientPayload };
  const start = {
    ...origin(repository, sender, branchRef(branch), payload),
    event: 'repository_dispatch',
  } as const;
  return repository.workflows
    .filter((workflow) => listensTo(workflow, eventType))
    .map((workflow) => [workflow, start]);
}

/** A workflow whose `on` cannot be read, and names the event, is started: its run fails, and says why. */
function listensTo(workflow: WorkflowFile, eventType: string): boolean {
  try {
    return isStartedByRepositoryDispatch(readTriggers(workflow), eventType);
  } catch (error) {
    if (error instanceof PipelineError) return /^[^#\n]*\brepository_dispatch\b/m.test(workflow.yaml);
    throw error;
  }
}

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

function knownRef(repository: Repository, ref: string): string {
  const fullRef = repository.fullRef(ref);
  if (fullRef === undefined) throw new DispatchError(`No ref found for: ${ref}`);
  return fullRef;
}

function origin(repository: Repository, sender: Account, ref: string, payload: Record<string, unknown>) {
  const { id, name, fullName, owner } = repository;
  return {
    payload: {
      ...payload,
      repository: {
        id,
        name,
        full_name: fullName,
        private: repository.private,
        default_branch: repository.defaultBranch,
        owner: { login: owner.login },
      },
      sender: { id: sender.id, login: sender.login, type: sender.type },
    },
    inputs: {},
    ref,
    sha: repository.headSha,
    actor: sender.login,
    pullRequest: null,
  };
}

function inputValue(name: string, declared: DispatchInput, given: unknown): string | number | boolean {
  if (given === undefined && declared.required && declared.default === undefined) {
    throw new DispatchError(`Required input '${name}' not provided`);
  }
  const value = given ?? declared.default ?? (declared.type === 'boolean' ? false : '');
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const refuse = () =>
    new DispatchError(`Provided value '${text}' for input '${name}' is not a ${declared.type}`);
  switch (declared.type) {
    case 'boolean':
      if (text !== 'true' && text !== 'false') throw refuse();
      return text === 'true';
    case 'number':
      if (text !== '' && Number.isNaN(Number(text))) throw refuse();
      return text === '' ? '' : Number(text);
    case 'choice':
      if (declared.options?.includes(text)) return text;
      throw new DispatchError(
        `Provided value '${text}' for input '${name}' not in the list of allowed values`,
      );
    default:
      return text;
  }
}
