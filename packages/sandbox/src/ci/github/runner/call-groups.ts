/** The concurrency groups of a job that calls a workflow: its own, and the called workflow's. */

import type { Contexts } from '../definition/expression.ts';
import type { CallJob } from '../definition/workflow.ts';
import type { LiveJob } from '../live-job.ts';
import type { LiveRun } from '../live-run.ts';
import type { ConcurrencyGroup, ConcurrencyGroups } from './concurrency-groups.ts';
import { groupOf } from './contexts.ts';

/**
 * @param contexts of the calling job
 * @param inputs   of the called workflow
 * @param held     what the run and the calls that lead here have
 * @returns what to enter, in this order
 * @throws PipelineError for a group that is held already
 */
export function groupsOfCall(
  { concurrency, called }: CallJob,
  contexts: Contexts,
  inputs: Contexts,
  held: readonly ConcurrencyGroup[],
): ConcurrencyGroup[] {
  const own = [groupOf(concurrency, contexts, held) ?? []].flat();
  return [...own, ...[groupOf(called.concurrency, { ...contexts, inputs }, [...held, ...own]) ?? []].flat()];
}

/**
 * @fact The concurrency groups of a call, the calling job's and the called workflow's | are taken for all of its jobs, which are
 *   pending until then | belief | reuse-workflows: `concurrency` may stand at both
 * @param jobs     of the called workflow
 * @param replaced aborted when a newer member takes a group
 * @returns what leaves the groups
 * @throws the reason of `cancelled` when the call is canceled before it has them
 */
export async function enterGroups(
  wanted: readonly ConcurrencyGroup[],
  run: LiveRun,
  jobs: () => readonly LiveJob[],
  cancelled: AbortSignal,
  replaced: AbortController,
  groups: ConcurrencyGroups,
): Promise<() => void> {
  const moveAll = (status: 'pending' | 'queued') => {
    for (const job of jobs()) if (job.status !== 'completed') job.moveTo(status);
  };
  const leaves: (() => void)[] = [];
  const leave = () => {
    for (const each of leaves) each();
  };
  const member = {
    cancelled,
    cancel(reason: string) {
      run.write(reason);
      replaced.abort();
    },
    pending: () => moveAll('pending'),
    isAtGate: () => jobs().some(({ status }) => status === 'waiting'),
  };
  try {
    for (const group of wanted) leaves.push(await groups.enter(run.repository, group, member));
  } catch (error) {
    leave();
    throw error;
  }
  if (wanted.length > 0) moveAll('queued');
  return leave;
}
