/**
 * The jobs that GitLab runs although the gate has failed: those with `when: always`, which people write into `rules` for
 * "include this job" (GitLab docs, `rules`; app/services/ci/process_build_service.rb).
 */
import { asksServiceNow, type ConfiguredJob, type Keywords, keywordsOf, listOf } from './configuration.ts';
import type { GatedStages } from './deployment.ts';

/**
 * A warning for each job that would deploy after a gate that has failed: one of a stage that deploys, or that needs the gate,
 * directly or not; unless it asks ServiceNow itself.
 */
export function warnOfJobsAfterFailedGate(
  { prefix, stages }: GatedStages,
  jobs: readonly ConfiguredJob[],
): string[] {
  const gate = `${prefix}:gate`;
  const needsOf = (name: string) => jobs.find((job) => job.name === name)?.needs ?? [];
  const behindGate = (name: string, seen: readonly string[] = []): boolean =>
    !seen.includes(name) &&
    needsOf(name).some((needed) => needed === gate || behindGate(needed, [...seen, name]));
  return jobs
    .filter(({ keywords }) => runsAlways(keywords) && !asksServiceNow(keywords))
    .filter(({ name, stage }) => stages.includes(stage) || behindGate(name))
    .map(
      ({ name }) =>
        `Job ${name} has when: always, so GitLab runs it after ${gate} has failed, too: it would deploy under a rejected ` +
        'change. Take that when away: a rule without one includes the job as well.',
    );
}

function runsAlways({ when, rules }: Keywords): boolean {
  return when === 'always' || listOf(rules).some((rule) => keywordsOf(rule).when === 'always');
}
