/** Holds a job at its environment until its protection rules have let it through. */
import type { DeploymentState } from '../deployment.ts';
import { DeploymentGate } from '../deployment-gate.ts';
import type { Environment } from '../environment.ts';
import type { LiveJob } from '../live-job.ts';
import type { LiveRun } from '../live-run.ts';
import type { RunnerHost } from './run-context.ts';
import { orStop, pass } from './waiting.ts';

/**
 * @returns why the job may not run; null when it may
 * @throws when the run is cancelled meanwhile
 */
export async function passGate(
  environment: Environment,
  run: LiveRun,
  job: LiveJob,
  host: RunnerHost,
): Promise<string | null> {
  const { clock, ids } = host;
  job.environment = { name: environment.name, url: '' };
  job.deployment = {
    id: ids.next(),
    run: run.id,
    environment,
    ref: run.ref.replace('refs/heads/', ''),
    sha: run.sha,
    creator: run.triggeringActor,
    created: clock.now(),
    statuses: [],
  };
  run.home.deployments.push(job.deployment);
  if (!DeploymentGate.protects(environment)) return null;

  await pass(host.behavior.pendingDelayMs, clock, run.cancelled);
  const gate = new DeploymentGate(environment, clock);
  job.gate = gate;
  recordDeployment(job, 'pending', host);
  job.moveTo('waiting');
  try {
    const { state, by } = await orStop(gate.outcome, run.cancelled);
    if (state === 'approved') {
      job.moveTo('queued');
      return null;
    }
    return state === 'rejected'
      ? `The deployment to ${environment.name} was rejected by ${by}`
      : `The deployment to ${environment.name} was not reviewed within 30 days`;
  } finally {
    gate.close();
  }
}

export function recordDeployment(job: LiveJob, state: DeploymentState, { ids, clock }: RunnerHost): void {
  const environmentUrl = job.environment?.url ?? '';
  job.deployment?.statuses.push({ id: ids.next(), state, environmentUrl, at: clock.now() });
}
