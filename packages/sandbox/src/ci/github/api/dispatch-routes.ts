/** Starts workflows from outside: `workflow_dispatch` and `repository_dispatch`. */
import { Hono } from 'hono';
import { z } from 'zod';
import { PipelineError } from '../../base/pipeline-error.ts';
import { actor } from '../credentials/credential.ts';
import { repositoryDispatch, workflowDispatch } from '../dispatches.ts';
import { DispatchError } from '../run-origin.ts';
import type { ApiBackend } from './backend.ts';
import { repositoryUrl } from './bodies/repository.ts';
import { runPage } from './bodies/run.ts';
import type { ApiEnvironment } from './environment.ts';
import { failure } from './failure.ts';
import { readBody, withRepository } from './repository-routes.ts';

const MOST_INPUTS = 25;
const MOST_PROPERTIES = 10;
const LARGEST_PAYLOAD = 64 * 1024;

const workflowBody = z.object({
  ref: z.string(),
  inputs: z
    .record(z.string(), z.unknown())
    .refine((inputs) => Object.keys(inputs).length <= MOST_INPUTS, {
      error: `at most ${MOST_INPUTS} inputs are taken`,
    })
    .default({}),
  return_run_details: z.boolean().default(false),
});

const repositoryBody = z.object({
  event_type: z.string().min(1).max(100),
  client_payload: z
    .record(z.string(), z.unknown())
    .refine((payload) => Object.keys(payload).length <= MOST_PROPERTIES, {
      error: `No more than ${MOST_PROPERTIES} properties are allowed`,
    })
    .refine((payload) => Buffer.byteLength(JSON.stringify(payload)) < LARGEST_PAYLOAD, {
      error: 'client_payload is too large',
    })
    .default({}),
});

export function dispatchRoutes(backend: ApiBackend): Hono<ApiEnvironment> {
  const app = new Hono<ApiEnvironment>();
  const { urls, directory, enterprise } = backend;
  const at = '/repos/:owner/:repo';

  app.post(
    // @fact `workflow_dispatch` | 204; with `return_run_details` 200 and the id of the run, but on a GitHub
    // Enterprise Server 204 | documented | OpenAPI of api.github.com and of ghes-3.19
    `${at}/actions/workflows/:workflow/dispatches`,
    withRepository(backend, { permission: 'actions', access: 'write' }, async (c, repository) => {
      const workflow = repository.workflow(c.req.param('workflow') ?? '');
      if (workflow === undefined) return failure(c, 404, 'Not Found');
      const body = await readBody(c, workflowBody);
      if (body instanceof Response) return body;
      const sender = actor(c.get('credential')) ?? directory.actionsBot;
      try {
        const run = backend.runs.start(
          repository,
          workflow,
          workflowDispatch(repository, workflow, body, sender),
        );
        if (!body.return_run_details || enterprise) return c.body(null, 204);
        return c.json({
          workflow_run_id: run.id,
          run_url: `${repositoryUrl(repository, urls)}/actions/runs/${run.id}`,
          html_url: runPage(run, urls),
        });
      } catch (error) {
        if (error instanceof DispatchError || error instanceof PipelineError) {
          return failure(c, 422, error.message);
        }
        throw error;
      }
    }),
  );

  app.post(
    // @fact `repository_dispatch` | 204 without an id; workflows of the default branch | documented |
    // OpenAPI, repos/create-dispatch-event; events-that-trigger-workflows
    `${at}/dispatches`,
    withRepository(backend, { permission: 'contents', access: 'write' }, async (c, repository) => {
      const body = await readBody(c, repositoryBody);
      if (body instanceof Response) return body;
      const sender = actor(c.get('credential')) ?? directory.actionsBot;
      const starts = repositoryDispatch(repository, body.event_type, body.client_payload, sender);
      for (const [workflow, origin] of starts) backend.runs.start(repository, workflow, origin);
      return c.body(null, 204);
    }),
  );
  return app;
}
