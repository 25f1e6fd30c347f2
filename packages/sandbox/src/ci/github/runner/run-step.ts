/** Runs one step of a job, or one post of an action. */
import type { SandboxClock } from '../../../clock.ts';
import { addMilliseconds } from '../../base/cancellable.ts';
import { type Contexts, evaluateCondition, interpolate } from '../definition/expression.ts';
import type { Conclusion } from '../run.ts';
import { CommandProcessor } from './command-processor.ts';
import { FileCommands, type FileResults } from './file-commands.ts';
import type { JobFolders } from './job-folders.ts';
import type { JobScope } from './job-scope.ts';
import { pathVariable } from './job-variables.ts';
import { runProcess } from './process.ts';
import type { Execution } from './step-plan.ts';

export interface Step {
  readonly name: string;
  readonly id: string | null;
  readonly condition: string | null;
  readonly continueOnError: boolean;
  /** undefined for no limit of its own. */
  readonly timeoutMinutes: number | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly perform: Perform;
}

export interface StepOutcome {
  readonly outcome: Conclusion;
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * What a step does once its condition holds.
 * @param env the step's own, evaluated
 * @param shouldRun whether the condition still holds
 */
export type Perform = (
  env: Readonly<Record<string, string>>,
  shouldRun: () => boolean,
  context: StepContext,
) => Promise<StepOutcome>;

/** @param state where `save-state` and `GITHUB_STATE` go; read by the post */
export function program(
  state: Record<string, string>,
  prepare: (contexts: Contexts) => Execution | Promise<Execution>,
): Perform {
  return async (env, shouldRun, context) => {
    const execution = await prepare(context.scope.contexts(env));
    return execute(execution, state, env, shouldRun, context);
  };
}

export interface StepContext {
  readonly scope: JobScope;
  readonly folders: JobFolders;
  readonly variables: Readonly<Record<string, string>>;
  readonly clock: SandboxClock;
  /** The job is to be cancelled: a step whose condition no longer holds is stopped. */
  readonly cancel: AbortSignal;
  readonly kill: AbortSignal;
  /** The step's time is up: what it runs is stopped. */
  readonly stop?: AbortSignal | undefined;
}

/**
 * Never rejects: whatever goes wrong fails the step.
 * @returns how it ended, before `continue-on-error` is applied
 */
export async function runStep(step: Step, context: StepContext): Promise<Conclusion> {
  const { scope } = context;
  let outcome: Conclusion = 'failure';
  let outputs: StepOutcome['outputs'] = {};
  try {
    const env = { ...scope.stepEnv, ...interpolateAll(step.env, scope.contexts()) };
    const shouldRun = () => evaluateCondition(step.condition, scope.contexts(env), scope.statusFunctions);
    if (context.kill.aborted || context.stop?.aborted || !shouldRun()) outcome = 'skipped';
    else ({ outcome, outputs } = await performInTime(step, env, shouldRun, context));
  } catch (error) {
    scope.annotate('error', (error as Error).message);
  }
  const conclusion = outcome === 'failure' && step.continueOnError ? 'success' : outcome;
  if (conclusion === 'failure' && scope.status === 'success') scope.status = 'failure';
  scope.addStep({ name: step.name, id: step.id, outcome, conclusion, outputs });
  return outcome;
}

/** GitHub docs, workflow syntax: a step past its `timeout-minutes` is killed; it then has failed (actions/runner, StepsRunner). */
async function performInTime(
  { name, perform, timeoutMinutes }: Step,
  env: Readonly<Record<string, string>>,
  shouldRun: () => boolean,
  context: StepContext,
): Promise<StepOutcome> {
  if (timeoutMinutes === undefined) return perform(env, shouldRun, context);
  const { clock, scope } = context;
  const timedOut = new AbortController();
  const end = addMilliseconds(clock.now(), timeoutMinutes * 60_000);
  const stopAlarm = clock.at(end, () => timedOut.abort());
  try {
    const result = await perform(env, shouldRun, { ...context, stop: timedOut.signal });
    if (!timedOut.signal.aborted) return result;
    scope.annotate('error', `The action '${name}' has timed out after ${timeoutMinutes} minutes.`);
    return { ...result, outcome: 'failure' };
  } finally {
    stopAlarm();
  }
}

async function execute(
  execution: Execution,
  state: Record<string, string>,
  env: Readonly<Record<string, string>>,
  shouldRun: () => boolean,
  context: StepContext,
): Promise<StepOutcome> {
  const { scope, folders, kill } = context;
  showStart(execution, env, scope);
  const files = await FileCommands.create(folders.temp);
  const commands = new CommandProcessor(scope);
  const stop = new AbortController();
  const onTimeout = () => stop.abort();
  if (context.stop?.aborted) onTimeout();
  context.stop?.addEventListener('abort', onTimeout, { once: true });
  const onCancel = () => {
    scope.markCancelled();
    if (!shouldRun()) stop.abort();
  };
  if (!context.cancel.aborted) context.cancel.addEventListener('abort', onCancel, { once: true });
  const code = await runProcess({
    argv: execution.argv,
    workingDirectory: execution.workingDirectory,
    environment: {
      PATH: pathVariable(scope.path),
      HOME: folders.home,
      CI: 'true',
      ...scope.env,
      ...env,
      ...execution.variables,
      ...context.variables,
      ...(scope.debug && { RUNNER_DEBUG: '1' }),
      ...files.variables,
    },
    cancel: stop.signal,
    kill,
    clock: context.clock,
    onLine: (line) => commands.line(line),
  }).finally(() => {
    context.cancel.removeEventListener('abort', onCancel);
    context.stop?.removeEventListener('abort', onTimeout);
  });

  const written = await files.take();
  keep(written, scope);
  Object.assign(state, commands.results.state, written.state);
  // The file is read last, so a name in it wins.
  const outputs = { ...commands.results.outputs, ...written.outputs };
  if (stop.signal.aborted || kill.aborted) {
    scope.annotate('error', 'The operation was canceled.');
    return { outcome: 'cancelled', outputs };
  }
  // @fact Whether a step failed | by its exit code, a refused command or a wrong command file; `::error::`
  // alone fails none | source | actions/runner, StepsRunner
  if (code !== 0 && execution.argv[0] === 'bash') {
    scope.annotate('error', `Process completed with exit code ${code ?? 137}.`);
  }
  const failed = code !== 0 || commands.failed || written.failed;
  return { outcome: failed ? 'failure' : 'success', outputs };
}

function keep(written: FileResults, scope: JobScope): void {
  Object.assign(scope.env, written.env);
  for (const folder of written.path) {
    if (scope.path.includes(folder)) scope.path.splice(scope.path.indexOf(folder), 1);
    scope.path.push(folder);
  }
  scope.summarize(written.summary);
  for (const error of written.errors) scope.annotate('error', error);
}

/** Shows what a step is about to do. */
export function showStart(
  { banner, warnings }: Pick<Execution, 'banner' | 'warnings'>,
  env: Readonly<Record<string, string>>,
  scope: JobScope,
): void {
  for (const warning of warnings) scope.annotate('warning', warning);
  if (banner === null) {
    scope.write('Post job cleanup.');
    return;
  }
  const [title = '', ...details] = banner;
  const variables = Object.entries({ ...scope.env, ...env }).map(([name, value]) => `  ${name}: ${value}`);
  scope.write(`##[group]${title}`);
  for (const line of [...details, ...(variables.length === 0 ? [] : ['env:', ...variables])])
    scope.write(line);
  scope.write('##[endgroup]');
}

export function interpolateAll(
  texts: Readonly<Record<string, string>>,
  contexts: Contexts,
): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, interpolate(text, contexts)]));
}
