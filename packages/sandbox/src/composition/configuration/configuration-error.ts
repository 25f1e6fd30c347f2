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

/** What a schema finds wrong. An unknown key is a problem where it stands, not where it is missing. */
export function problemsOf(error: z.ZodError): Problem[] {
  return error.issues.flatMap((issue) => {
    const { path, message } = issue;
    if (issue.code !== 'unrecognized_keys') return [{ path, message }];
    return issue.keys.map((key) => ({ path: [...path, key], message: 'there is no such key' }));
  });
}
