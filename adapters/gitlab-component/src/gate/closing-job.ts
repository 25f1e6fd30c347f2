/**
 * The job that closes the change, when the gate passes at a second try. It has run after the first one, which failed, and GitLab
 * runs again only what it has skipped (app/services/ci/reset_skipped_jobs_service.rb).
 */
import { GateError } from '@change-gate/core';
import { credentials } from '../approval/gitlab.ts';
import { type AskedPipeline, listJobs } from './pipeline-jobs.ts';

/** It has not run yet, or a person has canceled it. */
const WAITS = ['created', 'manual', 'skipped', 'canceled'];

/**
 * Retries that job while the gate still runs, so that it waits for the deployment again.
 * @throws GateError NOT_CLOSABLE where it has run and cannot be retried
 */
export async function retryClosingJob(prefix: string, pipeline: AskedPipeline): Promise<void> {
  const { server, project, callbackToken, http } = pipeline;
  const name = `${prefix}:close`;
  const closing = (await listJobs(pipeline, 'jobs'))?.find((job) => job.name === name);
  if (closing === undefined || WAITS.includes(closing.status)) return;
  const url = `${server}/projects/${project}/jobs/${closing.id}/retry`;
  const answer = !callbackToken
    ? 'there is no callback token'
    : await http({ method: 'POST', url, headers: credentials(callbackToken), body: '{}' }).then(
        ({ status }) => (status === 201 ? '' : `GitLab answered ${status}`),
        (error: Error) => error.message,
      );
  if (answer === '') return;
  throw new GateError(
    'NOT_CLOSABLE',
    `${name} ran when the gate had failed, and could not be made to wait for the deployment again: ${answer}. ` +
      `Retry ${name} when the deployment is over, or the change stays open.`,
  );
}
