/** The jobs of the pipeline, as GitLab's API lists them. */
import type { Http } from '@change-gate/core';
import { credentials } from '../approval/gitlab.ts';

/** A pipeline, and how to ask GitLab about it. */
export interface AskedPipeline {
  readonly server: string;
  readonly project: string;
  readonly pipeline: string;
  /** Of the job that asks. */
  readonly jobToken: string | undefined;
  /** Asked with where GitLab is too old to list jobs for a job token (gitlab-org/gitlab#37136). */
  readonly callbackToken: string | undefined;
  readonly http: Http;
}

/** The newest run of a job. */
export interface ListedJob {
  readonly name: string;
  readonly status: string;
  readonly allow_failure: boolean;
}

const PAGE = 100;

/**
 * @param kind jobs that a runner runs, or those that start another pipeline
 * @returns null where GitLab does not show them
 */
export async function listJobs(
  pipeline: AskedPipeline,
  kind: 'jobs' | 'bridges',
): Promise<readonly ListedJob[] | null> {
  const { jobToken, callbackToken } = pipeline;
  const ways = [
    ...(jobToken ? [{ 'JOB-TOKEN': jobToken }] : []),
    ...(callbackToken ? [credentials(callbackToken)] : []),
  ];
  for (const headers of ways) {
    const jobs = await readPages(pipeline, kind, headers).catch(() => null);
    if (jobs !== null) return jobs;
  }
  return null;
}

async function readPages(
  { server, project, pipeline, http }: AskedPipeline,
  kind: string,
  headers: Record<string, string>,
): Promise<readonly ListedJob[] | null> {
  const found: ListedJob[] = [];
  for (let page = 1; ; page += 1) {
    const url = `${server}/projects/${project}/pipelines/${pipeline}/${kind}?per_page=${PAGE}&page=${page}`;
    const { status, body } = await http({ method: 'GET', url, headers });
    const jobs: unknown = status === 200 ? JSON.parse(body) : null;
    if (!Array.isArray(jobs)) return null;
    found.push(...jobs);
    if (jobs.length < PAGE) return found;
  }
}
