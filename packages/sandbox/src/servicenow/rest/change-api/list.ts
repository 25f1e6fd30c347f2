import { refuseAbsentColumn } from '../../database/absent-columns.ts';
import type { Database, Row } from '../../database/database.ts';
import type { Principal } from '../../sign-in/principal.ts';
import { page, requestedRows } from '../table-api/list-request.ts';

/** Records in one answer unless asked otherwise. */
const DEFAULT_LIMIT = 500;

const SEARCHED = ['number', 'short_description', 'description'];

/**
 * The rows that a list endpoint shows: `sysparm_query` or `name=value` filters, `order`, `textSearch`.
 * @param only what every row must meet, as an encoded query
 */
export function listRows(
  database: Database,
  tableName: string,
  url: URL,
  caller: Principal,
  only = '',
): Row[] {
  const table = database.table(tableName);
  if (table === undefined) return [];
  const order = url.searchParams.get('order') ?? 'number';
  if (!table.columns.has(order)) refuseAbsentColumn(database, tableName, order);
  const text = url.searchParams.get('textSearch')?.toLowerCase();
  const { limit, offset } = page(url, DEFAULT_LIMIT);
  const filters = new URL(url);
  // Its own parameters, of which one is called as a column is.
  for (const own of ['order', 'textSearch']) filters.searchParams.delete(own);
  const rows = requestedRows(database, table, filters, caller)
    .filter((row) => only === '' || database.matches(tableName, row, only))
    .filter((row) => text === undefined || SEARCHED.some((name) => row[name]?.toLowerCase().includes(text)));
  // A query brings its own order.
  if (!url.searchParams.get('sysparm_query')?.includes('ORDERBY') && table.columns.has(order)) {
    rows.sort((a, b) => ((a[order] ?? '') < (b[order] ?? '') ? -1 : 1));
  }
  return rows.slice(offset, offset + limit);
}
