import { Hono } from 'hono';
import type { Database, Row } from '../database/database.ts';
import { requestedRows } from '../table-api/list-request.ts';
import { checkMediaTypes } from '../table-api/media-types.ts';
import { Records } from '../table-api/records.ts';
import { notImplemented } from './rest-error.ts';
import type { RestVariables } from './rest-variables.ts';

/** `sysparm_<name>_fields`, and how each is computed. */
const AGGREGATES: Readonly<Record<string, (values: number[]) => number>> = {
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
  avg: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
};

/** The Aggregate API (ServiceNow docs, c_AggregateAPI): counts, sums, averages, bounds; grouped or not. */
export function aggregateApi(database: Database): Hono<RestVariables> {
  const app = new Hono<RestVariables>();
  app.get('/:table', (c) => {
    checkMediaTypes('GET', c.req.raw.headers);
    const reader = new Records(database, c.get('principal'));
    const table = reader.table(c.req.param('table'), 'read');
    const url = new URL(c.req.url);
    if (url.searchParams.has('sysparm_having')) throw notImplemented('sysparm_having');
    const rows = reader.readable(requestedRows(database, table, url, c.get('principal')), table);
    const groupBy = list(url, 'sysparm_group_by').filter((name) => table.columns.has(name));
    if (groupBy.length === 0) return c.json({ result: { stats: stats(rows, url) } });
    const groups = Map.groupBy(rows, (row) => JSON.stringify(groupBy.map((name) => row[name] ?? '')));
    const result = [...groups].map(([key, members]) => ({
      stats: stats(members, url),
      groupby_fields: (JSON.parse(key) as string[]).map((value, at) => ({ field: groupBy[at], value })),
    }));
    return c.json({ result });
  });
  return app;
}

/** Numbers are strings here too. */
function stats(rows: readonly Row[], url: URL): Record<string, unknown> {
  const computed: Record<string, unknown> = {};
  if (url.searchParams.get('sysparm_count') === 'true') computed.count = String(rows.length);
  for (const [name, compute] of Object.entries(AGGREGATES)) {
    const fields = list(url, `sysparm_${name}_fields`);
    if (fields.length === 0) continue;
    computed[name] = Object.fromEntries(
      fields.map((field) => {
        const values = rows.map((row) => row[field] ?? '').filter((value) => value !== '');
        return [field, values.length === 0 ? '' : String(compute(values.map(Number)))];
      }),
    );
  }
  return computed;
}

function list(url: URL, parameter: string): string[] {
  return (url.searchParams.get(parameter) ?? '').split(',').filter((name) => name !== '');
}
