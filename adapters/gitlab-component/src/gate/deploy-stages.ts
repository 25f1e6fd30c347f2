/** Whether the pipeline deploys where the job that closes the change will look, asked before a change is opened. */
import { GateError } from '@change-gate/core';
import type { ConfiguredJob } from './configuration.ts';
import { type GatedStages, withoutComponent } from './deployment.ts';
import { type AskedPipeline, type ListedJob, listJobs } from './pipeline-jobs.ts';

/**
 * Checks that there is a job in a stage that deploys, and that each that needs the gate is in one. What GitLab does not show
 * is not checked.
 * @param configured jobs; empty where GitLab does not show them
 * @throws GateError GATE_UNSAFE
 */
export async function checkDeployStages(
  { prefix, stages }: GatedStages,
  configured: readonly ConfiguredJob[],
  pipeline: AskedPipeline,
): Promise<void> {
  const outside = configured.find(
    ({ name, stage, needs }) =>
      !name.startsWith(`${prefix}:`) && needs?.includes(`${prefix}:gate`) && !stages.includes(stage),
  );
  if (outside !== undefined) {
    throw unsafe(
      `Job ${outside.name} needs ${prefix}:gate and is in stage ${outside.stage}, so how it ends would not count when the change is closed.`,
      `Add that stage to the input deploy-stages. If the job does not deploy, let it need ${prefix}:open instead.`,
    );
  }
  const jobs = await listJobs(pipeline, 'jobs');
  if (jobs === null || hasOne(jobs, stages)) return;
  const bridges = await listJobs(pipeline, 'bridges');
  if (bridges === null || hasOne(bridges, stages)) return;
  throw unsafe(
    `This pipeline has no job in stage ${stages.join(', ')}, so nobody would know how its deployment ends.`,
    'Name the stages that deploy in the input deploy-stages.',
  );
}

function hasOne(jobs: readonly ListedJob[], stages: readonly string[]): boolean {
  return withoutComponent(jobs).some(({ stage }) => stages.includes(stage));
}

function unsafe(what: string, remedy: string): GateError {
  return new GateError('GATE_UNSAFE', what, { remedy });
}
