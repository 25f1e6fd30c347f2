/**
 * What a step does once more at the end of a job that has failed or was cancelled: cancels the change, if `cancel-with-workflow`
 * asks for it, or says that nobody has closed it, or that it may be closed as what it is not.
 */
import type { Environment } from '@change-gate/core';
import { closedUnaware, hasClosed, leftOpen } from './job-notes.ts';

/**
 * @param warn what it is told fails nothing
 * @returns the environment to run with; `null` when there is nothing to do
 */
export function afterJob(env: Environment, warn: (line: string) => void): Environment | null {
  const input = (name: string) => env[`INPUT_${name}`]?.trim();
  const closed = input('OPERATION') === 'close' ? closedUnaware(env) : undefined;
  if (closed !== undefined) {
    warn(
      `${closed} is closed as successful, and this job has not ended well: close stands in a composite action, where GitHub does not show ` +
        'what fails around it. If that was the deployment, have the change manager correct the record, and give close its outcome.',
    );
  }
  // The job's own close has told how the deployment ended, which the end of the job does not change.
  if (hasClosed(env)) return null;
  if (input('CANCEL-WITH-WORKFLOW') === 'true' && input('JOB-STATUS') === 'cancelled') {
    return { ...env, INPUT_OPERATION: 'cancel' };
  }
  const number = input('OPERATION') === 'open' ? undefined : leftOpen(env);
  if (number !== undefined) {
    warn(
      `This job has verified ${number}, has not ended well, and no step of it has closed the change. Unless a later job does, it stays ` +
        "open: close it in ServiceNow, and give the step that closes if: always() && steps.verify.outcome == 'success'.",
    );
  }
  return null;
}
