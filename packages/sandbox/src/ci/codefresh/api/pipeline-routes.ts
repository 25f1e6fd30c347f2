/** Pipelines: find them, and start them. */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { PipelineDefinition } from '../pipelines.ts';
import type { ApiBackend, ApiEnvironment } from './backend.ts';
import { pipelineId } from './bodies.ts';
import { requirePermission } from './permissions.ts';

/**
 * @fact Variables of a build that is started over the API | an object of names and values, or a list of `key`, `value` and
 *   `encrypted`; they come before the pipeline's | documented | kb, trigger Codefresh pipeline from Datadog webhook: the object; CLI 1.2.7, run: the list
 */
const VARIABLES = z
  .union([
    z.record(z.string(), z.string()),
    z.array(z.object({ key: z.string(), value: z.string(), encrypted: z.boolean().default(false) })),
  ])
  .transform((given) =>
    Array.isArray(given)
      ? given
      : Object.entries(given).map(([key, value]) => ({ key, value, encrypted: false })),
  );

/** What the CLI may send beside these changes nothing in the sandbox: caches, notifications, the size of the machine. */
const RUN = z.object({
  branch: z.string().exactOptional(),
  sha: z.string().exactOptional(),
  variables: VARIABLES.default([]),
  annotations: z.unknown().optional(),
  contexts: z.unknown().optional(),
  trigger: z.unknown().optional(),
  userYamlDescriptor: z.unknown().optional(),
  options: z.object({ only: z.unknown().optional(), skip: z.unknown().optional() }).default({}),
});

export function pipelineRoutes({ builds, pipelines }: ApiBackend): Hono<ApiEnvironment> {
  const app = new Hono<ApiEnvironment>();

  // @fact A pipeline by its name | `GET /api/pipelines?id=`, which may be there several times: `docs` with `metadata.id`,
  // for the filter `pipeline` of the builds | source | CLI 1.2.7, get builds
  app.get('/api/pipelines', requirePermission('read-builds'), (c) => {
    const asked = c.req.queries('id');
    const names = new Set([
      ...pipelines.all.map(({ name }) => name),
      ...builds.all.map((build) => build.pipelineName),
    ]);
    const docs = [...names]
      .map(pipelineBody)
      .filter(
        ({ metadata: { id, name } }) => asked === undefined || asked.includes(id) || asked.includes(name),
      );
    return c.json({ docs });
  });

  app.get('/api/pipelines/:pipeline', requirePermission('read-builds'), (c) => {
    const pipeline = pipelines.find(c.req.param('pipeline'));
    return pipeline === undefined ? noPipeline(c) : c.json(pipelineBody(pipeline.name));
  });

  // @fact Starting a build, `POST /api/pipelines/run/{name}` | by the name or the id of the pipeline; the answer is the id of the
  // build | documented | OpenAPI; the answer: source, CLI 1.2.7, run
  app.post('/api/pipelines/run/:pipeline', requirePermission('run'), async (c) => {
    const pipeline = pipelines.find(c.req.param('pipeline'));
    if (pipeline === undefined) return noPipeline(c);
    const { data: asked, error } = RUN.safeParse(await c.req.json().catch(() => ({})));
    if (error !== undefined) return c.json({ message: z.prettifyError(error), error: 'Bad Request' }, 400);
    const { options, annotations, contexts, trigger, userYamlDescriptor } = asked;
    const unimplemented = Object.entries({ annotations, contexts, trigger, userYamlDescriptor, ...options });
    const name = unimplemented.find(([, value]) => !isEmpty(value))?.[0];
    if (name !== undefined) {
      const message = `The sandbox's Codefresh does not implement ${name} of a run`;
      return c.json({ message, error: 'Not Implemented' }, 501);
    }
    return c.json(builds.start(pipeline.codefreshYml, runOptions(pipeline, asked, c.get('key').user)).id);
  });
  return app;
}

function runOptions(
  pipeline: PipelineDefinition,
  { branch, sha, variables }: z.output<typeof RUN>,
  user: string,
) {
  const encrypted = variables.filter((variable) => variable.encrypted).map(({ key }) => key);
  return {
    pipelineName: pipeline.name,
    ...(pipeline.repository !== undefined && { repository: pipeline.repository }),
    initiator: user,
    variables: {
      ...pipeline.variables,
      ...Object.fromEntries(variables.map(({ key, value }) => [key, value])),
    },
    encrypted: [...pipeline.encrypted, ...encrypted],
    git: { ...(branch !== undefined && { branch }), ...(sha !== undefined && { revision: sha }) },
  };
}

/** What the CLI sends where nothing was asked for. */
function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || Object.keys(value).length === 0;
}

function pipelineBody(name: string) {
  return { metadata: { id: pipelineId({ pipelineName: name }), name } };
}

function noPipeline(c: Context): Response {
  return c.json({ message: `Could not find pipeline ${c.req.param('pipeline')}`, error: 'Not Found' }, 404);
}
