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
