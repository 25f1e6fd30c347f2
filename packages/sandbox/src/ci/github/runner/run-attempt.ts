/** Takes an attempt of a run through its jobs, and ends by force what a cancel does not end. */

import type { Workflow } from '../definition/workflow.ts';
import type { LiveJob } from '../live-job.ts';
import type { LiveRun } from '../live-run.ts';
import type { ConcurrencyGroup } from './concurrency-groups.ts';
import type { RunContext } from './run-context.ts';
import { WorkflowJobs } from './workflow-jobs.ts';
import { workflowRef } from './workflow-ref.ts';

/**
 * @fact Jobs of a canceled run | those whose `if` still holds (`always()`) go on, for 5 minutes at most | documented
 *   | canceling-a-workflow
 */
const CANCEL_LIMIT_MS = 5 * 60_000;

/**
 * @param group that the run has
 * @param kept  jobs of an earlier attempt whose result stands
 */
export async function runAttempt(
  run: LiveRun,
  workflow: Workflow,
  group: ConcurrencyGroup | undefined,
  kept: ReadonlySet<LiveJob>,
  host: RunContext,
): Promise<void> {
  const { clock } = host;
  run.jobs = [...kept];
  let stopLimit = () => {};
  run.cancelled.addEventListener('abort', () => {
    stopLimit = clock.at(new Date(clock.now().getTime() + CANCEL_LIMIT_MS), () => run.forceCancel());
  });
  const { inputs, cancelled } = run;
  const scope = {
    workflow,
    workflowRef: workflowRef(run.home, run.workflow, run.ref),
    keyPrefix: '',
    namePrefix: '',
    inputs,
    secrets: run.pullRequest?.fromFork ? {} : run.home.secrets,
    permissions: undefined,
    cancelled,
    groups: group === undefined ? [] : [group],
  };
  const jobs = new WorkflowJobs(run, scope, host);
  jobs.add();
  await jobs.run();
  stopLimit();
}
