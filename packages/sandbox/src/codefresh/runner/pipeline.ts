/** Parses a `codefresh.yml` as far as the sandbox runs it. */
import { parse, YAMLParseError } from 'yaml';
import { Fields } from './fields.ts';
import { PipelineError } from './pipeline-error.ts';
import { parseStep, parseSteps, type StepDefinition } from './step-definition.ts';

export const HOOKS = ['on_success', 'on_fail', 'on_finish'] as const;
export type HookName = (typeof HOOKS)[number];

export interface Pipeline {
  readonly steps: readonly StepDefinition[];
  readonly hooks: Readonly<Record<HookName, readonly StepDefinition[]>>;
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
  const hooks = fields.fields('hooks');
  const pipeline: Pipeline = {
    steps: parseSteps(steps, 'steps'),
    hooks: {
      on_success: parseHook(hooks, 'on_success'),
      on_fail: parseHook(hooks, 'on_fail'),
      on_finish: parseHook(hooks, 'on_finish'),
    },
  };
  hooks?.done();
  fields.done();
  return pipeline;
}

/** @throws PipelineError */
export function parseYaml(text: string, where: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new PipelineError(`${where} is not YAML: ${error.message}`, { cause: error });
  }
}

/** A hook holds one step under `exec`, or several under `steps` (docs, pipelines/hooks). */
function parseHook(hooks: Fields | undefined, name: HookName): StepDefinition[] {
  const hook = hooks?.fields(name);
  if (hook === undefined) return [];
  const exec = hook.any('exec');
  const steps = hook.record('steps') ?? {};
  hook.done();
  const where = `hooks.${name}`;
  return [
    ...(exec === undefined ? [] : [parseStep('exec', exec, `${where}.exec`)]),
    ...parseSteps(steps, `${where}.steps`),
  ].map((step) => {
    if (step.kind === 'pending-approval')
      throw new PipelineError(`${step.where}: a hook cannot wait for approval`);
    return { ...step, name: `${where}.${step.name}` };
  });
}

function checkStage(name: string, step: unknown, stages: readonly string[]): void {
  const stage = new Fields(step, `steps.${name}`).text('stage');
  if (stage !== undefined && !stages.includes(stage)) {
    throw new PipelineError(`steps.${name}.stage: "${stage}" is not one of the pipeline's stages`);
  }
}
