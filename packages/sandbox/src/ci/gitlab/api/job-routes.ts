/** Jobs: list, read, play, retry, cancel (lib/api/ci/jobs.rb). */
import { Hono } from 'hono';
import type { LiveJob } from '../live-job.ts';
import type { LivePipeline } from '../live-pipeline.ts';
import { isAtLeast, mayUpdateRef, type ProjectSettings, protectedEnvironment } from '../project.ts';
import type { ApiBackend } from './backend.ts';
import { processableBody } from './bodies.ts';
import {
  type ApiContext,
  type ApiEnvironment,
  FORBIDDEN,
  NOT_FOUND,
  UNAUTHORIZED,
  type UserCaller,
  userOf,
} from './environment.ts';
import { page } from './page.ts';

const SCOPES =
  'created waiting_for_resource preparing pending running success failed canceling canceled skipped manual scheduled';

export function jobRoutes(backend: ApiBackend): Hono<ApiEnvironment> {
  const { project, actions } = backend;
  const app = new Hono<ApiEnvironment>();
  const body = (job: LiveJob, pipeline: LivePipeline) => processableBody(job, pipeline, project.id);

  // @fact A list of jobs | newest first, without those that ran again unless `include_retried`; a wrong
  // `scope[]`: 400 | source | lib/api/ci/jobs.rb
  const list = (c: ApiContext, pipelines: readonly LivePipeline[], bridges = false) => {
    const { jobTokenAtJobs } = backend.behaviours;
    const shown = jobTokenAtJobs === 'listsAll' || (jobTokenAtJobs === 'lists' && !bridges);
    if (userOf(c) === undefined && !shown) return c.json(UNAUTHORIZED, 401);
    const scopes = c.req.queries('scope[]') ?? [];
    if (scopes.some((scope) => !SCOPES.split(' ').includes(scope))) {
      return c.json({ message: { scope: ['Scope contains invalid value(s)'] } }, 400);
    }
    const retried = c.req.query('include_retried') === 'true';
    const jobs = pipelines
      .flatMap((pipeline) => pipeline.jobs.map((job) => ({ job, pipeline })))
      .filter(
        ({ job }) =>
          job.bridge === bridges &&
          (retried || !job.superseded) &&
          (scopes.length === 0 || scopes.includes(job.status)),
      )
      .sort((a, b) => b.job.id - a.job.id);
    return page(
      c,
      jobs.map(({ job, pipeline }) => body(job, pipeline)),
    );
  };

  app.get('/jobs', (c) => list(c, backend.pipelines.all));
  for (const [path, bridges] of [
    ['jobs', false],
    ['bridges', true],
  ] as const) {
    app.get(`/pipelines/:pipeline/${path}`, (c) => {
      const pipeline = findPipeline(backend, c.req.param('pipeline'));
      return pipeline === undefined ? c.json(NOT_FOUND, 404) : list(c, [pipeline], bridges);
    });
  }

  // @fact A job token at one job, and at any write | 401 | source | lib/api/ci/jobs.rb;
  // gitlab-org/gitlab#6179
  app.get('/jobs/:job', (c) => {
    if (userOf(c) === undefined) return c.json(UNAUTHORIZED, 401);
    const found = findBuild(backend, c.req.param('job'));
    return found === undefined ? c.json(NOT_FOUND, 404) : c.json(body(found.job, found.pipeline));
  });

  // @fact The log of a job | is text, empty before the job has begun | source | lib/api/ci/jobs.rb, `trace`
  app.get('/jobs/:job/trace', (c) => {
    if (userOf(c) === undefined) return c.json(UNAUTHORIZED, 401);
    const found = findBuild(backend, c.req.param('job'));
    return found === undefined ? c.json(NOT_FOUND, 404) : c.text(found.job.trace);
  });

  app.post('/jobs/:job/play', async (c) => {
    const user = userOf(c);
    if (user === undefined) return c.json(UNAUTHORIZED, 401);
    const found = findJob(backend, c.req.param('job'));
    if (found === undefined) return c.json(NOT_FOUND, 404);
    const { job, pipeline } = found;
    if (!mayPlay(backend, job, pipeline, user)) return c.json(FORBIDDEN, 403);
    if (!actions.isPlayable(job, backend.pipelines.find(pipeline.id).archived)) {
      return c.json({ message: '400 Bad request - Unplayable Job' }, 400);
    }
    const given: unknown = await c.req.json().catch(() => ({}));
    const { job_variables_attributes: list, job_inputs: inputs } = given as Record<string, unknown>;
    if (inputs !== undefined) {
      return c.json({ message: "job_inputs are not implemented by the sandbox's GitLab" }, 501);
    }
    const variables = (list ?? []) as { key: string; value: string }[];
    if (variables.length > 0 && !maySetVariables(project, user)) return c.json(FORBIDDEN, 403);
    const named = Object.fromEntries(variables.map(({ key, value }) => [key, value]));
    const played = actions.play(pipeline, job, user.user, named);
    // What it shows is documented, and comes before what a look at the job shows.
    return c.json({ ...body(played, pipeline), status: 'pending' });
  });

  app.post('/jobs/:job/retry', (c) => {
    const user = userOf(c);
    if (user === undefined) return c.json(UNAUTHORIZED, 401);
    const found = findJob(backend, c.req.param('job'));
    if (found === undefined) return c.json(NOT_FOUND, 404);
    const { job, pipeline } = found;
    if (!mayPlay(backend, job, pipeline, user)) return c.json(FORBIDDEN, 403);
    if (!actions.isRetryable(job)) return c.json({ message: '403 Forbidden - Job is not retryable' }, 403);
    return c.json(body(actions.play(pipeline, job, user.user, {}), pipeline), 201);
  });

  app.post('/jobs/:job/cancel', (c) => {
    const user = userOf(c);
    if (user === undefined) return c.json(UNAUTHORIZED, 401);
    const found = findBuild(backend, c.req.param('job'));
    if (found === undefined) return c.json(NOT_FOUND, 404);
    const { job, pipeline } = found;
    if (!mayUpdateRef(project, pipeline, user.user, user.role)) return c.json(FORBIDDEN, 403);
    // @fact Cancel of a job | 201, whether or not there was anything to cancel; a manual one stays playable |
    // source | lib/api/ci/jobs.rb, since gitlab-org/gitlab!159776
    actions.cancelJob(pipeline, job);
    return c.json(body(job, pipeline), 201);
  });
  return app;
}

export function findPipeline(backend: ApiBackend, id: string): LivePipeline | undefined {
  return backend.pipelines.all.find((pipeline) => String(pipeline.id) === id);
}

/** Not every endpoint takes a bridge for a job. */
function findBuild(backend: ApiBackend, id: string) {
  const found = findJob(backend, id);
  return found?.job.bridge === true ? undefined : found;
}

function findJob(backend: ApiBackend, id: string) {
  for (const pipeline of backend.pipelines.all) {
    const job = pipeline.jobs.find((candidate) => String(candidate.id) === id);
    if (job !== undefined) return { job, pipeline };
  }
  return undefined;
}

/**
 * @fact Who may play or retry a job | who may push or merge to its protected branch, may create its protected tag, or deploys to
 *   its protected environment; else 403 | source | app/policies/ci/build_policy.rb; environments:
 *   doc/ci/environments/protected_environments.md
 */
function mayPlay(backend: ApiBackend, job: LiveJob, pipeline: LivePipeline, caller: UserCaller): boolean {
  const { project, deployments } = backend;
  if (deployments.isOutdated(job, pipeline.sha)) return false;
  const environment = protectedEnvironment(project, job.definition.environment);
  if (environment !== undefined) return environment.deployers.includes(caller.user);
  return mayUpdateRef(project, pipeline, caller.user, caller.role);
}

/**
 * @fact Variables in a play | 403 below the role `ci_pipeline_variables_minimum_override_role` | documented
 *   | doc/api/projects.md
 */
export function maySetVariables(project: ProjectSettings, caller: UserCaller): boolean {
  const { variablesOverrideRole: least } = project;
  return least !== 'no_one_allowed' && isAtLeast(caller.role, least);
}
