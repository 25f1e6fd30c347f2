import { expandedVariables } from './variable-expansion.ts';

/** The variables of a job by where they come from. */
export interface VariableSources {
  /** GitLab's own. */
  readonly predefined: Readonly<Record<string, string>>;
  /** The configuration's: the pipeline's and the job's own. */
  readonly configured: Readonly<Record<string, string>>;
  /** Of dotenv reports of earlier jobs, in which nothing is filled in. */
  readonly dotenv: Readonly<Record<string, string>>;
  readonly project: Readonly<Record<string, string>>;
  /** What came with the pipeline, and with a play of the job. */
  readonly given: Readonly<Record<string, string>>;
}

/**
 * Later ones come before earlier ones.
 * @fact Precedence of variables | given with the pipeline or a play, then of the project, of dotenv
 *   reports, of the configuration, predefined | documented | doc/ci/variables/index.md, precedence
 */
export function jobEnvironment(sources: VariableSources): Record<string, string> {
  const { predefined, configured, dotenv, project, given } = sources;
  const literal = Object.entries(dotenv).map(([name, value]) => [name, value.replaceAll('$', '$$$$')]);
  const values = { ...predefined, ...configured, ...Object.fromEntries(literal), ...project, ...given };
  return expandedVariables(Object.keys(values), values);
}
