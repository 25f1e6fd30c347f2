/**
 * The jobs of the deployment that GitLab does not wait for: those that a person plays and that may fail, as a job with
 * `when: manual` of its own may unless it says otherwise (lib/gitlab/ci/config/entry/job.rb, `ignored?`).
 */
import { type ConfiguredJob, type Keywords, keywordsOf, listOf, needsNoGate } from './configuration.ts';
import type { GatedStages } from './deployment.ts';
import { type AskedPipeline, isOf, listJobs } from './pipeline-jobs.ts';

/**
 * A warning for each job of the stages that deploy before whose end the job that closes the change runs, and fails.
 * @param pipeline is asked which jobs it has, and which of them may fail. What GitLab does not show is not warned of
 */
export async function warnOfOptionalJobs(
  { prefix, stages }: GatedStages,
  configured: readonly ConfiguredJob[],
  pipeline: AskedPipeline,
): Promise<string[]> {
  const played = configured.filter(
    ({ stage, keywords }) => stages.includes(stage) && mayBeManual(keywords) && !needsNoGate(keywords),
  );
  const listed = played.length === 0 ? null : await listJobs(pipeline, 'jobs');
  return (listed ?? [])
    .filter((job) => job.allow_failure && played.some(({ name }) => isOf(job.name, name)))
    .map(
      ({ name, stage }) =>
        `Job ${name} of stage ${stage} is manual and has allow_failure: true, so ${prefix}:close does not wait for it, and fails until ` +
        'somebody has played it. If it deploys, set allow_failure: false. If not, put it into a stage that is not in deploy-stages.',
    );
}

function mayBeManual({ when, rules }: Keywords): boolean {
  return when === 'manual' || listOf(rules).some((rule) => keywordsOf(rule).when === 'manual');
}
