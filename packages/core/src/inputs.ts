/**
 * Every input of every adapter, declared once. Each CI spells the names its own way (`instance-url`,
 * `INSTANCE_URL`); types, defaults, descriptions and secrecy are these.
 */
import { z } from 'zod';
import type { InputSource } from './adapter.ts';
import { GateError } from './errors.ts';

export const OPERATIONS = ['open', 'verify', 'close'] as const;
export type Operation = (typeof OPERATIONS)[number];

export interface InputDeclaration {
  readonly schema: z.ZodType;
  readonly description: string;
  /** The operations that read it. */
  readonly operations: readonly Operation[];
  readonly secret?: boolean;
  /** What YAML takes an unquoted value for; every input is text in the end. */
  readonly yaml?: 'integer' | 'boolean';
}

const ALL = OPERATIONS;
const boolean = z
  .enum(['true', 'false'])
  .default('true')
  .transform((value) => value === 'true');

export const INPUTS = {
  operation: {
    schema: z.enum(OPERATIONS),
    description: 'What to do: `open` a change, `verify` its decision, or `close` it.',
    operations: ALL,
  },
  'instance-url': {
    schema: z
      .url({ protocol: /^https?$/, error: 'must be a URL like https://acme.service-now.com' })
      .transform((url) => new URL(url).origin),
    description: 'The ServiceNow instance, for example `https://acme.service-now.com`.',
    operations: ALL,
  },
  username: {
    schema: z.string().min(1),
    description: 'The integration user that opens and closes changes.',
    operations: ALL,
  },
  password: {
    schema: z.string().min(1),
    description: 'The password of that user.',
    operations: ALL,
    secret: true,
  },
  data: {
    schema: z
      .string()
      .default('{}')
      .transform((text, context) => parseFields(text, context)),
    description:
      'The fields of the change as a JSON object: any field of `change_request`, by its column name. Values that are not text are sent as JSON.',
    operations: ['open'],
  },
  submit: {
    schema: boolean,
    description:
      'Ask for approval after creating the change. A change left in New asks nobody; set `false` if people submit it by hand.',
    operations: ['open'],
    yaml: 'boolean',
  },
  'callback-token': {
    schema: z.string().min(1),
    description:
      'The token with which ServiceNow tells this CI its decision. ServiceNow stores it encrypted and wipes it afterwards.',
    operations: ['open'],
    secret: true,
  },
  'gate-name': {
    schema: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/, 'must be a letter, then at most 39 letters, digits, _ or -')
      .default('change'),
    description: 'Tells the gates of one build apart, where a build opens more than one change.',
    operations: ALL,
  },
  'change-number': {
    schema: z
      .string()
      .regex(/^[A-Z]+\d+$/, 'must look like CHG0030001')
      .optional(),
    description:
      'The change to verify or close. Without it, the change that this build opened is found again.',
    operations: ['verify', 'close'],
  },
  'proceed-states': {
    schema: z
      .string()
      .default('-1')
      .transform((list) => list.split(',').map((state) => state.trim()))
      .pipe(z.array(z.string().regex(/^-?\d+$/, 'must be state values like -1, separated by commas'))),
    description: 'The state values in which the build may go on, separated by commas. `-1` is Implement.',
    operations: ['open', 'verify'],
    yaml: 'integer',
  },
  'conflict-policy': {
    schema: z.enum(['ignore', 'wait', 'reject']).default('ignore'),
    description:
      'What a schedule conflict means: `ignore` it, `wait` until it is gone, or `reject` the build.',
    operations: ['open', 'verify'],
  },
  'window-policy': {
    schema: z.enum(['ignore', 'enforce']).default('ignore'),
    description: "Whether the build may go on only between the change's planned start and end.",
    operations: ['open', 'verify'],
  },
  'deadline-minutes': {
    schema: z
      .string()
      .regex(/^\d{1,6}$/, 'must be a whole number of minutes')
      .transform(Number)
      .optional(),
    description:
      'Deny the build when nobody has decided after this many minutes. Without it, the gate waits.',
    operations: ['open'],
    yaml: 'integer',
  },
  'close-code': {
    schema: z.enum(['successful', 'successful_issues', 'unsuccessful']).default('successful'),
    description: 'How the change ended.',
    operations: ['close'],
  },
  'close-notes': {
    schema: z.string().optional(),
    description: 'Closing notes. Without them, they name the build.',
    operations: ['close'],
  },
} as const satisfies Record<string, InputDeclaration>;

export type InputName = keyof typeof INPUTS;
export type Inputs = { readonly [Name in InputName]: z.output<(typeof INPUTS)[Name]['schema']> };

/** The inputs that one operation reads, parsed; the others are not there to be read by mistake. */
export type InputsOf<O extends Operation> = {
  readonly [Name in InputName as O extends (typeof INPUTS)[Name]['operations'][number]
    ? Name
    : never]: Inputs[Name];
};

const NAMES = Object.keys(INPUTS) as InputName[];

export const SECRET_INPUTS = NAMES.filter((name) => (INPUTS[name] as InputDeclaration).secret === true);

/** @throws GateError INVALID_INPUT */
export function parseOperation(source: InputSource): Operation {
  const operation = parseOne('operation', source);
  if (operation.success) return operation.data as Operation;
  throw invalid([`${source.spell('operation')}: ${operation.problem}`]);
}

/**
 * Parses the inputs of one operation. All problems are reported at once, in the CI's own spelling.
 * @throws GateError INVALID_INPUT
 */
export function parseInputs<O extends Operation>(operation: O, source: InputSource): InputsOf<O> {
  const problems = Object.keys(source.values)
    .filter((name) => !(NAMES as string[]).includes(name))
    .map((name) => `${source.spell(name)}: no such input`);
  const parsed: Record<string, unknown> = {};
  for (const name of NAMES) {
    if (!(INPUTS[name].operations as readonly Operation[]).includes(operation)) continue;
    const result = parseOne(name, source);
    if (result.success) parsed[name] = result.data;
    else problems.push(`${source.spell(name)}: ${result.problem}`);
  }
  if (problems.length > 0) throw invalid(problems);
  return parsed as InputsOf<O>;
}

type Parsed = { success: true; data: unknown } | { success: false; problem: string };

function parseOne(name: InputName, source: InputSource): Parsed {
  const raw = source.values[name];
  const schema: z.ZodType = INPUTS[name].schema;
  const result = schema.safeParse(raw);
  if (result.success) return result;
  if (raw === undefined) return { success: false, problem: 'is required' };
  const messages = new Set(result.error.issues.map((issue) => issue.message));
  return { success: false, problem: [...messages].join('; ') };
}

function parseFields(text: string, context: z.RefinementCtx): Record<string, unknown> {
  let fields: unknown;
  try {
    fields = JSON.parse(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: `is not JSON: ${(error as Error).message}` });
    return z.NEVER;
  }
  if (typeof fields === 'object' && fields !== null && !Array.isArray(fields)) return { ...fields };
  context.addIssue({ code: 'custom', message: 'must be a JSON object like {"short_description": "..."}' });
  return z.NEVER;
}

function invalid(problems: string[]): GateError {
  return new GateError('INVALID_INPUT', `The step's inputs are not usable. ${problems.join('. ')}.`);
}
