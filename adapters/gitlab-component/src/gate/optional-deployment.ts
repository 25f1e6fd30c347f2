/**
 * The jobs of the deployment that GitLab does not wait for: those that a person plays and that may fail, as a job with
 * `when: manual` of its own may unless it says otherwise (lib/gitlab/ci/config/entry/job.rb, `ignored?`).
 */
import { asksServiceNow, type ConfiguredJob, type Keywords, keywordsOf, listOf } from './configuration.ts';
import type { GatedStages } from './deployment.ts';

/** A warning for each job of the stages that deploy before whose end the job that closes the change runs, and fails. */
export function warnOfOptionalJobs(
  { prefix, stages }: GatedStages,
  jobs: readonly ConfiguredJob[],
): string[] {
  return jobs
    .filter(
      ({ stage, keywords }) => stages.includes(stage) && isOptional(keywords) && !asksServiceNow(keywords),
    )
    .map(
      ({ name, stage }) =>
        `Job ${name} of stage ${stage} is manual and has allow_failure: true, so ${prefix}:close does not wait for it, and fails until ` +
        'somebody has played it. If it deploys, set allow_failure: false. If not, put it into a stage that is not in deploy-stages.',
    );
}

/** What a rule does not say, the job says. Values are the text that was written. */
function isOptional({ when, allow_failure: own = String(when === 'manual'), rules }: Keywords): boolean {
  const said = rules === undefined ? [{}] : listOf(rules).map(keywordsOf);
  return said.some(
    ({ when: ofRule = when, allow_failure: mayFail = own }) => ofRule === 'manual' && mayFail === 'true',
  );
}
