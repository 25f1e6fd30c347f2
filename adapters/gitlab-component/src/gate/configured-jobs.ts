/** The jobs of a pipeline as its configuration has them, and what GitLab's lists of jobs do not tell of them. */
import { readYaml } from '@change-gate/core';
import { credentials } from '../approval/gitlab.ts';
import type { AskedPipeline } from './pipeline-jobs.ts';

export type Keywords = Readonly<Record<string, unknown>>;

/** A job that GitLab would make, by its keywords. */
export interface ConfiguredJob {
  readonly name: string;
  readonly stage: string;
  /** Names of jobs. */
  readonly needs: readonly string[];
  readonly keywords: Keywords;
}

/**
 * The configuration of a commit with its includes and `extends` resolved (GitLab docs, "CI Lint API"). A job token may not
 * read it.
 * @param sha of the pipeline's commit
 * @returns empty where GitLab does not give it, and for a child pipeline, whose configuration is another file
 */
export async function configuredJobs(
  sha: string | undefined,
  pipeline: AskedPipeline,
): Promise<readonly ConfiguredJob[]> {
  const text = await mergedYaml(sha, pipeline).catch(() => null);
  const jobs = text === null ? {} : keywordsOf(await readYaml(text).catch(() => null));
  return Object.keys(jobs)
    .filter((name) => !name.startsWith('.'))
    .map((name) => {
      const keywords = keywordsOf(jobs[name]);
      const { stage = 'test', needs } = keywords;
      return { name, stage: String(stage), needs: neededBy(needs), keywords };
    });
}

/** `needs: job`, and a list of names and of `{job: name}`. */
function neededBy(needs: unknown): string[] {
  return listOf(needs).map((need) => String(typeof need === 'string' ? need : keywordsOf(need).job));
}

export function listOf(value: unknown): readonly unknown[] {
  return value === undefined ? [] : [value].flat(Number.POSITIVE_INFINITY);
}

export function keywordsOf(value: unknown): Keywords {
  return typeof value === 'object' && value !== null ? (value as Keywords) : {};
}

/** @returns null where GitLab does not give it */
async function mergedYaml(
  sha: string | undefined,
  { server, project, callbackToken, http }: AskedPipeline,
): Promise<string | null> {
  if (callbackToken === undefined || !sha) return null;
  const url = `${server}/projects/${project}/ci/lint?sha=${sha}`;
  const { status, body } = await http({ method: 'GET', url, headers: credentials(callbackToken) });
  const answer = status === 200 ? keywordsOf(JSON.parse(body)) : {};
  return typeof answer.merged_yaml === 'string' ? answer.merged_yaml : null;
}
