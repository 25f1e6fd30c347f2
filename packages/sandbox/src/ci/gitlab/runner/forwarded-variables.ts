/** What a child pipeline is given by the job that starts it (GitLab docs, "Pass CI/CD variables to a downstream pipeline"). */
import type { LiveJob } from '../live-job.ts';
import { expandedVariables } from './variable-expansion.ts';

/**
 * @fact The variables that a child pipeline is given | count as given with it, and no role is asked for: that is asked of whoever gives
 *   variables from outside the project | source | lib/gitlab/ci/pipeline/chain/build/associations.rb
 * @param bridge    the job that starts the child
 * @param available what its variables may name: the pipeline's, the project's, and those of dotenv reports
 * @returns the bridge's variables, filled in here and not in the child
 */
export function forwardedVariables(
  bridge: LiveJob,
  available: Readonly<Record<string, string>>,
): Record<string, string> {
  const own = bridge.definition.trigger?.yamlVariables ? bridge.definition.variables : {};
  // The project's variables come before those of the configuration.
  return expandedVariables(Object.keys(own), { ...own, ...available });
}

/** The variables of dotenv reports, as later jobs get them. */
export function dotenvVariables(jobs: readonly LiveJob[]): Record<string, string> {
  const lines = jobs.flatMap((job) => job.dotenv.split('\n')).filter((line) => line !== '');
  return Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
}
