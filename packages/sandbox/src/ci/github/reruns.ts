/** Which jobs of a completed run are kept when it is run again. */

import { transitiveNeeds, type Workflow } from './definition/workflow.ts';
import type { LiveJob } from './live-job.ts';
import type { LiveRun } from './live-run.ts';

/** Which jobs a re-run runs. */
export type RerunChoice = 'all' | 'failed';

/**
 * @fact How long and how often a run is run again | 30 days after its start, 50 times; with the actor of
 *   its start | documented | re-running-workflows-and-jobs
 */
const LAST_RERUN_MS = 30 * 86_400_000;
const MOST_RERUNS = 50;

/** Why a run cannot be run again, in GitHub's words where they are known; a 403. */
export class RerunError extends Error {
  override readonly name = 'RerunError';
}

/** @throws RerunError */
export function checkRerun(run: LiveRun, now: Date): void {
  if (run.status !== 'completed') throw new RerunError('This workflow is already running');
  if (now.getTime() - run.created.getTime() > LAST_RERUN_MS) {
    throw new RerunError('Unable to retry this workflow run because it was created over a month ago');
  }
  if (run.attempt > MOST_RERUNS) {
    throw new RerunError(`Unable to retry this workflow run because it was run ${MOST_RERUNS} times again`);
  }
}

/**
 * A cancelled job counts as failed; what depends on a job that runs again runs again too.
 * @fact `rerun-failed-jobs` | runs failed and cancelled jobs, and what needs them; the outputs of the
 *   others are kept | third party | DataDog/dd-trace-js#8673
 */
export function jobsToKeep(run: LiveRun, workflow: Workflow, choice: RerunChoice): Set<LiveJob> {
  if (choice === 'all') return new Set();
  const again = ({ conclusion }: LiveJob) => conclusion === 'failure' || conclusion === 'cancelled';
  const keys = new Set(run.jobs.filter(again).flatMap(({ key }) => [key, ...callersOf(key)]));
  const depends = (key: string) => ancestors(workflow, key).some((ancestor) => keys.has(ancestor));
  return new Set(run.jobs.filter((job) => !again(job) && !depends(job.key)));
}

/** `change` for `change/open`, and for `change:0/open` of a matrix that calls. */
function callersOf(key: string): string[] {
  return key
    .split('/')
    .flatMap((_, depth, parts) =>
      depth === 0 ? [] : [parts.slice(0, depth).join('/').replace(/:\d+$/, '')],
    );
}

/** Every job that a job depends on: by its own needs, and by those of the jobs that call its workflow. */
function ancestors(workflow: Workflow, key: string, prefix = ''): string[] {
  const [first = '', ...rest] = key.split('/');
  const [name = ''] = first.split(':');
  const own = transitiveNeeds(workflow.jobs, name).map((need) => prefix + need);
  const job = workflow.jobs[name];
  if (rest.length === 0 || job?.uses === undefined) return own;
  return [...own, ...ancestors(job.called, rest.join('/'), `${prefix}${first}/`)];
}
