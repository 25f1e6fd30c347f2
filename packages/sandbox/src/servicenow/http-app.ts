import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { Faults } from '../http/faults.ts';
import type { RequestJournal } from '../http/request-journal.ts';
import { type AuthScheme, authenticate, type Principal } from './auth.ts';
import type { Database } from './database.ts';
import { UnsupportedQueryError } from './encoded-query.ts';
import { NO_RESOURCE, notImplemented, RestError, restErrorResponse, UNAUTHENTICATED } from './rest-error.ts';
import type { RestRequest, RestResponse } from './rest-exchange.ts';
import type { RestVariables } from './rest-variables.ts';
import { tableApi } from './table-api/table-api.ts';
import { unimplementedApi } from './unimplemented-apis.ts';

/** A developer instance that sleeps answers like this on every path, with status 200. */
const HIBERNATING =
  '<!DOCTYPE html><html><head><title>Instance Hibernating page</title></head><body></body></html>';

export interface HttpAppOptions {
  readonly database: Database;
  readonly schemes: readonly AuthScheme[];
  readonly requests: RequestJournal;
  readonly faults: Faults;
  isHibernating(): boolean;
  /** The scripted REST APIs of imported apps; null when none of them has the path. */
  scripted(request: RestRequest): Promise<RestResponse | null>;
}

/** What the instance answers over HTTP. */
export function httpApp(options: HttpAppOptions): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.onError((error, c) => restErrorResponse(c, asRestError(error)));
  app.use(options.requests.middleware());
  app.use(options.faults.middleware());
  app.use(async (c, next) => {
    if (options.isHibernating()) return c.html(HIBERNATING);
    if (c.req.header('x-http-method-override')) throw notImplemented('X-HTTP-Method-Override');
    return next();
  });

  const table = new Hono<RestVariables>();
  table.use(async (c, next) => {
    c.set('principal', required(principalOf(c, options.schemes)));
    await next();
  });
  table.route('/', tableApi(options.database));
  app.route('/api/now/table', table);
  app.route('/api/now/v1/table', table);
  app.route('/api/now/v2/table', table);

  app.all('*', async (c) => {
    const path = c.req.path;
    const absent = unimplementedApi(path);
    if (absent !== undefined) throw absent;
    const answer = await options.scripted(await restRequest(c, principalOf(c, options.schemes)));
    if (answer === null) throw NO_RESOURCE;
    const empty = answer.body === '';
    return new Response(empty ? null : answer.body, { status: answer.status, headers: answer.headers });
  });
  return app;
}

/** @returns null when the request carries no credentials. @throws RestError 401 when they are wrong */
function principalOf(c: Context, schemes: readonly AuthScheme[]): Principal | null {
  const who = authenticate(c.req.raw.headers, schemes);
  if (who === 'refused') throw UNAUTHENTICATED;
  return who === 'anonymous' ? null : who;
}

function required(principal: Principal | null): Principal {
  if (principal === null) throw UNAUTHENTICATED;
  return principal;
}

async function restRequest(c: Context, principal: Principal | null): Promise<RestRequest> {
  const url = new URL(c.req.url);
  return {
    method: c.req.method,
    path: url.pathname,
    query: url.search.slice(1),
    url: url.href,
    headers: Object.fromEntries(c.req.raw.headers),
    body: await c.req.text(),
    principal,
  };
}

function asRestError(error: Error): RestError {
  if (error instanceof RestError) return error;
  if (error instanceof UnsupportedQueryError) return new RestError(501, error.message);
  return new RestError(500, error.message, error.stack ?? null);
}
