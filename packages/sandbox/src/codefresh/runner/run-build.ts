/** Takes a build through its life: elected, running, paused, running again, ended; hooks last. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FinalStatus, StepStatus } from '../build.ts';
import { awaitApproval } from './approval.ts';
import type { BuildRun } from './build-run.ts';
import { runFreestyle } from './freestyle.ts';
import { type HookName, type Pipeline, parsePipeline } from './pipeline.ts';
import type { StepDefinition } from './step-definition.ts';
import { runTyped } from './typed.ts';

/** Never rejects: whatever goes wrong is the build's result, and in its log. */
export async function runBuild(codefreshYml: string, run: BuildRun): Promise<void> {
  const { build } = run;
  let status: FinalStatus;
  try {
    status = await live(codefreshYml, run);
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

async function live(codefreshYml: string, run: BuildRun): Promise<FinalStatus> {
  const { build } = run;
  // Whoever started the build gets hold of it before anything happens.
  await nextTurn();
  build.stop.throwIfAborted();
  build.moveTo('elected');
  build.holdRunner(true);
  const pipeline = parsePipeline(codefreshYml);
  const all = [...pipeline.steps, ...Object.values(pipeline.hooks).flat()];
  for (const step of all) if (step.kind === 'typed') run.stepTypes.find(step.type, step.where);
  for (const step of pipeline.steps) build.addStep(step.name);

  build.moveTo('running');
  const status = await runSteps(pipeline, run);
  if (status === 'denied' || status === 'terminated') {
    // Whether hooks still show as running here is not documented; a decision that reads back is the safer guess.
    build.moveTo(status === 'denied' ? run.behavior.deniedStatus : status);
    build.holdRunner(true);
  }
  if (status === 'success') await runHook('on_success', pipeline, run);
  if (status === 'error' || status === 'denied') await runHook('on_fail', pipeline, run);
  await runHook('on_finish', pipeline, run);
  return status === 'denied' ? run.behavior.deniedStatus : status;
}

async function runSteps(pipeline: Pipeline, run: BuildRun): Promise<FinalStatus> {
  let result: FinalStatus = 'success';
  for (const step of pipeline.steps) {
    const status = await runStep(step, run);
    if (status === 'success' || status === 'approved') continue;
    if (step.failFast) return status;
    if (step.strictFailFast) result = 'error';
    resume(run);
  }
  return result;
}

/** Failures of these hooks never fail the build (Codefresh docs, pipelines/hooks). */
async function runHook(name: HookName, pipeline: Pipeline, run: BuildRun): Promise<void> {
  for (const step of pipeline.hooks[name]) {
    run.build.addStep(step.name);
    const status = await runStep(step, run);
    if (status !== 'success' && step.failFast) return;
  }
}

type StepEnd = Extract<StepStatus, 'success' | 'error' | 'approved' | 'denied' | 'terminated'>;

async function runStep(step: StepDefinition, run: BuildRun): Promise<StepEnd> {
  const { build } = run;
  build.stop.throwIfAborted();
  build.updateStep(step.name, { status: 'running' });
  try {
    if (step.kind === 'pending-approval') {
      const { result, by } = await awaitApproval(step, run);
      build.updateStep(step.name, { status: result, decidedBy: by });
      if (result === 'approved') resume(run);
      return result;
    }
    const { outputs, outputUrl } =
      step.kind === 'typed' ? await runTyped(step, run) : await runPlainFreestyle(step, run);
    Object.assign(build.outputs, outputs);
    build.updateStep(step.name, { status: 'success', outputs, outputUrl });
    return 'success';
  } catch (error) {
    if (build.stop.aborted) throw error;
    const { message } = error as Error;
    build.write(`${step.name} | failed: ${message}`);
    build.updateStep(step.name, { status: 'error', error: message });
    return 'error';
  }
}

async function runPlainFreestyle(step: Extract<StepDefinition, { kind: 'freestyle' }>, run: BuildRun) {
  const scope = { label: step.name, exported: run.build.outputs, arguments: {}, steps: run.build.steps };
  const outputs = await runFreestyle(step, scope, run, 'volume');
  const outputUrl = outputs.CF_OUTPUT_URL ?? outputs[`${step.name}_CF_OUTPUT_URL`] ?? null;
  return { outputs, outputUrl };
}

function resume({ build }: BuildRun): void {
  build.holdRunner(true);
  build.moveTo('running');
}
