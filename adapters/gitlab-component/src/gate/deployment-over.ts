/** Whether the pipeline may still deploy under the change that a person wants to end. */
import { GateError } from '@change-gate/core';
import { type AskedPipeline, type ListedJob, listJobs } from './pipeline-jobs.ts';

/** A gate with one of these lets nothing be deployed: `verify` in it would not find the change approved any more. */
const NOT_PASSED = ['created', 'manual', 'failed', 'canceled', 'skipped'];

/** Nothing of such a job runs, nor will unless a person starts it. */
const ENDED = ['success', 'failed', 'canceled', 'skipped', 'manual'];

/**
 * Checks that the gate has let nothing go on, or that all that followed has ended.
 * @param prefix of the gate's jobs
 * @throws GateError NOT_CANCELABLE, also where GitLab does not show the jobs
 */
export async function checkDeploymentOver(prefix: string, pipeline: AskedPipeline): Promise<void> {
  const jobs = await shown(pipeline, 'jobs');
  const gate = jobs.find(({ name }) => name === `${prefix}:gate`);
  if (gate !== undefined && NOT_PASSED.includes(gate.status)) return;
  const all = [...jobs, ...(await shown(pipeline, 'bridges'))];
  // Not the job that asks, nor that of another gate, which was played with it.
  const open = all.filter(({ name, status }) => !name.endsWith(':cancel') && !ENDED.includes(status));
  const going = open.find(({ status }) => status !== 'created') ?? open[0];
  if (going === undefined) return;
  throw new GateError(
    'NOT_CANCELABLE',
    `${prefix}:gate has been played, and job ${going.name} is ${going.status}, so this pipeline may still deploy under it. ` +
      'Cancel the pipeline, and play this job again when its jobs have ended.',
  );
}

async function shown(pipeline: AskedPipeline, kind: 'jobs' | 'bridges'): Promise<readonly ListedJob[]> {
  const jobs = await listJobs(pipeline, kind);
  if (jobs !== null) return jobs;
  throw new GateError(
    'NOT_CANCELABLE',
    'GitLab does not show the jobs of this pipeline, so nobody knows here whether it still deploys. ' +
      'Cancel the pipeline, and end the change in ServiceNow.',
  );
}
