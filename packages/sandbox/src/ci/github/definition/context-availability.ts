/** Which contexts may be used where (GitHub docs, "Context availability"), as far as the sandbox has them. */
import { checkCondition, checkTemplate } from './expression.ts';
import type { CallJobShape, JobShape, StepShape, StepsJobShape, WorkflowShape } from './shape.ts';

const START = ['github', 'inputs', 'vars'];
const JOB = [...START, 'needs', 'matrix'];
const RUNNING = [...JOB, 'job', 'runner', 'env', 'secrets', 'steps'];
const IN_COMPOSITE = ['github', 'inputs', 'matrix', 'job', 'runner', 'env', 'steps'];

/**
 * @fact A context where GitHub has none | the workflow does not run | documented | contexts, context
 *   availability
 * @throws PipelineError naming the first expression that uses what is not available in its place
 */
export function checkExpressions(workflow: WorkflowShape): void {
  if (workflow['run-name'] !== undefined) checkTemplate(workflow['run-name'], START, 'run-name');
  checkConcurrency(workflow.concurrency, START, 'concurrency');
  checkAll(workflow.env, [...START, 'secrets'], 'env');
  for (const [name, { value }] of Object.entries(workflow.on.workflow_call?.outputs ?? {}))
    checkTemplate(value, [...START, 'jobs'], `on.workflow_call.outputs.${name}`);
  for (const [key, job] of Object.entries(workflow.jobs)) checkJob(job, `jobs.${key}`);
}

function checkJob(job: JobShape, where: string): void {
  if (job.if !== null) checkCondition(job.if, [...START, 'needs'], `${where}.if`);
  if (job.name !== null) checkTemplate(job.name, JOB, `${where}.name`);
  checkConcurrency(job.concurrency, JOB, `${where}.concurrency`);
  if (job.uses === undefined) checkStepsJob(job, where);
  else checkCallJob(job, where);
}

function checkCallJob(job: CallJobShape, where: string): void {
  for (const [name, value] of Object.entries(job.with))
    checkTemplate(`${value}`, JOB, `${where}.with.${name}`);
  if (job.secrets !== 'inherit') checkAll(job.secrets, [...JOB, 'secrets'], `${where}.secrets`);
}

function checkStepsJob(job: StepsJobShape, where: string): void {
  const { environment } = job;
  for (const label of [job['runs-on']].flat()) checkTemplate(label, JOB, `${where}.runs-on`);
  if (environment !== null) {
    checkTemplate(environment.name, JOB, `${where}.environment`);
    const inUrl = RUNNING.filter((context) => context !== 'secrets');
    checkTemplate(environment.url, inUrl, `${where}.environment.url`);
  }
  checkAll(job.env, [...JOB, 'secrets'], `${where}.env`);
  checkAll(job.outputs, RUNNING, `${where}.outputs`);
  job.steps.forEach((step, index) => {
    checkStep(step, `${where}.steps[${index}]`);
  });
}

/** @throws PipelineError as `checkExpressions` does */
export function checkCompositeStep(step: StepShape, where: string): void {
  checkStep(step, where, IN_COMPOSITE);
}

function checkStep(step: StepShape, where: string, available = RUNNING): void {
  const inIf = available.filter((context) => context !== 'secrets');
  if (step.if !== null) checkCondition(step.if, inIf, `${where}.if`);
  const { name, run } = step;
  const texts = { name: name ?? '', run: run ?? '', 'working-directory': step['working-directory'] ?? '' };
  checkAll(texts, available, where);
  checkAll(step.with, available, `${where}.with`);
  checkAll(step.env, available, `${where}.env`);
}

function checkConcurrency(
  concurrency: WorkflowShape['concurrency'],
  available: readonly string[],
  where: string,
): void {
  if (concurrency === undefined) return;
  const { group, 'cancel-in-progress': cancel } = concurrency;
  checkAll({ group, 'cancel-in-progress': `${cancel}` }, available, where);
}

function checkAll(texts: Readonly<Record<string, string>>, contexts: readonly string[], where: string): void {
  for (const [key, text] of Object.entries(texts)) checkTemplate(text, contexts, `${where}.${key}`);
}
