/** GitLab's REST API as far as a gate needs it; everything else answers 501 and says so. */
import { Hono } from 'hono';
import { DEFAULT_BRANCH } from '../runner/job-variables.ts';
import { accessRoutes } from './access-routes.ts';
import type { ApiBackend } from './backend.ts';
import { jobBody } from './bodies.ts';
import { createPipelineRoutes } from './create-pipeline.ts';
import { deploymentRoutes } from './deployment-routes.ts';
import { type ApiEnvironment, UNAUTHORIZED, userOf } from './environment.ts';
import { historyRoutes } from './history-routes.ts';
import { jobRoutes } from './job-routes.ts';
import { lintRoutes } from './lint-routes.ts';
import { pipelineRoutes } from './pipeline-routes.ts';

export function createApi(backend: ApiBackend): Hono<ApiEnvironment> {
  const { project, tokens } = backend;
  const app = new Hono<ApiEnvironment>();

  app.use('/api/v4/*', async (c, next) => {
    // @fact An unknown or revoked token | 401; without the scope `api` a write: 403 | documented |
    // doc/api/rest/authentication.md
    const caller = tokens.authenticate((name) => c.req.header(name));
    if (caller === 'unauthenticated') return c.json(UNAUTHORIZED, 401);
    if (caller === 'expired') {
      const error_description = 'Token is expired. You can either do re-authorization or token refresh.';
      return c.json({ error: 'invalid_token', error_description }, 401);
    }
    if (caller.kind === 'user' && c.req.method !== 'GET' && !caller.scopes.includes('api')) {
      const error_description = 'The request requires higher privileges than provided by the access token.';
      return c.json({ error: 'insufficient_scope', error_description, scope: 'api' }, 403);
    }
    c.set('caller', caller);
    return next();
  });

  const access = accessRoutes(backend);
  app.route('/api/v4', access.own);

  app.get('/api/v4/job', (c) => {
    const caller = c.get('caller');
    for (const pipeline of backend.pipelines.all) {
      const job = pipeline.jobs.find(({ id }) => caller.kind === 'job' && id === caller.job);
      if (job !== undefined) return c.json(jobBody(job, pipeline, project.id));
    }
    return c.json(UNAUTHORIZED, 401);
  });

  app.use('/api/v4/projects/:project/*', async (c, next) => {
    const asked = c.req.param('project');
    // @fact A missing or hidden project | 404 `404 Project Not Found` | source |
    // lib/api/helpers.rb
    if (asked !== String(project.id) && asked !== project.path) {
      return c.json({ message: '404 Project Not Found' }, 404);
    }
    return next();
  });

  // @fact Who may set variables of a pipeline, in the project that the API shows | `ci_pipeline_variables_minimum_override_role` |
  // documented | doc/api/projects.md
  app.get('/api/v4/projects/:project', (c) => {
    if (userOf(c) === undefined) return c.json(UNAUTHORIZED, 401);
    return c.json({
      id: project.id,
      path_with_namespace: project.path,
      default_branch: DEFAULT_BRANCH,
      web_url: `${new URL(c.req.url).origin}/${project.path}`,
      ci_pipeline_variables_minimum_override_role: project.variablesOverrideRole,
    });
  });
  for (const routes of [
    jobRoutes,
    pipelineRoutes,
    createPipelineRoutes,
    deploymentRoutes,
    historyRoutes,
    lintRoutes,
  ]) {
    app.route('/api/v4/projects/:project', routes(backend));
  }
  app.route('/api/v4/projects/:project', access.ofProject);

  app.all('*', (c) =>
    c.json({ message: `${c.req.method} ${c.req.path} is not implemented by the sandbox's GitLab` }, 501),
  );
  return app;
}
