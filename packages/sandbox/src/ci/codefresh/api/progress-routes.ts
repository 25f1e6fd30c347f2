/** The progress of a build: its log, and what stops it. */
import { Hono } from 'hono';
import type { ApiBackend, ApiEnvironment } from './backend.ts';
import { logBody, progressId } from './bodies.ts';
import { requirePermission } from './permissions.ts';

export function progressRoutes({ builds }: ApiBackend): Hono<ApiEnvironment> {
  const app = new Hono<ApiEnvironment>();
  const find = (id: string) => builds.all.find((build) => progressId(build) === id);

  // @fact Where the log of a build is | at `location.url` of its `progress` once it has ended, to be read without a key;
  // before that it is pushed, by Firebase, which the sandbox does not play (501) | documented | kb,
  // gather-metrics-and-build-logs; the push: source, codefresh-sdk 1.13.1, logs.helper.js
  app.get('/api/progress/:id', requirePermission('read-builds'), (c) => {
    const { id } = c.req.param();
    const build = find(id);
    if (build === undefined) return c.json(noProgress(id), 404);
    if (build.ended === null) {
      const message = `The sandbox's Codefresh does not push logs: that of build ${build.id} can be read once it has ended`;
      return c.json({ message, error: 'Not Implemented' }, 501);
    }
    return c.json({ _id: id, location: { type: 'gcs', url: `${new URL(c.req.url).origin}/logs/${id}` } });
  });

  app.get('/logs/:id', (c) => {
    const { id } = c.req.param();
    const build = find(id);
    return build === undefined ? c.json(noProgress(id), 404) : c.json(logBody(build));
  });

  // @fact Stopping a build | DELETE of its `progress` | source | CLI 1.2.7, terminate
  app.delete('/api/progress/:id', requirePermission('run'), (c) => {
    const { id } = c.req.param();
    const build = find(id);
    if (build === undefined) return c.json(noProgress(id), 404);
    build.terminate();
    return c.json({});
  });
  return app;
}

function noProgress(id: string) {
  return { message: `Progress ${id} was not found`, error: 'Not Found' };
}
