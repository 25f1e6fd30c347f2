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
  /**
   * Asked with where GitLab lists nothing for a job token: older versions no jobs (gitlab-org/gitlab#37136), most no jobs that
   * start a pipeline (gitlab-org/gitlab#467492).
   */
  readonly callbackToken: string | undefined;
  readonly http: Http;
}

/** The newest run of a job (GitLab docs, "Jobs API"). */
export interface ListedJob {
  readonly id: number;
  readonly name: string;
  readonly stage: string;
  readonly status: string;
  readonly allow_failure: boolean;
  /** Of a failed job (app/models/concerns/enums/ci/commit_status.rb). */
  readonly failure_reason?: string;
  /** Of a job that starts a pipeline alone; null where it has started none. */
  readonly downstream_pipeline?: { readonly id: number; readonly project_id: number } | null;
}

const PAGE = 100;

/**
 * @param kind jobs that a runner runs, or those that start another pipeline; `runs` are all runs of the former
 * @returns newest first; null where GitLab does not show them
 */
export async function listJobs(
  pipeline: AskedPipeline,
  kind: 'jobs' | 'bridges' | 'runs',
): Promise<readonly ListedJob[] | null> {
  const { jobToken, callbackToken } = pipeline;
  const ways = [
    ...(jobToken ? [{ 'JOB-TOKEN': jobToken }] : []),
    ...(callbackToken ? [credentials(callbackToken)] : []),
  ];
  for (const headers of ways) {
    const path = kind === 'runs' ? 'jobs?include_retried=true&' : `${kind}?`;
    const jobs = await readPages(pipeline, path, headers).catch(() => null);
    if (jobs !== null) return jobs;
  }
  return null;
}

/** @returns null where GitLab does not show both kinds */
export async function listAllJobs(pipeline: AskedPipeline): Promise<readonly ListedJob[] | null> {
  const jobs = await listJobs(pipeline, 'jobs');
  const bridges = jobs && (await listJobs(pipeline, 'bridges'));
  return jobs && bridges && [...jobs, ...bridges];
}

async function readPages(
  { server, project, pipeline, http }: AskedPipeline,
  path: string,
  headers: Record<string, string>,
): Promise<readonly ListedJob[] | null> {
  const found: ListedJob[] = [];
  for (let page = 1; ; page += 1) {
    const url = `${server}/projects/${project}/pipelines/${pipeline}/${path}per_page=${PAGE}&page=${page}`;
    const { status, body } = await http({ method: 'GET', url, headers });
    const jobs: unknown = status === 200 ? JSON.parse(body) : null;
    if (!Array.isArray(jobs)) return null;
    found.push(...jobs);
    if (jobs.length < PAGE) return found;
  }
}

/** Whether a listed job is the configured one, or one of those that `parallel` makes of it. */
export function isOf(listed: string, configured: string): boolean {
  if (!listed.startsWith(configured)) return false;
  return /^(: \[.*\]| \d+\/\d+)?$/.test(listed.slice(configured.length));
}
