/** Builds: read them, and decide about the ones that wait for approval. */
import { Hono } from 'hono';
import type { ApiBackend, ApiEnvironment } from './backend.ts';
import { buildBody } from './bodies.ts';
import { requirePermission } from './permissions.ts';

export function buildRoutes({ builds, answerWhenNotPaused }: ApiBackend): Hono<ApiEnvironment> {
  const app = new Hono<ApiEnvironment>();

  app.get('/api/builds/:id', requirePermission('read-builds'), (c) => {
    if (c.req.query('noAccount') === undefined) {
      return c.json({ message: 'The query parameter noAccount is required', error: 'Bad Request' }, 400);
    }
    const build = builds.get(c.req.param('id'));
    return build === undefined ? c.json(noBuild(c.req.param('id')), 404) : c.json(buildBody(build));
  });

  // GET requests with an effect, and the build's id is all they name: that is how Codefresh has it.
  app.get('/api/workflow/:id/pending-approval/:action{approve|deny}', requirePermission('decide'), (c) => {
    const { id, action } = c.req.param();
    const build = builds.get(id);
    if (build === undefined) return c.json(noBuild(id), 404);
    const taken = builds.decide(id, action === 'approve' ? 'approved' : 'denied', c.get('key').user);
    if (taken || answerWhenNotPaused === 'ok') return c.json({});
    const message = `Workflow ${id} is not pending approval (its status is ${build.status})`;
    return c.json({ message, error: 'Bad Request' }, 400);
  });
  return app;
}

function noBuild(id: string) {
  return { message: `Build ${id} was not found`, error: 'Not Found' };
}
