/**
 * The jobs that GitLab runs although the gate has failed: those with `when: always`, which people write into `rules` for
 * "include this job" (GitLab docs, `rules`; app/services/ci/process_build_service.rb).
 */
import { readYaml } from '@change-gate/core';
import { credentials } from '../approval/gitlab.ts';
import type { AskedPipeline } from './pipeline-jobs.ts';

type Keywords = Readonly<Record<string, unknown>>;

/**
 * @param prefix of the gate's jobs
 * @param sha of the pipeline's commit
 * @returns a warning for each job that would deploy after a gate that has failed. Empty as well where GitLab does not show
 *   the configuration, and for a child pipeline, whose configuration is another file
 */
export async function warnOfJobsAfterFailedGate(
  prefix: string,
  sha: string | undefined,
  pipeline: AskedPipeline,
): Promise<string[]> {
  const text = await mergedYaml(sha, pipeline).catch(() => null);
  const jobs = text === null ? {} : keywords(await readYaml(text).catch(() => null));
  return jobsAfterFailedGate(prefix, jobs).map(
    (name) =>
      `Job ${name} has when: always, so GitLab runs it after ${prefix}:gate has failed, too: it would deploy under a rejected ` +
      'change. Take that when away: a rule without one includes the job as well.',
  );
}

/** Jobs that need the gate, directly or not, and those whose end closes the change; unless they ask ServiceNow themselves. */
function jobsAfterFailedGate(prefix: string, jobs: Keywords): string[] {
  const gate = `${prefix}:gate`;
  const needs = (name: string) => neededBy(keywords(jobs[name]));
  const behindGate = (name: string, seen: readonly string[] = []): boolean =>
    !seen.includes(name) &&
    needs(name).some((needed) => needed === gate || behindGate(needed, [...seen, name]));
  const deploying = needs(`${prefix}:close`);
  return Object.keys(jobs).filter((name) => {
    const job = keywords(jobs[name]);
    if (name.startsWith('.') || !runsAlways(job) || asksServiceNow(job)) return false;
    return deploying.includes(name) || behindGate(name);
  });
}

function runsAlways({ when, rules }: Keywords): boolean {
  return when === 'always' || list(rules).some((rule) => keywords(rule).when === 'always');
}

function asksServiceNow({ script }: Keywords): boolean {
  return list(script).some((line) => /\bchange-gate\b/.test(String(line)));
}

/** `needs: job`, and a list of names and of `{job: name}`. */
function neededBy({ needs }: Keywords): string[] {
  return list(needs).map((need) => String(typeof need === 'string' ? need : keywords(need).job));
}

function list(value: unknown): readonly unknown[] {
  return value === undefined ? [] : [value].flat(Number.POSITIVE_INFINITY);
}

function keywords(value: unknown): Keywords {
  return typeof value === 'object' && value !== null ? (value as Keywords) : {};
}

/**
 * The configuration of a commit with its includes and `extends` resolved (GitLab docs, "CI Lint API"). A job token may not
 * read it.
 * @returns null where GitLab does not give it
 */
async function mergedYaml(
  sha: string | undefined,
  { server, project, callbackToken, http }: AskedPipeline,
): Promise<string | null> {
  if (callbackToken === undefined || !sha) return null;
  const url = `${server}/projects/${project}/ci/lint?sha=${sha}`;
  const { status, body } = await http({ method: 'GET', url, headers: credentials(callbackToken) });
  const answer = status === 200 ? keywords(JSON.parse(body)) : {};
  return typeof answer.merged_yaml === 'string' ? answer.merged_yaml : null;
}
