import { type Context, Hono } from 'hono';
import type { Database } from '../../database/database.ts';
import { NO_RECORD, RestError } from '../rest-error.ts';
import type { RestVariables } from '../rest-variables.ts';
import { linkHeader, page, renderingFor, requestedRows } from './list-request.ts';
import { checkMediaTypes } from './media-types.ts';
import { parseBody } from './record-input.ts';
import { type Found, type Input, Records, type Way } from './records.ts';

/**
 * The Table API: `/{table}` and `/{table}/{sys_id}` below where it is mounted.
 * @fact A list that is empty | 200 and `[]`; 404 in version 1 | documented | c_TableAPI
 * @fact The limit of a list | 10000 unless asked otherwise, counted before access rules | documented | c_TableAPI
 * @fact PUT | is PATCH: what it does not name stays | documented | c_TableAPI
 * @param way how its callers come to the records
 */
export function tableApi(database: Database, way: Way = 'web service'): Hono<RestVariables> {
  const app = new Hono<RestVariables>();
  const records = (c: Context<RestVariables>): Records => new Records(database, c.get('principal'), way);

  const answer = (c: Context<RestVariables>, found: Found, status: 200 | 201 = 200): Response => {
    if (c.req.header('x-no-response-body') === 'true') return c.body(null, status);
    const rendering = renderingFor(database, new URL(c.req.url), c.get('principal'));
    return c.json({ result: records(c).json(found, rendering) }, status);
  };

  app.use(async (c, next) => {
    checkMediaTypes(c.req.method, c.req.raw.headers);
    await next();
  });

  app.get('/:table', (c) => {
    const reader = records(c);
    const table = reader.table(c.req.param('table'), 'read');
    const url = new URL(c.req.url);
    const rendering = renderingFor(database, url, c.get('principal'));
    const { limit, offset } = page(url);
    const rows = requestedRows(database, table, url, c.get('principal'));
    if (rows.length === 0 && url.pathname.startsWith('/api/now/v1/')) throw NO_RECORD;
    if (url.searchParams.get('sysparm_no_count') !== 'true') c.header('X-Total-Count', String(rows.length));
    const links = linkHeader(url, { limit, offset }, rows.length);
    if (url.searchParams.get('sysparm_suppress_pagination_header') !== 'true') c.header('Link', links);
    // The limit counts before access rules do, as in ServiceNow.
    const found = reader.readable(rows.slice(offset, offset + limit), table);
    return c.json({ result: found.map((row) => reader.json({ table, row }, rendering)) });
  });

  app.post('/:table', async (c) => {
    const found = records(c).create(c.req.param('table'), await input(c, database));
    const { origin } = new URL(c.req.url);
    if (way === 'web service')
      c.header('Location', `${origin}/api/now/table/${found.table.name}/${found.row.sys_id}`);
    return answer(c, found, 201);
  });

  app.get('/:table/:sys_id', (c) => answer(c, records(c).get(c.req.param('table'), c.req.param('sys_id'))));

  // PUT replaces nothing that it does not name: to ServiceNow the two are one.
  app.on(['PATCH', 'PUT'], '/:table/:sys_id', async (c) => {
    const found = records(c).update(c.req.param('table'), c.req.param('sys_id'), await input(c, database));
    return answer(c, found);
  });

  app.delete('/:table/:sys_id', (c) => {
    records(c).delete(c.req.param('table'), c.req.param('sys_id'));
    return c.body(null, 204);
  });

  app.all('/:table/:sys_id?', () => {
    throw new RestError(405, 'Method not supported');
  });

  return app;
}

async function input(c: Context<RestVariables>, { behaviours }: Database): Promise<Input> {
  const display = c.req.query('sysparm_input_display_value') === 'true';
  return { body: parseBody(await c.req.text(), behaviours.writeWithoutBody), display };
}
