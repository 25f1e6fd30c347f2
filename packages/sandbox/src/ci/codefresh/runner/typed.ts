/** Runs one typed step: arguments in, sub-steps one after the other, declared outputs out. */

import { PipelineError } from '../../base/pipeline-error.ts';
import { isRecord } from '../definition/fields.ts';
import type { TypedStep } from '../definition/step.ts';
import type { Returns } from '../definition/step-type.ts';
import { substituteAll } from '../definition/substitution.ts';
import { formatValue } from '../go-template/format.ts';
import type { GoMap } from '../go-template/value.ts';
import { runFreestyle } from './freestyle.ts';
import type { RunContext } from './run-context.ts';
import { StepScope } from './step-scope.ts';

export interface TypedStepResult {
  readonly outputs: Readonly<Record<string, string>>;
  readonly outputUrl: string | null;
}

/** @throws Error when the step fails; its message says why */
export async function runTyped(step: TypedStep, run: RunContext): Promise<TypedStepResult> {
  const { build } = run;
  const type = run.stepTypes.find(step.type, step.where);
  if (!step.type.includes(':')) {
    build.write(`${step.name} | Warning: ${step.type} has no version; using ${type.version}`);
  }
  const { read } = new StepScope({ ...run.variables, ...build.outputs }, build.steps);
  const given = substituteAll(step.arguments, read);
  const prepared = type.prepareArguments(isRecord(given) ? given : {});

  const own: Record<string, string> = {};
  const subSteps: Parameters<typeof runFreestyle>[1]['steps'][number][] = [];
  const all = type.subSteps(prepared);
  for (const subStep of all) {
    const exported = { ...build.outputs, ...own };
    const scope = {
      label: all.length === 1 ? step.name : `${step.name}.${subStep.name}`,
      exported,
      arguments: asText(prepared),
      steps: [...build.steps, ...subSteps],
    };
    const outputs = await runFreestyle(subStep, scope, run, 'meta').catch((error: unknown) => {
      throw new PipelineError(`sub-step ${subStep.name}: ${(error as Error).message}`, { cause: error });
    });
    Object.assign(own, outputs);
    subSteps.push({
      name: subStep.name,
      status: 'success',
      outputs,
      outputUrl: null,
      decidedBy: null,
      error: null,
    });
  }
  const link = all.map(({ name }) => own[`${name}_CF_OUTPUT_URL`]).findLast((url) => url !== undefined);
  return { outputs: project(own, type.returns), outputUrl: link ?? null };
}

/**
 * @fact `returns` of a step type | what it lists reaches the pipeline; what it requires and is missing
 *   fails the step | third party | codefresh-io/steps#655
 */
function project(own: Readonly<Record<string, string>>, returns: Returns): Record<string, string> {
  const missing = returns.required.filter((key) => !Object.hasOwn(own, key));
  if (missing.length > 0) {
    throw new PipelineError(`required output ${missing.join(', ')} was not exported (see \`returns\`)`);
  }
  return Object.fromEntries(Object.entries(own).filter(([key]) => returns.properties.has(key)));
}

/** Arguments as `${{NAME}}` in a static `steps:` block reads them. */
function asText(prepared: GoMap): Record<string, string> {
  const text = (value: GoMap[string]) =>
    typeof value === 'object' ? JSON.stringify(value) : formatValue(value, 'v');
  return Object.fromEntries(Object.entries(prepared).map(([key, value]) => [key, text(value)]));
}
