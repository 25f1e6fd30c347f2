import { STATUS_CODES } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { parseBody } from '../table-api/record-input.ts';
import { notImplemented, RestError } from './rest-error.ts';
import type { RestVariables } from './rest-variables.ts';

interface BatchedRequest {
  readonly id?: unknown;
  readonly url?: unknown;
  readonly method?: unknown;
  readonly headers?: readonly { readonly name: string; readonly value: string }[];
  /** base64 */
  readonly body?: unknown;
  readonly exclude_response_headers?: unknown;
}

/** How a request within the batch is answered. */
export type Dispatch = (request: Request, env: HttpBindings) => Response | Promise<Response>;

/**
 * The Batch API (ServiceNow docs, batch-api): several requests in one, in their order, with the credentials
 * of the one that carries them. ServiceNow's limits of time and size are not modelled.
 */
export function batchApi(dispatch: Dispatch): Hono<RestVariables> {
  const app = new Hono<RestVariables>();
  app.post('/', async (c) => {
    const accept = c.req.header('accept') ?? '';
    if (accept.startsWith('multipart/mixed')) throw notImplemented('batch answers of multipart/mixed');
    const batch = parseBody(await c.req.text());
    const { rest_requests: requests, batch_request_id: id = '' } = batch;
    if (!Array.isArray(requests)) throw new RestError(400, 'rest_requests is missing');
    const { origin } = new URL(c.req.url);
    const authorization = c.req.header('authorization');
    const serviced: unknown[] = [];
    for (const one of requests as BatchedRequest[]) {
      const started = performance.now();
      const headers = new Headers(one.headers?.map(({ name, value }) => [name, value] as [string, string]));
      if (authorization !== undefined) headers.set('authorization', authorization);
      const body =
        typeof one.body === 'string' && one.body !== '' ? Buffer.from(one.body, 'base64') : undefined;
      const request = new Request(new URL(String(one.url), origin), {
        method: String(one.method ?? 'GET'),
        headers,
        ...(body && { body }),
      });
      const answer = await dispatch(request, c.env);
      serviced.push({
        id: String(one.id ?? ''),
        status_code: answer.status,
        status_text: STATUS_CODES[answer.status] ?? '',
        headers:
          one.exclude_response_headers === true
            ? []
            : [...answer.headers].map(([name, value]) => ({ name, value })),
        body: Buffer.from(await answer.arrayBuffer()).toString('base64'),
        execution_time: Math.round(performance.now() - started),
      });
    }
    return c.json({ batch_request_id: String(id), serviced_requests: serviced, unserviced_requests: [] });
  });
  return app;
}
