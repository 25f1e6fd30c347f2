/** The part of GitHub's workflow syntax that the sandbox runs; anything else is refused by name. */
import { z } from 'zod';
import { matrix } from './matrix.ts';
import { triggers } from './triggers.ts';

/** Scalars are text once they are used; null is an empty value, `KEY:`. */
const scalar = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .transform((value) => (value === null ? '' : String(value)));

const texts = z.record(z.string(), scalar);

const condition = z.union([z.string(), z.boolean()]).transform(String).nullable().default(null);

const access = z.enum(['read', 'write', 'none']);

const permissions = z.union([z.enum(['read-all', 'write-all']), z.record(z.string(), access)]);

const concurrency = z.union([
  z.string().transform((group) => ({ group, 'cancel-in-progress': false })),
  z.strictObject({ group: z.string(), 'cancel-in-progress': z.boolean().default(false) }),
]);

/** GitHub lets an expression stand here, too. */
const minutes = z.number({ error: "the sandbox's GitHub implements a plain number here only" }).positive();

const step = z
  .strictObject({
    id: z.string().nullable().default(null),
    name: z.string().nullable().default(null),
    if: condition,
    uses: z.string().optional(),
    with: texts.default({}),
    run: z.string().optional(),
    shell: z.literal('bash').optional(),
    'working-directory': z.string().default('.'),
    env: texts.default({}),
    'continue-on-error': z.boolean().default(false),
    'timeout-minutes': minutes.optional(),
  })
  .refine(({ uses, run }) => (uses === undefined) !== (run === undefined), {
    error: 'a step needs either `uses` or `run`',
  });

/** A step of a composite action. */
export const compositeStep = step
  .refine(({ run, shell }) => run === undefined || shell !== undefined, {
    error: 'Required property is missing: shell',
  })
  .refine((each) => each['timeout-minutes'] === undefined, {
    error: "Unexpected value 'timeout-minutes' in a composite action",
  });

const job = z.strictObject({
  name: z.string().nullable().default(null),
  'runs-on': z.union([z.string(), z.array(z.string())]),
  needs: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
  if: condition,
  environment: z
    .union([
      z.string().transform((name) => ({ name, url: '' })),
      z.strictObject({ name: z.string(), url: z.string().default('') }),
    ])
    .nullable()
    .default(null),
  /** GitHub docs, workflow syntax: the default. */
  'timeout-minutes': minutes.default(360),
  outputs: texts.default({}),
  env: texts.default({}),
  permissions: permissions.optional(),
  concurrency: concurrency.optional(),
  strategy: z
    .strictObject({
      matrix,
      'fail-fast': z.boolean().default(true),
    })
    .optional(),
  steps: z.array(step).min(1),
});

export const workflow = z.strictObject({
  name: z.string().optional(),
  'run-name': z.string().optional(),
  on: triggers,
  env: texts.default({}),
  permissions: permissions.optional(),
  concurrency: concurrency.optional(),
  jobs: z.record(z.string().regex(/^[A-Za-z_][\w-]*$/), job),
});

export type WorkflowShape = z.output<typeof workflow>;
export type JobShape = z.output<typeof job>;
export type StepShape = z.output<typeof step>;
