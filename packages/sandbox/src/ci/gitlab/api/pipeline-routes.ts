/** Pipelines: list, read, retry, cancel (lib/api/ci/pipelines.rb). */
import { Hono } from 'hono';
import type { LivePipeline } from '../live-pipeline.ts';
import type { Pipeline } from '../pipeline.ts';
import { mayUpdateRef } from '../project.ts';
import type { ApiBackend } from './backend.ts';
import { pipelineBody } from './bodies.ts';
import {
  type ApiContext,
  type ApiEnvironment,
  FORBIDDEN,
  NOT_FOUND,
  UNAUTHORIZED,
  userOf,
} from './environment.ts';
import { findPipeline } from './job-routes.ts';
import { page } from './page.ts';

const PAGING: readonly string[] = ['page', 'per_page'];

/** @fact A list of pipelines | newest first, filtered by `ref`, `sha`, `source`, `status`, `username` | documented | doc/api/pipelines.md */
const FILTERS = {
  ref: ({ ref }: Pipeline) => ref,
  sha: ({ sha }: Pipeline) => sha,
  source: ({ source }: Pipeline) => source,
  status: ({ status }: Pipeline) => status,
  username: ({ user }: Pipeline) => user,
} as const;

export function pipelineRoutes(backend: ApiBackend): Hono<ApiEnvironment> {
  const { project, actions } = backend;
  const app = new Hono<ApiEnvironment>();

  /** Answers with the pipeline after `act`, which needs a user who may run its jobs. */
  const change = (c: ApiContext, act: (pipeline: LivePipeline, user: string) => void, status: 200 | 201) => {
    const user = userOf(c);
    if (user === undefined) return c.json(UNAUTHORIZED, 401);
    const pipeline = findPipeline(backend, c.req.param('pipeline') ?? '');
    if (pipeline === undefined) return c.json(NOT_FOUND, 404);
    if (!mayUpdateRef(project, pipeline, user.user, user.role)) return c.json(FORBIDDEN, 403);
    act(pipeline, user.user);
    return c.json(pipelineBody(pipeline, project.id), status);
  };

  app.get('/pipelines', (c) => {
    if (userOf(c) === undefined) return c.json(UNAUTHORIZED, 401);
    const query = Object.entries(c.req.query()).filter(([name]) => !PAGING.includes(name));
    const unknown = query.find(([name]) => !Object.hasOwn(FILTERS, name));
    if (unknown !== undefined) {
      return c.json({ message: `The filter ${unknown[0]} is not implemented by the sandbox's GitLab` }, 501);
    }
    const found = backend.pipelines.all.filter((pipeline) =>
      query.every(([name, value]) => FILTERS[name as keyof typeof FILTERS](pipeline) === value),
    );
    return page(
      c,
      found.toReversed().map((pipeline) => pipelineBody(pipeline, project.id)),
    );
  });
  app.get('/pipelines/:pipeline', (c) => {
    if (userOf(c) === undefined) return c.json(UNAUTHORIZED, 401);
    const pipeline = findPipeline(backend, c.req.param('pipeline'));
    return pipeline === undefined ? c.json(NOT_FOUND, 404) : c.json(pipelineBody(pipeline, project.id));
  });
  app.post('/pipelines/:pipeline/retry', (c) =>
    change(c, (pipeline, user) => actions.retryPipeline(pipeline, user), 201),
  );
  // @fact Cancel of a pipeline | 200, whether or not there was anything to cancel; child pipelines too |
  // third party | gitlab-org/gitlab#519143
  app.post('/pipelines/:pipeline/cancel', (c) =>
    change(c, (pipeline) => actions.cancelPipeline(pipeline), 200),
  );
  return app;
}
