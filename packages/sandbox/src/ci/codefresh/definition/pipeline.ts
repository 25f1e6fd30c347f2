/** Parses a `codefresh.yml` as far as the sandbox runs it. */

import { PipelineError } from '../../base/pipeline-error.ts';
import { parseYaml } from '../../base/yaml.ts';
import { Fields } from './fields.ts';
import { parseHooks } from './hooks.ts';
import { parseStep } from './parse-step.ts';
import type { Hooks, StepDefinition } from './step.ts';

export interface Pipeline {
  readonly steps: readonly StepDefinition[];
  readonly hooks: Hooks;
}

/** @throws PipelineError */
export function parsePipeline(text: string): Pipeline {
  const fields = new Fields(parseYaml(text, 'codefresh.yml'), 'codefresh.yml');
  const version = fields.requiredText('version');
  if (Number(version) !== 1)
    throw new PipelineError(`codefresh.yml: version must be '1.0', got '${version}'`);
  const stages = fields.texts('stages') ?? [];
  const steps = fields.record('steps');
  if (steps === undefined) throw new PipelineError('codefresh.yml needs `steps`');
  for (const [name, step] of Object.entries(steps)) checkStage(name, step, stages);
  const pipeline: Pipeline = {
    steps: Object.entries(steps).map(([name, step]) => parseStep(name, step, `steps.${name}`)),
    hooks: parseHooks(fields.fields('hooks'), '', parseStep),
  };
  fields.done();
  return pipeline;
}

function checkStage(name: string, step: unknown, stages: readonly string[]): void {
  const stage = new Fields(step, `steps.${name}`).text('stage');
  if (stage !== undefined && !stages.includes(stage)) {
    throw new PipelineError(`steps.${name}.stage: "${stage}" is not one of the pipeline's stages`);
  }
}
