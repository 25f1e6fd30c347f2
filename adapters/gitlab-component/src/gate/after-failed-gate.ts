/**
 * The jobs that GitLab runs although the gate has failed: those with `when: always`, which people write into `rules` for
 * "include this job", and with `when: on_failure`, which are for a deployment that fails (GitLab docs, `rules`;
 * app/services/ci/process_build_service.rb).
 */
import { type ConfiguredJob, keywordsOf, listOf, needsNoGate } from './configuration.ts';
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
  const runsAfter = ({ needs, keywords: { when, rules } }: ConfiguredJob) => {
    const whens = [when, ...listOf(rules).map((rule) => keywordsOf(rule).when)];
    if (whens.includes('always')) return 'always';
    // One that needs a job which the gate has kept from running is skipped with it.
    const isForGate = needs === null || (needs.includes(gate) && !needs.some((needed) => behindGate(needed)));
    return isForGate && whens.includes('on_failure') ? 'on_failure' : null;
  };
  return jobs
    .filter(
      ({ name, stage, keywords }) => (stages.includes(stage) || behindGate(name)) && !needsNoGate(keywords),
    )
    .flatMap((job) => {
      const when = runsAfter(job);
      if (when === null) return [];
      return [
        `Job ${job.name} has when: ${when}, so GitLab runs it after ${gate} has failed, too: it would deploy under a rejected ` +
          `change. ${REMEDY[when]}`,
      ];
    });
}

const REMEDY = {
  always: 'Take that when away: a rule without one includes the job as well.',
  on_failure: 'Add the jobs whose failure it is for to its needs.',
} as const;
