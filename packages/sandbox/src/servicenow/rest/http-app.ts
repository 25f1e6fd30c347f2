import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { Faults } from '../../http/faults.ts';
import type { RequestJournal } from '../../http/request-journal.ts';
import { methodOverride } from './method-override.ts';
import { type ApiOptions, restApis } from './rest-apis.ts';
import { restErrorResponse } from './rest-error.ts';

/** A developer instance that sleeps answers like this on every path, with status 200. */
const HIBERNATING =
  '<!DOCTYPE html><html><head><title>Instance Hibernating page</title></head><body></body></html>';

export interface HttpAppOptions extends ApiOptions {
  readonly requests: RequestJournal;
  readonly faults: Faults;
  isHibernating(): boolean;
}

/** What the instance answers over HTTP. */
export function httpApp(options: HttpAppOptions): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.onError(restErrorResponse);
  app.use(options.requests.middleware());
  app.use(options.faults.middleware());
  app.use(async (c, next) => {
    if (options.isHibernating()) return c.html(HIBERNATING);
    return next();
  });
  const apis = restApis(options);
  app.use(methodOverride(apis));
  app.route('/', apis);
  return app;
}
