import type { z } from 'zod';

/** From the top of a configuration: `['serviceNow', 'users', 0, 'roles']`. */
export type Path = readonly PropertyKey[];

export interface Problem {
  readonly path: Path;
  /** What is wrong there. */
  readonly message: string;
}

/** Problems of a configuration, each with its path in the file. */
export class ConfigurationError extends Error {
  readonly problems: readonly Problem[];

  constructor(...problems: readonly Problem[]) {
    super(problems.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`).join('\n'));
    this.problems = problems;
  }
}

/** What a value may be, by Zod's name of its type. */
const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'keys with values',
  record: 'keys with values',
  string: 'a text',
};

/** Zod's words, but for an unknown key, a missing one, and a value of another type. */
export const namingKeys: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type' && issue.expected in TYPES) {
    const wanted = TYPES[issue.expected];
    return issue.input === undefined
      ? `this key is missing: add it, with ${wanted}`
      : `this must be ${wanted}`;
  }
  if (issue.code !== 'unrecognized_keys') return undefined;
  const definition = issue.inst?._zod.def as { readonly shape?: object } | undefined;
  return `there is no such key; there are ${Object.keys(definition?.shape ?? {}).join(', ')}`;
};

/** What a schema finds wrong. An unknown key is a problem where it stands, not where it is missing. */
export function problemsOf(error: z.ZodError): Problem[] {
  return error.issues.flatMap((issue) => {
    const { path, message } = issue;
    if (issue.code !== 'unrecognized_keys') return [{ path, message }];
    return issue.keys.map((key) => ({ path: [...path, key], message }));
  });
}
