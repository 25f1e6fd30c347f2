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

/** Zod's words, but for an unknown key: those that are known there. */
export const namingKeys: z.core.$ZodErrorMap = (issue) => {
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
