import { Hono } from 'hono';
import type { Database, Row, Table } from '../database/database.ts';
import { displayValue } from '../database/display-value.ts';
import { rendering, requestedRows } from '../table-api/list-request.ts';
import { checkMediaTypes } from '../table-api/media-types.ts';
import type { Rendering } from '../table-api/record-json.ts';
import { Records } from '../table-api/records.ts';
import { AGGREGATES, aggregate } from './aggregates.ts';
import { type Group, ordered } from './group-order.ts';
import { notImplemented } from './rest-error.ts';
import type { RestVariables } from './rest-variables.ts';

/** The Aggregate API (ServiceNow docs, c_AggregateAPI): counts, sums, averages, bounds; grouped or not. */
export function aggregateApi(database: Database): Hono<RestVariables> {
  const app = new Hono<RestVariables>();
  app.get('/:table', (c) => {
    checkMediaTypes('GET', c.req.raw.headers);
    const reader = new Records(database, c.get('principal'));
    const table = reader.table(c.req.param('table'), 'read');
    const url = new URL(c.req.url);
    // Its documentation contradicts itself: a condition on groups, or on their records.
    if (url.searchParams.has('sysparm_having')) throw notImplemented('sysparm_having');
    const rows = reader.readable(requestedRows(database, table, url, c.get('principal')), table);
    const groupBy = list(url, 'sysparm_group_by').filter((name) => table.columns.has(name));
    if (groupBy.length === 0) return c.json({ result: { stats: stats(rows, url) } });
    const look = rendering(database, table, url, c.get('principal'));
    const result = ordered(grouped(rows, groupBy), list(url, 'sysparm_order_by')).map((group) => ({
      stats: stats(group.rows, url),
      groupby_fields: groupBy.map((field) => ({ field, ...shown(group, field, table, look) })),
    }));
    return c.json({ result });
  });
  return app;

  /** `sysparm_display_value` says how. That `all` adds a `display_value` is unverified. */
  function shown({ values, rows }: Group, field: string, table: Table, look: Rendering): Row {
    const value = values[field] ?? '';
    const column = table.columns.get(field);
    if (look.display === 'false' || column === undefined) return { value };
    const display = displayValue(database, rows[0] ?? {}, column, look.time);
    return look.display === 'true' ? { value: display } : { value, display_value: display };
  }
}

function grouped(rows: readonly Row[], fields: readonly string[]): Group[] {
  const valuesOf = (row: Row): Row => Object.fromEntries(fields.map((name) => [name, row[name] ?? '']));
  const groups = Map.groupBy(rows, (row) => JSON.stringify(valuesOf(row)));
  return [...groups].map(([key, members]) => ({ values: JSON.parse(key) as Row, rows: members }));
}

function stats(rows: readonly Row[], url: URL): Record<string, unknown> {
  const computed: Record<string, unknown> = {};
  if (url.searchParams.get('sysparm_count') === 'true') computed.count = String(rows.length);
  for (const name of AGGREGATES) {
    const fields = list(url, `sysparm_${name}_fields`);
    if (fields.length === 0) continue;
    computed[name] = Object.fromEntries(fields.map((field) => [field, aggregate(name, rows, field)]));
  }
  return computed;
}

function list(url: URL, parameter: string): string[] {
  return (url.searchParams.get(parameter) ?? '').split(',').filter((name) => name !== '');
}
