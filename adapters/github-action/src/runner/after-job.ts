/** What a step does once more when its job is over: with `cancel-with-workflow`, it cancels the change of a cancelled job. */
import type { Environment } from '@change-gate/core';

/** @returns the environment to run with; `null` when there is nothing to do */
export function afterJob(env: Environment): Environment | null {
  return env['INPUT_CANCEL-WITH-WORKFLOW']?.trim() === 'true' ? { ...env, INPUT_OPERATION: 'cancel' } : null;
}
