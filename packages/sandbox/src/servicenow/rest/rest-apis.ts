import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { Clock } from '../../clock.ts';
import type { Database } from '../database/database.ts';
import { type AuthScheme, authenticate, type Principal } from '../sign-in/auth.ts';
import type { Credentials } from '../sign-in/credentials.ts';
import { oauthEndpoints } from '../sign-in/oauth/token-endpoint.ts';
import { peerFingerprint } from '../sign-in/tls/client-certificates.ts';
import { attachmentApi } from './attachments/attachment-api.ts';
import type { AttachmentStore } from './attachments/attachment-store.ts';
import { changeApi } from './change-api/change-api.ts';
import { changePage } from './change-page.ts';
import type { RateLimits } from './rate-limits.ts';
import { NO_RESOURCE, restErrorResponse, UNAUTHENTICATED } from './rest-error.ts';
import type { RestRequest, RestResponse } from './rest-exchange.ts';
import type { RestVariables } from './rest-variables.ts';
import { tableApi } from './table-api/table-api.ts';
import { unimplementedApi, unknownApi } from './unimplemented-apis.ts';

export interface ApiOptions {
  readonly clock: Clock;
  readonly database: Database;
  readonly credentials: Credentials;
  readonly attachments: AttachmentStore;
  readonly rateLimits: RateLimits;
  /** The scripted REST APIs of imported apps; null when none of them has the path. */
  scripted(request: RestRequest): Promise<RestResponse | null>;
}

type Bound = { Bindings: HttpBindings };

/** The instance's REST APIs, each behind authentication and rate limits; OAuth's endpoints; the imported apps' APIs. */
export function restApis(options: ApiOptions): Hono<Bound> {
  const { database, clock, credentials, attachments, rateLimits } = options;
  const app = new Hono<Bound>();
  app.onError(restErrorResponse);

  const mount = (paths: readonly string[], api: Hono<RestVariables>): void => {
    const guarded = new Hono<RestVariables>();
    guarded.use(async (c, next) => {
      const principal = required(await principalOf(c, credentials.schemes));
      rateLimits.count(c, principal.userName);
      c.set('principal', principal);
      await next();
    });
    guarded.route('/', api);
    for (const path of paths) app.route(path, guarded);
  };
  // @fact Versions of an API | are the same but for the empty list of the Table API | documented | c_TableAPI
  const now = (path: string, api: Hono<RestVariables>): void => {
    mount([`/api/now/${path}`, `/api/now/v1/${path}`, `/api/now/v2/${path}`], api);
  };
  now('table', tableApi(database));
  now('attachment', attachmentApi(database, attachments));
  mount(['/api/sn_chg_rest/v1', '/api/sn_chg_rest'], changeApi(database, clock));
  app.route('/', oauthEndpoints(database, clock, credentials));
  app.route('/', changePage(database));

  app.all('*', async (c) => {
    const url = new URL(c.req.url);
    const absent = unimplementedApi(url);
    if (absent !== undefined) throw absent;
    const principal = await principalOf(c, credentials.schemes);
    if (principal !== null) rateLimits.count(c, principal.userName);
    const answer = await options.scripted(await restRequest(c, principal));
    if (answer === null) throw unknownApi(url) ?? NO_RESOURCE;
    const empty = answer.body === '';
    return new Response(empty ? null : answer.body, { status: answer.status, headers: answer.headers });
  });
  return app;
}

/** @returns null when the request carries no credentials. @throws RestError 401 when they are wrong */
async function principalOf<E extends Bound>(
  c: Context<E>,
  schemes: readonly AuthScheme[],
): Promise<Principal | null> {
  const certificate = peerFingerprint(c.env.incoming.socket);
  const who = await authenticate({ headers: c.req.raw.headers, url: c.req.url, certificate }, schemes);
  if (who === 'second-factor') c.header('X-MFA_TOKEN', 'invalid');
  if (who === 'refused' || who === 'second-factor') throw UNAUTHENTICATED;
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
