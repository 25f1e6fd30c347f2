import { refuseAbsentColumn } from '../../database/absent-columns.ts';
import type { Database, Row, Table } from '../../database/database.ts';
import { valueOfDisplay } from '../../database/display-value.ts';
import type { Principal } from '../../sign-in/principal.ts';
import { userTime } from '../../time/time-of-user.ts';
import { notImplemented } from '../rest-error.ts';
import type { Rendering } from './record-json.ts';

/** Rows in one answer unless asked otherwise (c_TableAPI). */
const DEFAULT_LIMIT = 10_000;

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** Reads from a request how its caller wants to see records. */
export function renderingFor(database: Database, url: URL, caller: Principal): Rendering {
  const parameters = url.searchParams;
  // Fields that are named win over those of a view.
  if (parameters.get('sysparm_view') && !parameters.get('sysparm_fields'))
    throw notImplemented('sysparm_view');
  const display = parameters.get('sysparm_display_value');
  return {
    display: display === 'true' || display === 'all' ? display : 'false',
    excludeLinks: parameters.get('sysparm_exclude_reference_link') === 'true',
    fields: list(parameters.get('sysparm_fields')),
    instance: url.origin,
    ...(display !== null && { time: userTime(database, caller.userName) }),
  };
}

/**
 * The rows that a list request asks for, before paging: by `sysparm_query`, or by `name=value` parameters.
 * @param caller whom `javascript:gs.getUserID()` and the like are about
 */
export function requestedRows(database: Database, table: Table, url: URL, caller?: Principal): Row[] {
  const options = caller && { user: caller };
  const query = url.searchParams.get('sysparm_query');
  if (query !== null) return database.query(table.name, query, options);
  const filters = [...url.searchParams].flatMap(([name, value]) => {
    const column = table.columns.get(name);
    if (column === undefined) refuseAbsentColumn(database, table.name, name);
    // These take display values as well: `state=closed`.
    return column === undefined ? [] : [`${name}=${valueOfDisplay(database, value, column) ?? value}`];
  });
  return database.query(table.name, filters.join('^'), options);
}

export function page(url: URL, defaultLimit = DEFAULT_LIMIT): Page {
  return {
    limit: wholeNumber(url.searchParams.get('sysparm_limit')) ?? defaultLimit,
    offset: wholeNumber(url.searchParams.get('sysparm_offset')) ?? 0,
  };
}

/** `Link`: where the other pages are; `first`, `prev`, `next` and `last` as far as there are any. */
export function linkHeader(url: URL, { limit, offset }: Page, total: number): string {
  if (limit === 0) return '';
  const links: string[] = [];
  const add = (rel: string, at: number): void => {
    const target = new URL(url);
    target.searchParams.set('sysparm_limit', String(limit));
    target.searchParams.set('sysparm_offset', String(at));
    links.push(`<${target.href}>;rel="${rel}"`);
  };
  add('first', 0);
  if (offset > 0) add('prev', Math.max(0, offset - limit));
  if (offset + limit < total) add('next', offset + limit);
  add('last', Math.max(0, Math.ceil(total / limit) - 1) * limit);
  return links.join(',');
}

function list(text: string | null): string[] {
  return (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}
