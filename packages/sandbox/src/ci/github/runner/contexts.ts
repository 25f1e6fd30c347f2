/** The contexts that expressions read. */

import { PipelineError } from '../../base/pipeline-error.ts';
import { type Contexts, interpolate } from '../definition/expression.ts';
import type { Workflow } from '../definition/workflow.ts';
import { shortRef } from '../git-ref.ts';
import type { LiveJob } from '../live-job.ts';
import type { LiveRun } from '../live-run.ts';
import type { Conclusion } from '../run.ts';
import type { Urls } from '../server-urls.ts';
import type { ConcurrencyGroup } from './concurrency-groups.ts';

/** The contexts of a run before any of its jobs. */
export function startContexts(run: LiveRun, urls: Urls): Contexts & { github: Record<string, unknown> } {
  return { github: githubContext(run, urls), inputs: run.inputs, vars: run.home.variables };
}

/** What the jobs that need a job get of it. */
export interface Need {
  readonly result: Conclusion;
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * The group that a workflow or a job names, if it names one.
 * @fact A job or a called workflow whose concurrency group its run, or a call that leads to it, has already | fails, as a
 *   deadlock | third party | github/gh-aw#42846, rhysd/actionlint#538
 * @param held what the run and the calls that lead here have
 * @throws PipelineError
 */
export function groupOf(
  concurrency: Workflow['concurrency'],
  contexts: Contexts,
  held: readonly ConcurrencyGroup[] = [],
): ConcurrencyGroup | undefined {
  if (concurrency === undefined) return undefined;
  const cancel = interpolate(`${concurrency['cancel-in-progress']}`, contexts);
  if (!/^(true|false)$/.test(cancel))
    throw new PipelineError(`concurrency.cancel-in-progress: '${cancel}' is neither true nor false`);
  const name = interpolate(concurrency.group, contexts);
  if (held.some((each) => each.name.toLowerCase() === name.toLowerCase())) {
    throw new PipelineError(
      `Canceling since a deadlock was detected for concurrency group: '${name}': the workflow that leads here has it`,
    );
  }
  return { name, cancelInProgress: cancel === 'true', queue: concurrency.queue };
}

/** @param key as `Job` has it */
export function needOf(run: LiveRun, key: string): Need {
  return { result: resultOf(run.jobs, key), outputs: run.outputs[key] ?? {} };
}

/**
 * The result of a job.
 * @fact `needs.*.result` of a matrix | the worst of its jobs | belief | contexts: one result for all
 */
function resultOf(jobs: readonly LiveJob[], key: string): Conclusion {
  return worstOf(jobs.filter((job) => job.key === key).map(({ conclusion }) => ({ result: conclusion })));
}

/** The one result of several. */
export function worstOf(ended: readonly { readonly result: Conclusion | null }[]): Conclusion {
  const worst = (['failure', 'cancelled', 'success'] as const).find((each) =>
    ended.some(({ result }) => result === each),
  );
  return worst ?? 'skipped';
}

function githubContext(run: LiveRun, urls: Urls): Record<string, unknown> {
  const { home } = run;
  return {
    event_name: run.event,
    event: run.payload,
    ref: run.ref,
    ref_name: shortRef(run.ref),
    ref_type: run.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    ref_protected: false,
    head_ref: run.pullRequest?.head ?? '',
    base_ref: run.pullRequest?.base ?? '',
    sha: run.sha,
    repository: home.fullName,
    repository_id: String(home.id),
    repository_owner: home.owner.login,
    repository_owner_id: String(home.owner.id),
    repository_visibility: home.private ? 'private' : 'public',
    actor: run.actor,
    triggering_actor: run.triggeringActor,
    run_id: String(run.id),
    run_number: String(run.number),
    run_attempt: String(run.attempt),
    workflow: run.workflowFile.name,
    workflow_ref: `${home.fullName}/.github/workflows/${run.workflow}@${run.ref}`,
    workflow_sha: run.sha,
    server_url: urls.server,
    api_url: urls.api,
    graphql_url: `${urls.server}/graphql`,
    retention_days: '90',
  };
}
