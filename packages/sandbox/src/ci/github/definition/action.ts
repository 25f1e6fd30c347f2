/** Reads the `action.yml` of a JavaScript action. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { checkTemplate } from './expression.ts';
import { readYaml } from './read-yaml.ts';

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
  outputs: z.record(z.string(), z.object({ description: z.string().optional() }).nullable()).default({}),
  runs: z.strictObject({
    using: z.literal('node24', { error: "the sandbox's GitHub implements `using: node24` only" }),
    main: z.string(),
    post: z.string().optional(),
    'post-if': z.string().default('always()'),
  }),
});

export interface Action {
  readonly inputs: ReadonlyMap<string, { readonly default: string; readonly deprecated: string | null }>;
  /** Absolute paths. */
  readonly main: string;
  readonly post: string | null;
  readonly postIf: string;
}

/** What `uses:` names to the action. */
export type Actions = ReadonlyMap<string, Action>;

/** A default may use these (GitHub docs, metadata syntax). */
export const DEFAULT_CONTEXTS = ['github', 'job', 'runner', 'matrix'] as const;

/** @throws PipelineError, or the file system's error */
export async function loadActions(folders: Readonly<Record<string, string>>): Promise<Actions> {
  const loaded = Object.entries(folders).map(
    async ([uses, folder]) => [uses, await loadAction(uses, folder)] as const,
  );
  return new Map(await Promise.all(loaded));
}

async function loadAction(uses: string, folder: string): Promise<Action> {
  const where = `action.yml of ${uses}`;
  const { inputs, runs } = readYaml(await readFile(join(folder, 'action.yml'), 'utf8'), shape, where);
  for (const [name, input] of Object.entries(inputs)) {
    checkTemplate(input?.default ?? '', DEFAULT_CONTEXTS, `${where}, inputs.${name}`);
  }
  return {
    inputs: new Map(
      Object.entries(inputs).map(([name, input]) => [
        name.toLowerCase(),
        { default: input?.default ?? '', deprecated: input?.deprecationMessage ?? null },
      ]),
    ),
    main: resolve(folder, runs.main),
    post: runs.post === undefined ? null : resolve(folder, runs.post),
    postIf: runs['post-if'],
  };
}
