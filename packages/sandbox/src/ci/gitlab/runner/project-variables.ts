/** The project's CI/CD variables, with the boxes that *Settings > CI/CD > Variables* has for each. */
import type { RunOptions } from '../options.ts';

/**
 * @fact A variable that is to be masked | has 8 characters or more and no blanks, and, unless it is raw, none but letters, digits and
 *   `_+=/@:.~-`; else it is not saved | source | app/models/concerns/ci/maskable.rb
 * @throws Error for one that GitLab does not save
 */
export function refuseUnmaskable({ variables = {}, masked = [], raw = [] }: RunOptions): void {
  for (const name of masked) {
    const value = variables[name];
    const isRaw = raw.includes(name);
    const maskable = isRaw ? /^\S{8,}$/ : /^[\w+=/@:.~-]{8,}$/;
    if (value === undefined || value === '' || maskable.test(value)) continue;
    const characters = isRaw ? 'without blanks' : 'none but letters, digits and _+=/@:.~-';
    throw new Error(
      `GitLab does not save variable ${name}: its value cannot be masked. Give it 8 characters or more, ${characters}`,
    );
  }
}

/**
 * @fact A protected variable | is there in pipelines of protected branches and tags alone | documented |
 *   doc/ci/variables/index.md, protect a CI/CD variable
 * @fact A raw variable, whose box *Expand variable reference* is empty | is as it is written | documented |
 *   doc/ci/variables/index.md, prevent variable expansion
 * @param isProtected whether the pipeline's branch or tag is
 * @returns those that the pipeline has, by name
 */
export function projectVariables(
  { variables = {}, protected: kept = [], raw = [] }: RunOptions,
  isProtected: boolean,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables)
      .filter(([name]) => isProtected || !kept.includes(name))
      .map(([name, value]) => [name, raw.includes(name) ? value.replaceAll('$', '$$$$') : value]),
  );
}
