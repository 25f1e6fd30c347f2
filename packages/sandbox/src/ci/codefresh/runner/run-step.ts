/** Runs one step of a pipeline with what is around it: its condition, its hooks, its further attempts. */

import { addMilliseconds, waitUntil } from '../../base/cancellable.ts';
import { PipelineError } from '../../base/pipeline-error.ts';
import type { StepStatus } from '../build.ts';
import type { ConditionScope } from '../definition/conditions/when.ts';
import type { HookName, Hooks, StepDefinition } from '../definition/step.ts';
import { awaitApproval } from './approval.ts';
import { runClone } from './clone.ts';
import { runFreestyle } from './freestyle.ts';
import type { RunContext } from './run-context.ts';
import { StepScope } from './step-scope.ts';
import { runTyped } from './typed.ts';

type WorkingStep = Exclude<StepDefinition, { kind: 'pending-approval' }>;
type StepEnd = Extract<StepStatus, 'success' | 'error' | 'approved' | 'denied' | 'terminated' | 'skipped'>;

/** Rejects only when the build is stopped. */
export async function runStep(step: StepDefinition, run: RunContext): Promise<StepEnd> {
  const { build } = run;
  build.stop.throwIfAborted();
  try {
    if (!step.when(conditionScope(run))) {
      build.updateStep(step.name, { status: 'skipped' });
      return 'skipped';
    }
    build.updateStep(step.name, { status: 'running' });
    if (!(await runHook(step.hooks, 'on_elected', run)))
      throw new PipelineError('its on_elected hook failed');
    const end = step.kind === 'pending-approval' ? await runApproval(step, run) : await tryStep(step, run);
    await runEndHooks(step.hooks, end === 'success' || end === 'approved', run);
    return end;
  } catch (error) {
    if (build.stop.aborted) throw error;
    const { message } = error as Error;
    build.write(`${step.name} | failed: ${message}`);
    build.updateStep(step.name, { status: 'error', error: message });
    await runEndHooks(step.hooks, false, run);
    return 'error';
  }
}

/**
 * @fact A hook that fails | fails the build only as `on_elected` | documented | pipelines/hooks
 * @returns whether the build may go on: only `on_elected` can fail it (docs, "Controlling errors")
 */
export async function runHook(hooks: Hooks, name: HookName, run: RunContext): Promise<boolean> {
  for (const step of hooks[name]) {
    run.build.addStep(step.name);
    const end = await runStep(step, run);
    if (end !== 'success' && end !== 'skipped' && step.failFast) return name !== 'on_elected';
  }
  return true;
}

export async function runEndHooks(hooks: Hooks, succeeded: boolean, run: RunContext): Promise<void> {
  await runHook(hooks, succeeded ? 'on_success' : 'on_fail', run);
  await runHook(hooks, 'on_finish', run);
}

/** The build has a runner again. */
export function resume({ build }: RunContext): void {
  build.holdRunner(true);
  build.moveTo('running');
}

async function runApproval(
  step: Extract<StepDefinition, { kind: 'pending-approval' }>,
  run: RunContext,
): Promise<StepEnd> {
  const { result, by } = await awaitApproval(step, run);
  run.build.updateStep(step.name, { status: result, decidedBy: by });
  if (result === 'approved') resume(run);
  return result;
}

/** @throws Error when the last attempt failed */
async function tryStep(step: WorkingStep, run: RunContext): Promise<'success'> {
  const { build, clock } = run;
  const { maxAttempts } = step.retry;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { outputs, outputUrl } = await runAttempt(step, attempt, run);
      Object.assign(build.outputs, outputs);
      build.updateStep(step.name, { status: 'success', outputs, outputUrl });
      return 'success';
    } catch (error) {
      if (build.stop.aborted || attempt >= maxAttempts) throw error;
      build.write(`${step.name} | attempt ${attempt} of ${maxAttempts} failed: ${(error as Error).message}`);
      await waitUntil(addMilliseconds(clock.now(), step.retry.delayMs(attempt)), clock, build.stop);
    }
  }
}

async function runAttempt(step: WorkingStep, attempt: number, run: RunContext) {
  const timeout = new AbortController();
  const { clock } = run;
  const cancel =
    step.timeoutMs === null
      ? () => {}
      : clock.at(addMilliseconds(clock.now(), step.timeoutMs), () =>
          timeout.abort(
            new PipelineError(`it ran longer than its timeout of ${(step.timeoutMs ?? 0) / 1000} s`),
          ),
        );
  const attempts = { CF_CURRENT_ATTEMPT: String(attempt), CF_MAX_ATTEMPTS: String(step.retry.maxAttempts) };
  const attemptRun: RunContext = {
    ...run,
    stop: AbortSignal.any([run.build.stop, timeout.signal]),
    // @fact `CF_CURRENT_ATTEMPT` and `CF_MAX_ATTEMPTS` | are set in a step that has `retry` | belief | steps: the names
    variables: step.retry.maxAttempts > 1 ? { ...run.variables, ...attempts } : run.variables,
  };
  try {
    if (step.kind === 'typed') return await runTyped(step, attemptRun);
    if (step.kind === 'freestyle') return await runPlainFreestyle(step, attemptRun);
    await runClone(step, attemptRun);
    return { outputs: {}, outputUrl: null };
  } finally {
    cancel();
  }
}

async function runPlainFreestyle(step: Extract<StepDefinition, { kind: 'freestyle' }>, run: RunContext) {
  const scope = { label: step.name, exported: run.build.outputs, arguments: {}, steps: run.build.steps };
  const workingDirectory = step.workingDirectory ?? run.workspace.mainClone ?? null;
  const outputs = await runFreestyle({ ...step, workingDirectory }, scope, run, 'volume');
  const outputUrl = outputs.CF_OUTPUT_URL ?? outputs[`${step.name}_CF_OUTPUT_URL`] ?? null;
  return { outputs, outputUrl };
}

function conditionScope({ build, variables }: RunContext): ConditionScope {
  const { read } = new StepScope({ ...variables, ...build.outputs }, build.steps);
  return {
    branch: build.git.branch,
    variable: read,
    path: (path) =>
      path === 'workflow.result' ? result(build.steps.map(({ status }) => status)) : read(path),
  };
}

/** `workflow.result` while the build runs (docs, "Custom steps dependencies"). */
function result(statuses: readonly StepStatus[]): string {
  if (statuses.some((status) => status === 'error' || status === 'denied')) return 'failure';
  const over = statuses.every((status) => status !== 'pending' && status !== 'running');
  return over ? 'success' : 'running';
}
