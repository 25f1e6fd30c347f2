/** Reads the `action.yml` of a JavaScript action. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { checkCompositeStep } from './context-availability.ts';
import { checkTemplate } from './expression.ts';
import { readYaml } from './read-yaml.ts';
import { compositeStep } from './shape.ts';
import { checkSteps, type StepDefinition } from './workflow.ts';

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const shape = z.strictObject({
  name: z.string(),
  author: z.string().optional(),
  description: z.string(),
  branding: z.record(z.string(), z.string()).optional(),
  inputs: z
    .record(
      z.string(),
      // Not strict: the real runner does not read an input's other keys either.
      z.object({ default: text.optional(), deprecationMessage: z.string().optional() }).nullable(),
    )
    .default({}),
  outputs: z
    .record(z.string(), z.object({ description: z.string().optional(), value: text.optional() }).nullable())
    .default({}),
  runs: z.discriminatedUnion(
    'using',
    [
      z.strictObject({
        using: z.literal('node24'),
        main: z.string(),
        post: z.string().optional(),
        'post-if': z.string().default('always()'),
      }),
      z.strictObject({ using: z.literal('composite'), steps: z.array(compositeStep).min(1) }),
    ],
    { error: "the sandbox's GitHub implements `using: node24` and `using: composite` only" },
  ),
});

interface Inputs {
  readonly inputs: ReadonlyMap<string, { readonly default: string; readonly deprecated: string | null }>;
}

export interface NodeAction extends Inputs {
  readonly using: 'node24';
  /** Absolute paths. */
  readonly main: string;
  readonly post: string | null;
  readonly postIf: string;
}

export interface CompositeAction extends Inputs {
  readonly using: 'composite';
  /** Its absolute path. */
  readonly folder: string;
  readonly steps: readonly StepDefinition[];
  /** Their values, with expressions. */
  readonly outputs: Readonly<Record<string, string>>;
}

export type Action = NodeAction | CompositeAction;

/** What `uses:` names to the action. */
export type Actions = ReadonlyMap<string, Action>;

/**
 * @fact Contexts in the default of an input | github, job, runner, matrix; no env, secrets, needs |
 *   documented | metadata-syntax, context availability
 */
export const DEFAULT_CONTEXTS = ['github', 'job', 'runner', 'matrix'] as const;

/** @throws PipelineError, or the file system's error */
export async function loadActions(folders: Readonly<Record<string, string>>): Promise<Actions> {
  const loaded = Object.entries(folders).map(
    async ([uses, folder]) => [uses, await loadAction(uses, folder)] as const,
  );
  const actions = new Map(await Promise.all(loaded));
  for (const [uses, action] of actions) {
    if (action.using === 'composite')
      checkSteps(action.steps, `action.yml of ${uses}`, new Set(actions.keys()));
  }
  return actions;
}

async function loadAction(uses: string, folder: string): Promise<Action> {
  const where = `action.yml of ${uses}`;
  const {
    inputs: declared,
    outputs,
    runs,
  } = readYaml(await readFile(join(folder, 'action.yml'), 'utf8'), shape, where);
  for (const [name, input] of Object.entries(declared)) {
    checkTemplate(input?.default ?? '', DEFAULT_CONTEXTS, `${where}, inputs.${name}`);
  }
  const inputs = new Map(
    Object.entries(declared).map(([name, input]) => [
      name.toLowerCase(),
      { default: input?.default ?? '', deprecated: input?.deprecationMessage ?? null },
    ]),
  );
  if (runs.using === 'composite') {
    runs.steps.forEach((step, index) => {
      checkCompositeStep(step, `${where}, steps[${index}]`);
    });
    const values = Object.entries(outputs).map(([name, output]) => [name, output?.value ?? '']);
    return { using: 'composite', inputs, folder, steps: runs.steps, outputs: Object.fromEntries(values) };
  }
  return {
    using: 'node24',
    inputs,
    main: resolve(folder, runs.main),
    post: runs.post === undefined ? null : resolve(folder, runs.post),
    postIf: runs['post-if'],
  };
}
