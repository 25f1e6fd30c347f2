/** The configuration of a commit, as GitLab understands it (lib/api/lint.rb). */
import { Hono } from 'hono';
import { stringify } from 'yaml';
import { isAtLeast } from '../project.ts';
import type { ApiBackend } from './backend.ts';
import { type ApiEnvironment, FORBIDDEN, NOT_FOUND, UNAUTHORIZED, userOf } from './environment.ts';

export function lintRoutes({ pipelines }: ApiBackend): Hono<ApiEnvironment> {
  const app = new Hono<ApiEnvironment>();

  // @fact The configuration of a commit, at `ci/lint` | for users who may read code, not for a job token: `merged_yaml` has it
  // with includes and `extends` resolved | source | lib/api/lint.rb, lib/gitlab/ci/lint.rb; gitlab-org/gitlab#332276
  app.get('/ci/lint', (c) => {
    const user = userOf(c);
    if (user === undefined) return c.json(UNAUTHORIZED, 401);
    if (!isAtLeast(user.role, 'reporter')) return c.json(FORBIDDEN, 403);
    const { sha = '', ...others } = c.req.query();
    const [other] = Object.keys(others);
    if (other !== undefined)
      return c.json({ message: `${other} is not implemented by the sandbox's GitLab` }, 501);
    // A child's is another file; a commit of two branches has one that may not have been read for both.
    const configuration = pipelines.all
      .filter((pipeline) => pipeline.sha === sha && pipeline.upstream === null)
      .map(({ id }) => pipelines.find(id).configuration)
      .findLast((read) => read !== null);
    if (configuration === undefined) return c.json(NOT_FOUND, 404);
    const merged_yaml = stringify(configuration);
    return c.json({ valid: true, errors: [], warnings: [], merged_yaml, includes: [] });
  });
  return app;
}
