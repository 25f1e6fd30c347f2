/** What starts a workflow: its `on:`. */
import { z } from 'zod';
import { readYaml } from './read-yaml.ts';

const input = z.strictObject({
  description: z.string().default(''),
  required: z.boolean().default(false),
  default: z.union([z.string(), z.boolean(), z.number()]).optional(),
  type: z.enum(['string', 'boolean', 'number', 'choice', 'environment']).default('string'),
  options: z.array(z.string()).optional(),
});

export type DispatchInput = z.output<typeof input>;

const callInput = z.strictObject({
  description: z.string().default(''),
  required: z.boolean().default(false),
  default: z.union([z.string(), z.boolean(), z.number()]).optional(),
  type: z.enum(['string', 'boolean', 'number']),
});

const workflowCall = z.strictObject({
  inputs: z.record(z.string(), callInput).default({}),
  secrets: z
    .record(
      z.string(),
      z.strictObject({ description: z.string(), required: z.boolean() }).partial().nullable(),
    )
    .default({}),
  outputs: z
    .record(z.string(), z.strictObject({ description: z.string().optional(), value: z.string() }))
    .default({}),
});

/** What a reusable workflow takes and gives. */
export type WorkflowCall = z.output<typeof workflowCall>;

const branches = z.array(z.string()).optional();

const events = {
  workflow_dispatch: z.strictObject({ inputs: z.record(z.string(), input).default({}) }),
  repository_dispatch: z.strictObject({ types: z.array(z.string()).optional() }),
  push: z.strictObject({ branches }),
  workflow_call: workflowCall,
};

const names = z.enum(Object.keys(events) as (keyof typeof events)[]);

/** An event without a body, `push:`, is written as null. */
const orEmpty = <S extends z.ZodType>(shape: S) =>
  z.preprocess((value) => value ?? {}, shape).optional() as z.ZodOptional<z.ZodType<z.output<S>>>;

export const triggers = z.union([
  names.transform((name) => fromNames([name])),
  z.array(names).transform(fromNames),
  z.strictObject({
    workflow_dispatch: orEmpty(events.workflow_dispatch),
    repository_dispatch: orEmpty(events.repository_dispatch),
    push: orEmpty(events.push),
    workflow_call: orEmpty(events.workflow_call),
  }),
]);

export interface Triggers {
  readonly workflow_dispatch?: z.output<typeof events.workflow_dispatch> | undefined;
  readonly repository_dispatch?: z.output<typeof events.repository_dispatch> | undefined;
  readonly push?: z.output<typeof events.push> | undefined;
  readonly workflow_call?: WorkflowCall | undefined;
}

function fromNames(listed: readonly (keyof typeof events)[]): Triggers {
  const has = (name: keyof typeof events) => listed.includes(name);
  return {
    workflow_dispatch: has('workflow_dispatch') ? { inputs: {} } : undefined,
    repository_dispatch: has('repository_dispatch') ? {} : undefined,
    push: has('push') ? {} : undefined,
    workflow_call: has('workflow_call') ? { inputs: {}, secrets: {}, outputs: {} } : undefined,
  };
}

/**
 * Only the `on:` of a workflow, which may hold what cannot be run.
 * @throws PipelineError
 */
export function readTriggers({ file, yaml }: { readonly file: string; readonly yaml: string }): Triggers {
  return readYaml(yaml, z.looseObject({ on: triggers }), file).on;
}

/** @param branch without `refs/heads/` */
export function isStartedByPush({ push }: Triggers, branch: string): boolean {
  if (push === undefined) return false;
  return push.branches === undefined || push.branches.some((pattern) => globMatches(pattern, branch));
}

export function isStartedByRepositoryDispatch(on: Triggers, eventType: string): boolean {
  const { repository_dispatch: listens } = on;
  return listens !== undefined && (listens.types === undefined || listens.types.includes(eventType));
}

/** `*` stays between slashes, `**` does not (GitHub docs, filter pattern cheat sheet). */
function globMatches(pattern: string, branch: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\?]/g, '\\$&')
    .replace(/\*\*|\*/g, (stars) => (stars === '**' ? '.*' : '[^/]*'));
  return new RegExp(`^${source}$`).test(branch);
}
