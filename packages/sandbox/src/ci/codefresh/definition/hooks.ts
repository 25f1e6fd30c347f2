/** Steps around a pipeline, or around one of its steps (Codefresh docs, pipelines/hooks). */

import { PipelineError } from '../../base/pipeline-error.ts';
import type { Fields } from './fields.ts';
import { HOOKS, type Hooks, type StepDefinition } from './step.ts';

export type ParseStep = (name: string, value: unknown, where: string) => StepDefinition;

/** @param owner the step that the hooks belong to; empty for the pipeline */
export function parseHooks(fields: Fields | undefined, owner: string, parseStep: ParseStep): Hooks {
  const prefix = owner === '' ? 'hooks' : `${owner}.hooks`;
  const [on_elected, on_success, on_fail, on_finish] = HOOKS.map((name) =>
    parseHook(fields?.fields(name), `${prefix}.${name}`, parseStep),
  );
  fields?.done();
  return {
    on_elected: on_elected ?? [],
    on_success: on_success ?? [],
    on_fail: on_fail ?? [],
    on_finish: on_finish ?? [],
  };
}

/** A hook holds one step under `exec`, or several under `steps`. */
function parseHook(hook: Fields | undefined, name: string, parseStep: ParseStep): StepDefinition[] {
  if (hook === undefined) return [];
  const exec = hook.any('exec');
  const steps = hook.record('steps') ?? {};
  hook.done();
  const parsed = [
    ...(exec === undefined ? [] : [parseStep('exec', exec, `${hook.where}.exec`)]),
    ...Object.entries(steps).map(([key, step]) => parseStep(key, step, `${hook.where}.steps.${key}`)),
  ];
  return parsed.map((step) => {
    if (step.kind === 'pending-approval')
      throw new PipelineError(`${step.where}: a hook cannot wait for approval`);
    return { ...step, name: `${name}.${step.name}` };
  });
}
