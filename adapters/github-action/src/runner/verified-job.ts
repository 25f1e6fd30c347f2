/**
 * How a job stands says how a deployment ended only where that very job deploys. `close` takes it for that where the same
 * job has verified that change before; a job of its own always stands at success, whatever became of the others.
 */
import { exportVariable } from '@actions/core';
import type { CompletedOperation, Environment } from '@change-gate/core';

/** Lives as long as the job: what one step adds to `GITHUB_ENV`, the following ones see. */
const VERIFIED = 'CHANGE_GATE_VERIFIED';

/** Begins the default of `outcome` in action.yml, which tells it from one that a person gave. */
const THIS_JOB = 'this job: ';

/** Notes for the job's later steps which change it has verified. */
export function rememberVerified({ operation, change, outputs }: CompletedOperation, env: Environment): void {
  const verifies = operation === 'verify' || operation === 'wait';
  if (!verifies || outputs.decision !== 'approved' || !env.GITHUB_ENV) return;
  exportVariable(
    VERIFIED,
    [jobOf(env), ...verifiedIn(env), subjectOf(env), change.number, change.sysId].join(),
  );
}

/** @returns the outcome as it was given; the default only where this job has verified the change of this step */
export function believedOutcome(outcome: string | undefined, env: Environment): string | undefined {
  if (!outcome?.startsWith(THIS_JOB)) return outcome;
  return verifiedIn(env).includes(subjectOf(env)) ? outcome.slice(THIS_JOB.length) : undefined;
}

/** The variable may come from elsewhere: workflows set some for all jobs, and hand some from job to job. */
function verifiedIn(env: Environment): readonly string[] {
  const [job, ...verified] = env[VERIFIED]?.split(',') ?? [];
  return job === jobOf(env) ? verified : [];
}

/** The runner's own variables, which it sets over a workflow's. */
function jobOf({ GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT, GITHUB_JOB }: Environment): string {
  return `${GITHUB_RUN_ID}/${GITHUB_RUN_ATTEMPT}/${GITHUB_JOB}`;
}

/** The change that a step is about, as its inputs name it: a job may have several gates. */
function subjectOf(env: Environment): string {
  const input = (name: string) => env[`INPUT_${name}`]?.trim() ?? '';
  return input('CHANGE-SYS-ID') || input('CHANGE-NUMBER') || `gate:${input('GATE-NAME')}:${input('RUN-ID')}`;
}
