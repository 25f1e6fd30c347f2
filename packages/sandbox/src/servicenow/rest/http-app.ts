import type { HttpBindings } from '@hono/node-server';
import { Hono, type MiddlewareHandler } from 'hono';
import { getPath as pathOf } from 'hono/utils/url';
import type { Faults } from '../../http/faults.ts';
import type { RequestJournal } from '../../http/request-journal.ts';
import { loadLimits } from './load.ts';
import { type ApiOptions, restApis } from './rest-apis.ts';
import { NO_RESOURCE, notImplemented, restErrorResponse } from './rest-error.ts';

/**
 * A developer instance that sleeps answers like this on every path, with status 200.
 * @fact A developer instance that hibernates | 200 and an HTML page on every path | third party | transcripts; one
 *   saw 302
 */
const HIBERNATING =
  '<!DOCTYPE html><html><head><title>Instance Hibernating page</title></head><body></body></html>';

/** With it a POST is another method on an instance (ServiceNow docs, c_RESTAPI). */
const METHOD_OVERRIDE = 'X-HTTP-Method-Override';

export interface HttpAppOptions extends ApiOptions {
  readonly requests: RequestJournal;
  readonly faults: Faults;
  /** Cluster nodes: each runs some requests at one time. */
  readonly nodes: number;
  isHibernating(): boolean;
}

/** @fact The time of an instance, for whoever has not signed in | `Date` of every answer | belief | RFC 9110 (6.6.1) wants it of a server with a clock */
function tellTime({ clock }: HttpAppOptions): MiddlewareHandler {
  return async (c, next) => {
    await next();
    c.header('Date', clock.now().toUTCString());
  };
}

/** The instance's HTTP server: journal and faults first, then the REST APIs. */
export function httpApp(options: HttpAppOptions): Hono<{ Bindings: HttpBindings }> {
  const { trailingSlash } = options.database.behaviours;
  const app = new Hono<{ Bindings: HttpBindings }>({
    getPath: (request) => (trailingSlash === 'accepted' ? withoutSlash(pathOf(request)) : pathOf(request)),
  });
  app.onError(restErrorResponse);
  app.use(options.requests.middleware());
  app.use(tellTime(options));
  app.use('/api/*', loadLimits(options.nodes));
  app.use(options.faults.middleware());
  app.use(async (c, next) => {
    if (options.isHibernating()) return c.html(HIBERNATING);
    return next();
  });
  app.use(async (c, next) => {
    if (c.req.header(METHOD_OVERRIDE) !== undefined) throw notImplemented(METHOD_OVERRIDE);
    return next();
  });
  app.use('/api/now/*', async (c, next) => {
    if (c.req.path.endsWith('/')) throw NO_RESOURCE;
    return next();
  });
  app.route('/', restApis(options));
  return app;
}

function withoutSlash(path: string): string {
  return path.startsWith('/api/now/') ? path.replace(/\/$/, '') : path;
}
