/**
 * Codefresh never fails a build for what fails in its hooks (docs, pipelines/hooks), and that is where changes are
 * closed. So a change that was not closed leaves a mark on the build, which its list of builds can be filtered by.
 */
import type { Environment } from '@change-gate/core';
import { readContext } from '../context.ts';
import { readInputs } from '../inputs.ts';
import { Annotations } from './annotations.ts';
import { failureKey } from './failure-key.ts';

/** Never throws: the failure itself has been told already. */
export async function annotateFailure(env: Environment): Promise<void> {
  try {
    const key = failureKey(readInputs(env).values.operation ?? '');
    if (key === undefined) return;
    const { build, server } = readContext(env, {});
    const step = env.CF_STEP_NAME ?? 'the step';
    await new Annotations(build.id, server, env).set(key, `The log of ${step} says why.`);
  } catch {
    // Without a build, or without the right to annotate it, the log is all there is.
  }
}
