/** The inputs that set the policy of a gate, by the table of its fields. */
import * as z from 'zod/mini';
import { MAX_PROCEED_STATES, PROCEED_STATE_PATTERN } from '../callback/contract.ts';
import { POLICY_ENTRIES, type PolicyField, type PolicyFields, type PolicyName } from '../policy/fields.ts';
import { stateValue } from '../servicenow/states.ts';
import type { InputDeclaration } from './declaration.ts';

const STATES = z.optional(
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((states) => states.split(',').map((state) => stateValue(state.trim()) ?? state.trim())),
    ),
    z
      .array(
        z
          .string()
          .check(
            z.regex(
              PROCEED_STATE_PATTERN,
              'must be states like Implement or -1 (custom states by value), or model, separated by commas',
            ),
          ),
      )
      .check(z.maxLength(MAX_PROCEED_STATES, `must be at most ${MAX_PROCEED_STATES} states`)),
  ),
);

const MINUTES = z.optional(
  z.pipe(z.string().check(z.regex(/^\d{1,6}$/, 'must be a whole number of minutes')), z.transform(Number)),
);

function schemaOf(field: PolicyField): InputDeclaration['schema'] {
  if (field.kind === 'choice') return z._default(z.enum(Object.keys(field.choices)), field.default);
  return field.kind === 'states' ? STATES : MINUTES;
}

type SchemaOf<Field> = Field extends { readonly choices: infer Choices }
  ? z.ZodMiniDefault<z.ZodMiniEnum<{ readonly [Choice in keyof Choices & string]: Choice }>>
  : Field extends { readonly kind: 'states' }
    ? typeof STATES
    : typeof MINUTES;

type PolicyInputs = {
  readonly [Name in PolicyName as PolicyFields[Name]['input']['name']]: PolicyFields[Name]['input'] & {
    readonly schema: SchemaOf<PolicyFields[Name]>;
  };
};

/** The inputs that make a step stricter: without them it is at its most lenient. */
export const STRICTER_INPUTS: readonly string[] = [
  ...POLICY_ENTRIES.map((field) => field.input.name),
  'strict',
  'conflict-check',
];

export const POLICY_INPUTS = Object.fromEntries(
  POLICY_ENTRIES.map((field) => [field.input.name, { schema: schemaOf(field), ...field.input }]),
) as PolicyInputs;
