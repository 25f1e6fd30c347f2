import { type Context, Hono } from 'hono';
import type { Clock } from '../../../clock.ts';
import type { Database } from '../../database/database.ts';
import { notImplemented } from '../rest-error.ts';
import type { RestVariables } from '../rest-variables.ts';
import { checkMediaTypes } from '../table-api/media-types.ts';
import { changeParts } from './change-parts.ts';
import { ChangeRecords } from './change-records.ts';
import { requestedFields } from './fields.ts';
import { listRows } from './list.ts';
import { changeRoles } from './roles.ts';
import { FIXED_BY_TEMPLATE, templateValues } from './standard-templates.ts';

const CHANGE = 'change_request';
const TEMPLATE = 'std_change_record_producer';
const MODEL = 'chg_model';

type Request = Context<RestVariables>;

/**
 * The Change Management API (ServiceNow docs, change-management-api), below `/api/sn_chg_rest`.
 * @fact A single record in an answer of `sn_chg_rest` | an object | third party | three live clients; the samples of the
 *   typed endpoints in change-management-api show lists of one
 * @fact A new change in `sn_chg_rest` | 200; `chg_model` by its name or sys_id | documented | change-management-api
 */
export function changeApi(database: Database, clock: Clock): Hono<RestVariables> {
  const app = new Hono<RestVariables>();
  const records = (c: Request): ChangeRecords => new ChangeRecords(database, c.get('principal'));
  const list = (c: Request, table: string, only?: string): Response => {
    const rows = listRows(database, table, new URL(c.req.url), c.get('principal'), only);
    return c.json({ result: rows.map((row) => records(c).json(table, row)) });
  };
  const show = (c: Request, table: string, sysId: string): Response => {
    const reader = records(c);
    return c.json({ result: reader.json(table, reader.find(table, sysId)) });
  };

  app.use(async (c, next) => {
    // A body is optional: fields may be in the query.
    checkMediaTypes((await c.req.text()) === '' ? 'GET' : c.req.method, c.req.raw.headers);
    await next();
  });
  app.use(changeRoles);

  app.get('/change', (c) => list(c, CHANGE));
  app.post('/change', async (c) => {
    return c.json({ result: records(c).create(CHANGE, await requested(c), {}) });
  });
  app.get('/change/model', (c) => list(c, MODEL));
  app.get('/change/model/:id', (c) => show(c, MODEL, c.req.param('id')));
  app.get('/change/standard/template', (c) => list(c, TEMPLATE));
  app.get('/change/standard/template/:id', (c) => show(c, TEMPLATE, c.req.param('id')));
  app.post('/change/standard/:template', async (c) => {
    const { values: defaults, fixed } = templateValues(database, c.req.param('template'));
    const options = { defaults, fixed, never: FIXED_BY_TEMPLATE };
    return c.json({ result: records(c).create(CHANGE, await requested(c), options) });
  });

  for (const type of ['normal', 'emergency']) {
    app.post(`/change/${type}`, async (c) =>
      c.json({ result: records(c).create(CHANGE, await requested(c), { fixed: { type } }) }),
    );
  }
  for (const type of ['normal', 'emergency', 'standard']) {
    app.get(`/change/${type}`, (c) => list(c, CHANGE, `type=${type}`));
    single(`/change/${type}/:id`, type);
  }
  app.route('/', changeParts(database, clock));
  single('/change/:id');

  app.all('*', (c) => {
    throw notImplemented(`${c.req.method} ${c.req.path}`);
  });
  return app;

  function single<Path extends `/change/${string}:id`>(path: Path, type?: string): void {
    app.get(path, (c) => {
      const reader = records(c);
      return c.json({ result: reader.json(CHANGE, reader.change(c.req.param('id') ?? '', type)) });
    });
    app.patch(path, async (c) => {
      const writer = records(c);
      const change = writer.change(c.req.param('id') ?? '', type);
      return c.json({ result: writer.update(CHANGE, change, await requested(c)) });
    });
    app.delete(path, (c) => {
      const writer = records(c);
      return c.json({ result: writer.delete(CHANGE, writer.change(c.req.param('id') ?? '', type)) });
    });
  }
}

async function requested(c: Request): Promise<Record<string, unknown>> {
  return requestedFields(new URL(c.req.url), await c.req.text());
}
