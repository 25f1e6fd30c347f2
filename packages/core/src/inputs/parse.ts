/** Raw inputs, as a CI holds them, into typed ones: all problems at once, by the names that the CI shows. */
import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import type { InputSource } from '../adapter.ts';
import { invalidInput } from '../errors.ts';
import { INPUTS, type InputsOf } from '../inputs.ts';
import { isReference } from '../unfilled-reference.ts';
import type { InputDeclaration, InputDeclarations, Operation, ParsedInputs } from './declaration.ts';
import { nearest } from './nearest.ts';
import { STRICTER_INPUTS } from './policy.ts';
import { UNFILLED, unfilledCredentials } from './unfilled-credentials.ts';
import { writtenSecrets } from './written-secrets.ts';

// zod's small build has no words of its own for what is wrong; these are those of the full one.
z.config({ ...en(), ...z.config() });

/** @throws GateError INVALID_INPUT */
export async function parseOperation(source: InputSource): Promise<Operation> {
  const operation = await parseOne(INPUTS.operation.schema, source.values.operation);
  if (operation.success) return operation.data as Operation;
  throw invalidInput([`${source.displayName('operation')}: ${operation.problem}`]);
}

/**
 * Parses the inputs of one operation: core's, and those that the adapter declares as its own.
 * @throws GateError INVALID_INPUT
 */
export async function parseInputs<O extends Operation, Own extends InputDeclarations>(
  operation: O,
  source: InputSource,
  ownInputs: Own,
): Promise<{ inputs: InputsOf<O>; own: ParsedInputs<Own>; warnings: readonly string[] }> {
  const unknown = unknownInputs(source, [...Object.keys(INPUTS), ...Object.keys(ownInputs)]);
  const problems = [
    ...unknown.problems,
    ...writtenSecrets(source, { ...INPUTS, ...ownInputs }),
    ...unfilledCredentials(source, { ...INPUTS, ...ownInputs }, operation),
  ];
  const parse = async (declarations: InputDeclarations) => {
    const parsed: Record<string, unknown> = {};
    for (const [name, { schema, operations }] of Object.entries(declarations)) {
      if (!operations.includes(operation)) continue;
      const result = await parseOne(schema, source.values[name]);
      if (result.success) parsed[name] = result.data;
      else problems.push(`${source.displayName(name)}: ${result.problem}`);
    }
    return parsed;
  };
  const inputs = (await parse(INPUTS)) as InputsOf<O>;
  const own = (await parse(ownInputs)) as ParsedInputs<Own>;
  if (problems.length > 0) throw invalidInput(problems);
  return { inputs, own, warnings: unknown.warnings };
}

/** The values that no message may show. */
export function secretValues(source: InputSource, ownInputs: InputDeclarations): string[] {
  return Object.entries({ ...INPUTS, ...ownInputs } as InputDeclarations).flatMap(
    ([name, { secret }]: [string, InputDeclaration]) => {
      const value = source.values[name];
      return secret === true && value !== undefined ? [value] : [];
    },
  );
}

/** A build would go on under another policy without one of these, and a failed deployment be recorded as a success. */
const DECISIVE: readonly string[] = [...STRICTER_INPUTS, 'outcome', 'close-code'];

/** Words of what decides: `CR_POLICY`, `CONFLICT`. */
const DECIDES = /(?:^|-)(?:polic(?:y|ies)|conflicts?|windows?|approvals?|proceed|deadline)(?:-|$)/;

/** One that may be meant for a decisive input stays a problem for everybody. */
function unknownInputs({ values, displayName, isLenient }: InputSource, known: string[]) {
  const problems: string[] = [];
  const warnings: string[] = [];
  for (const name of Object.keys(values).filter((one) => !known.includes(one))) {
    const meant = nearest(name, known);
    const hint = meant === undefined ? '' : `; did you mean ${displayName(meant)}?`;
    const isDecisive = DECIDES.test(name) || (meant !== undefined && DECISIVE.includes(meant));
    if (isLenient === true && !isDecisive)
      warnings.push(`${displayName(name)}: no such input, and ignored${hint || '.'}`);
    else problems.push(`${displayName(name)}: no such input${hint}`);
  }
  return { problems, warnings };
}

type Parsed = { success: true; data: unknown } | { success: false; problem: string };

async function parseOne(schema: z.ZodMiniType, raw: string | undefined): Promise<Parsed> {
  const result = await schema.safeParseAsync(raw);
  if (result.success) return result;
  if (raw === undefined) return { success: false, problem: 'is required' };
  if (isReference(raw)) return { success: false, problem: UNFILLED };
  const messages = new Set(result.error.issues.map((issue) => issue.message));
  return { success: false, problem: [...messages].join('; ') };
}
