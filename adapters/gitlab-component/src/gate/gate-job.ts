/** Whether the pipeline really has a job that stops it, asked with the job's own token before anything is created. */
import { GateError, type Http } from '@change-gate/core';

/** The pipeline that the gate is to stop, and how to ask GitLab about it. */
export interface GatedPipeline {
  readonly server: string;
  readonly project: string;
  readonly pipeline: string;
  readonly jobToken: string | undefined;
  readonly http: Http;
}

interface Job {
  readonly name: string;
  readonly allow_failure: boolean;
}

const PAGE = 100;

/**
 * Checks that the pipeline has the gate's job and that this job blocks. Older versions of GitLab do not let a job token
 * list jobs; there, and where GitLab cannot be reached, nothing is checked.
 * @throws GateError GATE_UNSAFE
 */
export async function checkGateJob(name: string, pipeline: GatedPipeline): Promise<void> {
  const jobs = await listJobs(pipeline).catch(() => null);
  if (jobs === null) return;
  const gate = jobs.find((job) => job.name === name);
  if (gate === undefined) {
    throw new GateError(
      'GATE_UNSAFE',
      `This pipeline has no job ${name}, so nothing would stop it. Include the component, or name the gate's job so.`,
    );
  }
  if (gate.allow_failure) {
    throw new GateError(
      'GATE_UNSAFE',
      `Job ${name} has allow_failure: true, so the pipeline would go on without it. Set allow_failure: false.`,
    );
  }
}

async function listJobs({ server, project, pipeline, jobToken, http }: GatedPipeline): Promise<Job[] | null> {
  if (!jobToken) return null;
  const found: Job[] = [];
  for (let page = 1; ; page += 1) {
    const url = `${server}/projects/${project}/pipelines/${pipeline}/jobs?per_page=${PAGE}&page=${page}`;
    const { status, body } = await http({ method: 'GET', url, headers: { 'JOB-TOKEN': jobToken } });
    const jobs: unknown = status === 200 ? JSON.parse(body) : null;
    if (!Array.isArray(jobs)) return null;
    found.push(...jobs);
    if (jobs.length < PAGE) return found;
  }
}
