/** Routes below `/repos/{owner}/{repo}`: the repository is found, and the credential may do what it asks. */
import type { Handler } from 'hono';
import type { z } from 'zod';
import { type Requirement, refusal } from '../credentials/access.ts';
import type { LiveRun } from '../live-run.ts';
import type { Repository } from '../repository.ts';
import type { ApiBackend } from './backend.ts';
import type { ApiContext, ApiEnvironment } from './environment.ts';
import { failure } from './failure.ts';

type RepositoryHandler = (c: ApiContext, repository: Repository) => Response | Promise<Response>;
type RunHandler = (c: ApiContext, run: LiveRun) => Response | Promise<Response>;

/**
 * @fact A missing or hidden repository or run | 404 `Not Found` | documented |
 *   troubleshooting-the-rest-api
 */
export function withRepository(
  backend: ApiBackend,
  need: Requirement,
  handle: RepositoryHandler,
): Handler<ApiEnvironment> {
  return (c) => {
    const { owner, repo } = c.req.param();
    const repository = backend.repositories.find(
      ({ fullName }) => fullName.toLowerCase() === `${owner}/${repo}`.toLowerCase(),
    );
    c.header('X-Accepted-GitHub-Permissions', `${need.permission}=${need.access}`);
    if (repository === undefined) return failure(c, 404, 'Not Found');
    const refused = refusal(c.get('credential'), repository, need);
    return refused === null ? handle(c, repository) : failure(c, refused.status, refused.message);
  };
}

/** As `withRepository`, for a path with `:run`. */
export function withRun(backend: ApiBackend, need: Requirement, handle: RunHandler): Handler<ApiEnvironment> {
  return withRepository(backend, need, (c, repository) => {
    const id = Number(c.req.param('run'));
    const run = backend.runs.all.find((each) => each.id === id && each.home === repository);
    return run === undefined ? failure(c, 404, 'Not Found') : handle(c, run);
  });
}

/** @returns the body, or the 400 or 422 that answers it */
export async function readBody<S extends z.ZodType>(
  c: ApiContext,
  shape: S,
): Promise<z.output<S> | Response> {
  const text = await c.req.text();
  let json: unknown;
  try {
    json = text === '' ? {} : JSON.parse(text);
  } catch {
    return failure(c, 400, 'Problems parsing JSON');
  }
  const result = shape.safeParse(json);
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ path, message }) => ({
    field: path.join('.'),
    code: 'invalid',
    message,
  }));
  const reasons = errors.map(({ field, message }) => `${field || 'body'}: ${message}`);
  return failure(c, 422, `Invalid request.\n\n${reasons.join('\n')}`, errors);
}
