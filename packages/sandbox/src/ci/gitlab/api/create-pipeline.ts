/** Starts a pipeline of what stands on a branch or a tag (lib/api/ci/pipelines.rb, `post ':id/pipeline'`). */
import { Hono } from 'hono';
import { z } from 'zod';
import { PipelineError } from '../../base/pipeline-error.ts';
import { isAtLeast, mayUpdateRef } from '../project.ts';
import type { ApiBackend } from './backend.ts';
import { pipelineBody } from './bodies.ts';
import { type ApiEnvironment, FORBIDDEN, UNAUTHORIZED, type UserCaller, userOf } from './environment.ts';
import { maySetVariables } from './job-routes.ts';

const VARIABLE = z.object({
  key: z.string(),
  value: z.string(),
  variable_type: z.string().default('env_var'),
});
const BODY = z.object({
  ref: z.string(),
  variables: z.array(VARIABLE).default([]),
  inputs: z.record(z.string(), z.unknown()).default({}),
});

type Body = z.infer<typeof BODY>;

export function createPipelineRoutes(backend: ApiBackend): Hono<ApiEnvironment> {
  const app = new Hono<ApiEnvironment>();

  // @fact A pipeline over the API, `POST /projects/:id/pipeline` | of the newest commit of `ref`, `[skip ci]` or not, as `source`
  // `api`; 201, or 400 with `base` | source | lib/api/ci/pipelines.rb; app/services/ci/create_pipeline_service.rb
  app.post('/pipeline', async (c) => {
    const user = userOf(c);
    if (user === undefined) return c.json(UNAUTHORIZED, 401);
    if (!isAtLeast(user.role, 'developer')) return c.json(FORBIDDEN, 403);
    const sent = { ref: c.req.query('ref'), ...((await c.req.json().catch(() => ({}))) as object) };
    const { data: body, error: problem } = BODY.safeParse(sent);
    if (problem !== undefined) {
      const what = String(problem.issues[0]?.path[0]);
      return c.json(
        { error: what in sent && sent.ref !== undefined ? `${what} is invalid` : `${what} is missing` },
        400,
      );
    }
    const type = body.variables.find(({ variable_type }) => variable_type !== 'env_var')?.variable_type;
    if (type !== undefined) {
      return c.json({ message: `variable_type ${type} is not implemented by the sandbox's GitLab` }, 501);
    }
    const refusal = refusalOf(backend, user, body);
    if (refusal !== undefined) return c.json({ message: { base: [refusal] } }, 400);
    try {
      const given = Object.fromEntries(body.variables.map(({ key, value }) => [key, value]));
      const asked = { user: user.user, given, inputs: body.inputs };
      const pipeline = await backend.pipelines.create(body.ref, asked);
      return c.json(pipelineBody(pipeline, backend.project.id), 201);
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error;
      return c.json({ message: { base: [error.message] } }, 400);
    }
  });
  return app;
}

/**
 * @fact Variables given with a pipeline | below the role `ci_pipeline_variables_minimum_override_role` no pipeline is made: 400
 *   `Insufficient permissions to set pipeline variables` | source | lib/gitlab/ci/pipeline/chain/build/associations.rb
 * @fact Inputs given with a pipeline | values of `spec: inputs` of its file, since 17.11, whatever that role is; one that the file does
 *   not have, or of another type: 400 | documented | doc/api/pipelines.md; doc/ci/inputs/_index.md
 * @fact Who may start a pipeline | a developer, who may update the branch or tag, if it is protected; else 400 | source |
 *   lib/gitlab/ci/pipeline/chain/validate/abilities.rb
 * @returns why GitLab makes no pipeline
 */
function refusalOf({ project, pipelines }: ApiBackend, caller: UserCaller, body: Body): string | undefined {
  const { ref, variables } = body;
  if (variables.length > 0 && !maySetVariables(project, caller)) {
    return 'Insufficient permissions to set pipeline variables';
  }
  const pushed = pipelines.refOf(ref);
  if (pushed === undefined) return 'Reference not found';
  if (mayUpdateRef(project, pushed, caller.user, caller.role)) return undefined;
  return (
    `You do not have sufficient permission to run a pipeline on '${ref}'. ` +
    'Please select a different branch or contact your administrator for assistance.'
  );
}
