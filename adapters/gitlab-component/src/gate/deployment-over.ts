/** Whether the pipeline may still deploy, or has deployed, under the change that a person wants to end. */
import { GateError } from '@change-gate/core';
import { deploymentOf, ENDED, type GatedStages, jobsOf, withoutCancel } from './deployment.ts';
import type { AskedPipeline } from './pipeline-jobs.ts';

/**
 * Checks that the gate has let nothing go on, or that all that followed has ended and was no success.
 * @throws GateError NOT_CANCELABLE, also where GitLab does not show the jobs
 */
export async function checkDeploymentOver(gate: GatedStages, pipeline: AskedPipeline): Promise<void> {
  const deployment = await deploymentOf(gate, pipeline);
  if (deployment.state === 'not begun') return;
  const all = await jobsOf(gate, pipeline);
  if (all === null || deployment.state === 'hidden') {
    throw new GateError(
      'NOT_CANCELABLE',
      'GitLab does not show the jobs of this pipeline, so nobody knows here whether it still deploys. ' +
        'Cancel the pipeline, and end the change in ServiceNow.',
    );
  }
  // Not the job that asks, nor that of another gate, which was played with it.
  const open = withoutCancel(all).filter(({ status }) => !ENDED.includes(status));
  const going = open.find(({ status }) => status !== 'created') ?? open[0];
  if (going !== undefined) throw mayStillDeploy(gate, `job ${going.name} is ${going.status}`);
  if (deployment.state === 'going') throw mayStillDeploy(gate, deployment.why);
  if (deployment.state !== 'over' || deployment.outcome !== 'success') return;
  throw new GateError(
    'NOT_CANCELABLE',
    `This pipeline has deployed under it: ${deployment.why}. Retry ${gate.prefix}:close, which closes it as successful.`,
  );
}

function mayStillDeploy({ prefix }: GatedStages, why: string): GateError {
  return new GateError(
    'NOT_CANCELABLE',
    `${prefix}:gate has been played, and ${why}, so this pipeline may still deploy under it. ` +
      'Cancel the pipeline, and play this job again when its jobs have ended.',
  );
}
