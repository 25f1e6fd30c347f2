import type { HttpBindings } from '@hono/node-server';
import type { Hono, MiddlewareHandler } from 'hono';
import { RestError } from './rest-error.ts';

const HEADER = 'X-HTTP-Method-Override';
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

type Bound = { Bindings: HttpBindings };

/**
 * Lets a POST be the method that its header names (ServiceNow docs, c_RESTAPI). Hono has such a middleware; it
 * wants a body that nobody has read, and the journal reads it.
 */
export function methodOverride(apis: Hono<Bound>): MiddlewareHandler<Bound> {
  return async (c, next) => {
    const method = c.req.method === 'POST' ? c.req.header(HEADER)?.toUpperCase() : undefined;
    if (method === undefined) return next();
    if (!METHODS.includes(method)) throw new RestError(405, 'Method not supported', `${HEADER}: ${method}`);
    const headers = new Headers(c.req.raw.headers);
    headers.delete(HEADER);
    const body = method === 'GET' ? undefined : await c.req.arrayBuffer();
    return apis.fetch(new Request(c.req.url, { method, headers, ...(body?.byteLength && { body }) }), c.env);
  };
}
