/**
 * How a job stands says how a deployment ended only where that very job deploys. `close` takes it for that where the same
 * job has verified a change before; a job of its own always stands at success, whatever became of the others.
 */
import { exportVariable } from '@actions/core';
import type { CompletedOperation, Environment } from '@change-gate/core';

/** Lives as long as the job: what one step adds to `GITHUB_ENV`, the following ones see. */
const VERIFIED = 'CHANGE_GATE_VERIFIED';

/** Begins the default of `outcome` in action.yml, which tells it from one that a person gave. */
const THIS_JOB = 'this job: ';

/** Notes for the job's later steps that it has verified a change. */
export function rememberVerified({ operation, outputs }: CompletedOperation, env: Environment): void {
  const verifies = operation === 'verify' || operation === 'wait';
  if (verifies && outputs.decision === 'approved' && env.GITHUB_ENV) exportVariable(VERIFIED, 'true');
}

/** @returns the outcome as it was given; the default only where this job has verified a change */
export function believedOutcome(outcome: string | undefined, env: Environment): string | undefined {
  if (!outcome?.startsWith(THIS_JOB)) return outcome;
  return env[VERIFIED] === 'true' ? outcome.slice(THIS_JOB.length) : undefined;
}
