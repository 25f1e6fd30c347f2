/**
 * Codefresh never fails a build for what fails in its hooks (docs, pipelines/hooks), and that is where changes are
 * closed. So a change that was not closed leaves an annotation on the build, by which the list of builds can be filtered.
 */
import type { Environment } from '@change-gate/core';
import { readContext } from '../context.ts';
import { readInputs } from '../inputs.ts';
import { Annotations } from './annotations.ts';
import { failureKey } from './failure-key.ts';

/** Annotates the build where the failed operation leaves a change open. Never throws: the failure itself is in the log. */
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
