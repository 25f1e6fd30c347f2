/** Whether the pipeline really has a job that stops it, asked before anything is created. */
import { GateError, type GateLog } from '@change-gate/core';
import { type AskedPipeline, listJobs } from './pipeline-jobs.ts';

/**
 * Checks that the pipeline has the gate's job and that this job blocks. Where GitLab does not show the jobs, nothing is
 * checked, and `log` is told so.
 * @throws GateError GATE_UNSAFE
 */
export async function checkGateJob(
  name: string,
  pipeline: AskedPipeline,
  log: Pick<GateLog, 'unseen'>,
): Promise<void> {
  const jobs = await listJobs(pipeline, 'jobs');
  if (jobs === null) {
    log.unseen(
      'gate',
      `GitLab does not show the jobs of this pipeline, and so not whether ${name} blocks it.`,
    );
    return;
  }
  const gate = jobs.find((job) => job.name === name);
  if (gate === undefined) {
    throw new GateError('GATE_UNSAFE', `This pipeline has no job ${name}, so nothing would stop it.`, {
      remedy: "Include the component, or name the gate's job so.",
    });
  }
  if (gate.allow_failure) {
    throw new GateError(
      'GATE_UNSAFE',
      `Job ${name} has allow_failure: true, so the pipeline would go on without it.`,
      { remedy: 'Set allow_failure: false.' },
    );
  }
}
