/** The part of GitHub's workflow syntax that the sandbox runs; anything else is refused by name. */
import { z } from 'zod';
import { matrix } from './matrix.ts';
import { REFUSAL } from './not-implemented.ts';
import { triggers } from './triggers.ts';

/** Scalars are text once they are used; null is an empty value, `KEY:`. */
const scalar = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .transform((value) => (value === null ? '' : String(value)));

const texts = z.record(z.string(), scalar);

const condition = z.union([z.string(), z.boolean()]).transform(String).nullable().default(null);

const access = z.enum(['read', 'write', 'none']);

const permissions = z.union([z.enum(['read-all', 'write-all']), z.record(z.string(), access)]);

const only = (what: string) => ({
  error: `the sandbox's GitHub does not implement anything but ${what} here`,
});

/** GitHub lets an expression stand here, too. */
const flag = z.boolean(only('true or false'));

/** GitHub lets an expression stand here, too. */
const minutes = z.number(only('a plain number')).positive();

const QUEUE = z.enum(['single', 'max']).default('single');

const concurrency = z.union([
  z.string().transform((group) => ({ group, 'cancel-in-progress': false, queue: 'single' as const })),
  z
    .strictObject({
      group: z.string(),
      'cancel-in-progress': z.union([z.boolean(), z.string()]).default(false),
      queue: QUEUE,
    })
    // @fact `queue: max` with `cancel-in-progress: true` | the workflow is not valid | documented | concurrency
    .refine((given) => given.queue === 'single' || given['cancel-in-progress'] === false, {
      error: '`queue: max` cannot be combined with `cancel-in-progress: true`',
    }),
]);

/** What every `run` of a workflow or of a job has that says nothing else. */
const defaults = z.strictObject({
  run: z
    .strictObject({ shell: z.literal('bash', only('bash')), 'working-directory': z.string() })
    .partial()
    .default({}),
});

const step = z
  .strictObject({
    id: z.string().nullable().default(null),
    name: z.string().nullable().default(null),
    if: condition,
    uses: z.string().optional(),
    with: texts.default({}),
    run: z.string().optional(),
    shell: z.literal('bash', only('bash')).optional(),
    'working-directory': z.string().optional(),
    env: texts.default({}),
    'continue-on-error': flag.default(false),
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

/** What a job has, whether it has steps or calls a workflow. */
const anyJob = z.strictObject({
  name: z.string().nullable().default(null),
  needs: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
  if: condition,
  permissions: permissions.optional(),
  concurrency: concurrency.optional(),
  strategy: z
    .strictObject({
      matrix: matrix.optional(),
      'fail-fast': flag.default(true),
    })
    .optional(),
});

const stepsJob = anyJob.extend({
  uses: z.undefined().optional(),
  'runs-on': z.union([z.string(only('labels')), z.array(z.string())]),
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
  defaults: defaults.optional(),
  steps: z.array(step).min(1),
});

const callJob = anyJob.extend({
  uses: z.string(),
  with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  secrets: z.union([z.literal('inherit'), texts]).default({}),
});

const job = z.looseObject({}).transform((value, context) => {
  const { data, error } = ('uses' in value ? callJob : stepsJob).safeParse(value, REFUSAL);
  if (data !== undefined) return data;
  context.issues.push(...(error.issues as z.core.$ZodRawIssue[]));
  return z.NEVER;
});

export const workflow = z.strictObject({
  name: z.string().optional(),
  'run-name': z.string().optional(),
  on: triggers,
  env: texts.default({}),
  permissions: permissions.optional(),
  concurrency: concurrency.optional(),
  defaults: defaults.optional(),
  jobs: z
    .record(z.string().regex(/^[A-Za-z_][\w-]*$/), job)
    .refine((jobs) => Object.keys(jobs).length > 0, { error: 'a workflow needs a job' }),
});

export type WorkflowShape = z.output<typeof workflow>;
export type StepsJobShape = z.output<typeof stepsJob>;
export type CallJobShape = z.output<typeof callJob>;
export type JobShape = StepsJobShape | CallJobShape;
export type PermissionsShape = z.output<typeof permissions>;
export type StepShape = z.output<typeof step>;
