/** Takes a build through its life: elected, running, paused, running again, ended; hooks last. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { PipelineError } from '../../base/pipeline-error.ts';
import type { FinalStatus } from '../build.ts';
import { type Pipeline, parsePipeline } from '../definition/pipeline.ts';
import type { StepDefinition } from '../definition/step.ts';
import { requireConfigured } from './require-configured.ts';
import type { RunContext } from './run-context.ts';
import { resume, runEndHooks, runHook, runStep } from './run-step.ts';

/** Never rejects: whatever goes wrong is the build's result, and in its log. */
export async function runBuild(codefreshYml: string, run: RunContext): Promise<void> {
  const { build } = run;
  let status: FinalStatus;
  try {
    status = await runPipeline(codefreshYml, run);
  } catch (error) {
    status = build.stop.aborted ? 'terminated' : 'error';
    if (!build.stop.aborted) build.write((error as Error).message);
  }
  for (const { name, status: step } of build.steps) {
    if (step === 'pending') build.updateStep(name, { status: 'skipped' });
    else if (step === 'running' || step === 'pending-approval')
      build.updateStep(name, { status: 'terminated' });
  }
  await run.workspace.remove();
  build.finish(status);
}

async function runPipeline(codefreshYml: string, run: RunContext): Promise<FinalStatus> {
  const { build } = run;
  // Whoever started the build gets hold of it before anything happens.
  await nextTurn();
  build.stop.throwIfAborted();
  build.moveTo('elected');
  build.holdRunner(true);
  const pipeline = parsePipeline(codefreshYml);
  requireConfigured(everyStep(pipeline), run);
  for (const step of pipeline.steps) build.addStep(step.name);

  build.moveTo('running');
  if (!(await runHook(pipeline.hooks, 'on_elected', run))) {
    throw new PipelineError("The pipeline's on_elected hook failed");
  }
  const status = await runSteps(pipeline, run);
  if (status === 'denied' || status === 'terminated') {
    // @fact The status of a denied or terminated build while its hooks run | is already the final one | belief | none
    build.moveTo(status === 'denied' ? run.behaviours.deniedStatus : status);
    build.holdRunner(true);
  }
  if (status === 'terminated') await runHook(pipeline.hooks, 'on_finish', run);
  else await runEndHooks(pipeline.hooks, status === 'success', run);
  return status === 'denied' ? run.behaviours.deniedStatus : status;
}

async function runSteps(pipeline: Pipeline, run: RunContext): Promise<FinalStatus> {
  let result: FinalStatus = 'success';
  for (const step of pipeline.steps) {
    const kept = run.kept.get(step.name);
    if (kept !== undefined) {
      run.build.updateStep(step.name, kept);
      continue;
    }
    const status = await runStep(step, run);
    if (status === 'success' || status === 'approved' || status === 'skipped') continue;
    // @fact A denied approval | fails the build and skips the steps after it, unless `fail_fast: false` |
    // documented | steps/approval
    if (step.failFast) return status;
    if (step.strictFailFast) result = 'error';
    resume(run);
  }
  return result;
}

function everyStep({ steps, hooks }: Pick<Pipeline, 'steps' | 'hooks'>): StepDefinition[] {
  const own = [...steps, ...Object.values(hooks).flat()];
  return own.flatMap((step) => [step, ...everyStep({ steps: [], hooks: step.hooks })]);
}
