/** A workflow, read and checked: what it holds can be run. */

import { notConfigured, PipelineError } from '../../base/pipeline-error.ts';
import { checkCall, readCalledWorkflow } from './called-workflow.ts';
import { checkExpressions } from './context-availability.ts';
import { notImplemented } from './not-implemented.ts';
import { permissionsOf } from './permissions.ts';
import { readYaml } from './read-yaml.ts';
import {
  type CallJobShape,
  type StepShape,
  type StepsJobShape,
  type WorkflowShape,
  workflow,
} from './shape.ts';

export type { StepShape as StepDefinition, StepsJobShape as StepsJob } from './shape.ts';

/** A job that calls a workflow, which is read; `calledFile` is as `readCalledWorkflow` names it. */
export type CallJob = CallJobShape & { readonly called: Workflow; readonly calledFile: string };

export type JobDefinition = StepsJobShape | CallJob;

export type Workflow = Omit<WorkflowShape, 'jobs'> & {
  readonly jobs: Readonly<Record<string, JobDefinition>>;
};

/** What a workflow may use. */
export interface Usable {
  /** What `uses:` of a step may name. */
  readonly actions: ReadonlySet<string>;
  /**
   * The YAML of a workflow: `deploy.yml`, or `globex/platform/.github/workflows/deploy.yml@v1` where it is of another
   * repository. undefined where there is none.
   */
  workflow(file: string): string | undefined;
}

/**
 * Reads a workflow, and those that it calls.
 * @param file    as `Usable` has it
 * @param allowed permissions of the job that calls it; undefined for a run's own workflow
 * @param callers files of the workflows that lead to it
 * @throws PipelineError
 */
export function parseWorkflow(
  text: string,
  file: string,
  usable: Usable,
  allowed?: ReturnType<typeof permissionsOf>,
  callers: readonly string[] = [],
): Workflow {
  const parsed = withDefaults(readYaml(text, workflow, file));
  checkNeeds(parsed.jobs);
  checkExpressions(parsed);
  const allSteps = Object.values(parsed.jobs).flatMap((job) => (job.uses === undefined ? job.steps : []));
  const jobs = Object.entries(parsed.jobs).map(([key, job]): [string, JobDefinition] => {
    const where = `${file}, jobs.${key}`;
    if (job.uses === undefined) {
      checkSteps(job.steps, where, usable.actions, allSteps);
      return [key, job];
    }
    const path = [...callers, file];
    const calledFile = readCalledWorkflow(job, where, path);
    const yaml = usable.workflow(calledFile);
    if (yaml === undefined)
      throw new PipelineError(
        `${where}: error parsing called workflow "${job.uses}": workflow was not found.`,
      );
    const granted = permissionsOf(job, parsed, allowed);
    const called = parseWorkflow(yaml, calledFile, usable, granted, path);
    checkCall(job, called, granted);
    return [key, { ...job, called, calledFile }];
  });
  return { ...parsed, jobs: Object.fromEntries(jobs) };
}

/** GitHub docs, workflow syntax: what a job's `defaults` say comes before what the workflow's say. */
function withDefaults(parsed: WorkflowShape): WorkflowShape {
  const jobs = Object.entries(parsed.jobs).map(([key, job]) => {
    if (job.uses !== undefined) return [key, job] as const;
    const run = { ...parsed.defaults?.run, ...job.defaults?.run };
    const steps = job.steps.map((step) => (step.run === undefined ? step : { ...run, ...step }));
    return [key, { ...job, steps }] as const;
  });
  return { ...parsed, jobs: Object.fromEntries(jobs) };
}

/**
 * @param actions what `uses:` may name
 * @param allSteps those whose missing actions are named at once
 * @throws PipelineError
 */
export function checkSteps(
  steps: readonly StepShape[],
  where: string,
  actions: ReadonlySet<string>,
  allSteps: readonly StepShape[] = steps,
): void {
  const ids = new Set<string>();
  for (const { id, uses } of steps) {
    if (uses !== undefined && !actions.has(uses)) {
      if (uses.startsWith('docker:')) throw notImplemented(`uses: ${uses}`, where);
      const example = `${uses}: the folder of its action.yml`;
      const used = new Set(allSteps.flatMap((step) => step.uses ?? []));
      const others = [...used].filter((each) => each !== uses && !actions.has(each));
      throw notConfigured('GitHub', `action ${uses}`, where, 'github.actions', example, others);
    }
    if (id === null) continue;
    if (ids.has(id)) throw new PipelineError(`${where}: two steps have the id ${id}`);
    ids.add(id);
  }
}

function checkNeeds(jobs: WorkflowShape['jobs']): void {
  const settled = new Set<string>();
  const visit = (key: string, path: readonly string[]): void => {
    if (settled.has(key)) return;
    if (path.includes(key))
      throw new PipelineError(`jobs.${key} needs itself: ${[...path, key].join(' -> ')}`);
    const job = jobs[key];
    if (job === undefined) throw new PipelineError(`jobs.${path.at(-1)} needs ${key}, which is no job`);
    for (const need of job.needs) visit(need, [...path, key]);
    settled.add(key);
  };
  for (const key of Object.keys(jobs)) visit(key, []);
}

/** Every job of its workflow that a job depends on, directly or not. */
export function transitiveNeeds(jobs: WorkflowShape['jobs'], key: string): string[] {
  const needs = jobs[key]?.needs ?? [];
  return [...new Set(needs.flatMap((need) => [need, ...transitiveNeeds(jobs, need)]))];
}
