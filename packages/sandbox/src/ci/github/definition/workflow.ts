/** A workflow, read and checked: what it holds can be run. */

import { PipelineError } from '../../base/pipeline-error.ts';
import { checkExpressions } from './context-availability.ts';
import { notImplemented } from './not-implemented.ts';
import { readYaml } from './read-yaml.ts';
import { type StepShape, type WorkflowShape, workflow } from './shape.ts';

export type { JobShape as JobDefinition, StepShape as StepDefinition } from './shape.ts';
export type Workflow = WorkflowShape;

/**
 * @param file    `deploy.yml`
 * @param actions what `uses:` may name
 * @throws PipelineError
 */
export function parseWorkflow(text: string, file: string, actions: ReadonlySet<string>): Workflow {
  const parsed = readYaml(text, workflow, file);
  checkNeeds(parsed.jobs);
  for (const [key, job] of Object.entries(parsed.jobs))
    checkSteps(job.steps, `${file}, jobs.${key}`, actions);
  checkExpressions(parsed);
  return parsed;
}

/**
 * @param actions what `uses:` may name
 * @throws PipelineError
 */
export function checkSteps(steps: readonly StepShape[], where: string, actions: ReadonlySet<string>): void {
  const ids = new Set<string>();
  for (const { id, uses } of steps) {
    if (uses !== undefined && !actions.has(uses)) throw notImplemented(`uses: ${uses}`, where);
    if (id === null) continue;
    if (ids.has(id)) throw new PipelineError(`${where}: two steps have the id ${id}`);
    ids.add(id);
  }
}

function checkNeeds(jobs: Workflow['jobs']): void {
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

/** Every job that a job depends on, directly or not. */
export function transitiveNeeds(jobs: Workflow['jobs'], key: string): string[] {
  const needs = jobs[key]?.needs ?? [];
  return [...new Set(needs.flatMap((need) => [need, ...transitiveNeeds(jobs, need)]))];
}
