/** Builds: read them, start them again, and decide about the ones that wait for approval. */
import { Hono } from 'hono';
import type { ApiBackend, ApiEnvironment } from './backend.ts';
import { buildBody } from './bodies.ts';
import { listBuilds, unimplementedFilter } from './build-list.ts';
import { requirePermission } from './permissions.ts';

export function buildRoutes({ builds, behaviours }: ApiBackend): Hono<ApiEnvironment> {
  const app = new Hono<ApiEnvironment>();

  // @fact `noAccount` of `GET /api/builds/{id}` | is required | documented | OpenAPI; a script in kb,
  // gather-metrics-and-build-logs, leaves it out
  app.get('/api/builds/:id', requirePermission('read-builds'), (c) => {
    if (c.req.query('noAccount') === undefined) {
      return c.json({ message: 'The query parameter noAccount is required', error: 'Bad Request' }, 400);
    }
    const build = builds.get(c.req.param('id'));
    return build === undefined ? c.json(noBuild(c.req.param('id')), 404) : c.json(buildBody(build));
  });

  app.get('/api/workflow', requirePermission('read-builds'), (c) => {
    const query = new URL(c.req.url).searchParams;
    const filter = unimplementedFilter(query);
    if (filter !== undefined) {
      const message = `The sandbox's Codefresh does not implement the filter ${filter}`;
      return c.json({ message, error: 'Not Implemented' }, 501);
    }
    return c.json({ workflows: { docs: listBuilds(builds.all, query).map(buildBody) } });
  });

  // @fact A build that is started again | has a new id | documented | OpenAPI; pipelines/monitoring, restart
  app.get('/api/builds/rebuild/:id', requirePermission('run'), (c) => {
    const { id } = c.req.param();
    const build = builds.get(id);
    if (build === undefined) return c.json(noBuild(id), 404);
    if (build.ended !== null) return c.json(builds.restart(id, 'beginning').id);
    const message = `Build ${id} has not ended (its status is ${build.status})`;
    return c.json({ message, error: 'Bad Request' }, 400);
  });

  // @fact Approve and deny | GET with the id of the build alone: no step, no reason | documented | OpenAPI
  app.get('/api/workflow/:id/pending-approval/:action{approve|deny}', requirePermission('decide'), (c) => {
    const { id, action } = c.req.param();
    const build = builds.get(id);
    if (build === undefined) return c.json(noBuild(id), 404);
    const taken = builds.decide(id, action === 'approve' ? 'approved' : 'denied', c.get('key').user);
    if (taken || behaviours.answerWhenNotPaused === 'ok') return c.json({});
    const message = `Workflow ${id} is not pending approval (its status is ${build.status})`;
    return c.json({ message, error: 'Bad Request' }, 400);
  });
  return app;
}

function noBuild(id: string) {
  return { message: `Build ${id} was not found`, error: 'Not Found' };
}
