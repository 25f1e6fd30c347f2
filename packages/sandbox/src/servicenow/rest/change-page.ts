import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Database, Row } from '../database/database.ts';
import { displayValue } from '../database/display-value.ts';

/** What the page shows of a change, besides its number. */
const FIELDS = [
  'short_description',
  'state',
  'approval',
  'on_hold',
  'on_hold_reason',
  'type',
  'risk',
  'assignment_group',
  'cmdb_ci',
  'start_date',
  'end_date',
  'conflict_status',
  'close_code',
  'close_notes',
];

/**
 * Where the links to a change lead a browser: `nav_to.do?uri=change_request.do?sys_id=...`, and the address that
 * it has in Next Experience. A page to read, without a login; people decide on the change board.
 * @fact `nav_to.do?uri=change_request.do?sys_id=...` | leads to the change; here to a page without a login
 *   | documented | navigate-using-url; without a login: the sandbox's own
 */
export function changePage(database: Database): Hono {
  const app = new Hono();

  app.get('/nav_to.do', (c, next) => {
    const uri = c.req.query('uri');
    return uri === undefined ? next() : c.redirect(within(c.req.url, uri));
  });
  app.get('/now/nav/ui/classic/params/target/:uri', (c) => c.redirect(within(c.req.url, c.req.param('uri'))));

  app.get('/change_request.do', (c, next) => {
    const sysId = c.req.query('sys_id');
    if (sysId === undefined) return next();
    const change = database.get('change_request', sysId) ?? database.find('change_request', 'number', sysId);
    if (!change) return c.html(page('Record not found', html`<p>There is no change ${sysId}.</p>`), 404);
    return c.html(page(`${change.number} | Change Request`, fields(database, change)));
  });

  return app;
}

/** A path of this instance, whatever host the text names. */
function within(base: string, uri: string): string {
  const root = new URL('/', base).href;
  const { pathname, search } = URL.parse(uri, root) ?? new URL(root);
  return pathname + search;
}

function fields(database: Database, change: Row) {
  const columns = database.table('change_request')?.columns;
  const shown = FIELDS.flatMap((name) => {
    const column = columns?.get(name);
    const value = column === undefined ? '' : displayValue(database, change, column);
    return column === undefined || value === '' ? [] : [{ label: column.label, value }];
  });
  return html`<dl>${shown.map(({ label, value }) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;
}

type Html = ReturnType<typeof html>;

/** A plain page of the instance, for people. */
function page(title: string, body: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <style>
          :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
          body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem }
          dt { font-weight: 600 }
          dd { margin: 0 0 .5rem; white-space: pre-wrap }
        </style>
      </head>
      <body>
        <h1>${title}</h1>
        ${body}
      </body>
    </html>`;
}
