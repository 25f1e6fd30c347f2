/** Holds a job at its environment until its protection rules have let it through. */

import { addMilliseconds, rejectOnAbort, waitUntil } from '../../base/cancellable.ts';
import type { Environment } from '../environment.ts';
import { DeploymentGate } from '../gate.ts';
import { shortRef } from '../git-ref.ts';
import type { LiveJob } from '../live-job.ts';
import type { LiveRun } from '../live-run.ts';
import type { RunContext } from './run-context.ts';

/**
 * @fact A job with a protected environment | is `waiting` without a runner until each rule agrees;
 *   rejected, it fails | documented | reviewing-deployments
 * @returns why the job may not run; null when it may
 * @throws when it is cancelled meanwhile
 */
export async function passGate(
  environment: Environment,
  run: LiveRun,
  job: LiveJob,
  host: RunContext,
  cancelled: AbortSignal,
): Promise<string | null> {
  const { clock, ids } = host;
  job.environment = { name: environment.name, url: '' };
  job.deployment = {
    id: ids.next(),
    environment,
    ref: shortRef(run.ref),
    sha: run.sha,
    creator: run.triggeringActor,
    created: clock.now(),
  };
  if (!DeploymentGate.protects(environment)) return null;

  const { pendingDelayMs, statusDelay } = host;
  if (pendingDelayMs > 0) await waitUntil(addMilliseconds(clock.now(), pendingDelayMs), clock, cancelled);
  cancelled.throwIfAborted();
  const gate = new DeploymentGate(environment, clock, statusDelay);
  job.gate = gate;
  job.moveTo('waiting');
  try {
    const { state, by } = await rejectOnAbort(gate.outcome, cancelled);
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
