/** Logs of jobs: the API points to where the text lies, which asks for no credentials. */
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { Job } from '../run.ts';
import type { ApiBackend } from './backend.ts';
import type { ApiEnvironment } from './environment.ts';
import { failure } from './failure.ts';
import { withRepository } from './repository-routes.ts';

/** On github.com the texts are on a host of their own. */
export const LOGS_PATH = '/_logs';

const LIFE_MS = 60_000;

export interface LogRoutes {
  readonly api: Hono<ApiEnvironment>;
  /** At `LOGS_PATH`. */
  readonly texts: Hono;
}

export function logRoutes(backend: ApiBackend): LogRoutes {
  const { runs, clock, urls } = backend;
  const links = new Map<string, { readonly job: Job; readonly until: number }>();
  const api = new Hono<ApiEnvironment>();
  const texts = new Hono();

  api.get(
    // @fact `GET .../actions/jobs/{job_id}/logs` | 302 to a link that holds for a minute and needs no token | documented |
    // OpenAPI, actions/download-job-logs-for-workflow-run
    '/repos/:owner/:repo/actions/jobs/:job{[0-9]+}/logs',
    withRepository(backend, { permission: 'actions', access: 'read' }, (c, repository) => {
      const id = Number(c.req.param('job'));
      const jobs = runs.all.filter(({ home }) => home === repository).flatMap((run) => run.jobs);
      const job = jobs.find((each) => each.id === id);
      if (job === undefined) return failure(c, 404, 'Not Found');
      const link = randomUUID();
      links.set(link, { job, until: clock.now().getTime() + LIFE_MS });
      return c.redirect(`${urls.api}${LOGS_PATH}/${link}`, 302);
    }),
  );

  texts.get('/:link', (c) => {
    const found = links.get(c.req.param('link'));
    if (found === undefined || found.until < clock.now().getTime()) return c.text('', 403);
    const { job } = found;
    // @fact The log of a job that is not over, or has not run | the link leads to a 404 | third party |
    // Digital-Process-Tools/claude-supertool#741, for queued and running jobs
    return job.status === 'completed' && job.started !== null
      ? c.text(`${job.log}\n`)
      : c.text('<Error><Code>BlobNotFound</Code></Error>', 404);
  });
  return { api, texts };
}
