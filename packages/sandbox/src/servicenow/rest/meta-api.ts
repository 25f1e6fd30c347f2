import { Hono } from 'hono';
import type { Database } from '../database/database.ts';
import type { Column } from '../database/dictionary.ts';
import { Records } from '../table-api/records.ts';
import type { RestVariables } from './rest-variables.ts';

/**
 * `/api/now/ui/meta/{table}`: what columns a table has. ServiceNow's own pages ask it, and many a client
 * does; it is not documented.
 */
export function metaApi(database: Database): Hono<RestVariables> {
  const app = new Hono<RestVariables>();
  app.get('/:table', (c) => {
    const table = new Records(database, c.get('principal')).table(c.req.param('table'), 'read');
    const columns = [...table.columns.values()].map((column) => [column.name, columnJson(column)] as const);
    return c.json({ result: { columns: Object.fromEntries(columns) } });
  });
  return app;
}

function columnJson(column: Column): Readonly<Record<string, unknown>> {
  const { name, label, type, maxLength, mandatory, readOnly, reference, choices } = column;
  return {
    name,
    label,
    type,
    max_length: maxLength,
    mandatory,
    read_only: readOnly,
    ...(reference !== null && { reference }),
    ...(choices.length > 0 && { choices }),
  };
}
