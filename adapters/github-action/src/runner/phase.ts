/**
 * The runner starts `main.ts` for the step and, when the workflow was cancelled, once more after the job
 * (`post` in action.yml). What the first saved as state, the second finds.
 */
import { getState, saveState } from '@actions/core';
import type { Environment } from '@change-gate/core';

/** @returns the environment to run with; `null` when there is nothing to do */
export function enterPhase(env: Environment): Environment | null {
  if (getState('started') !== 'true') {
    saveState('started', 'true');
    return env;
  }
  return env['INPUT_CANCEL-WITH-WORKFLOW']?.trim() === 'true' ? { ...env, INPUT_OPERATION: 'cancel' } : null;
}
