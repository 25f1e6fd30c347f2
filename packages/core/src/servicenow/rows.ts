/** Rows of tables that the integration user need not be able to read: what a check looks at, and no operation relies on. */
import * as z from 'zod/mini';
import { nullFor } from '../errors.ts';
import type { ServiceNowClient } from './client.ts';

/** A row by its columns; one that the instance does not show is absent. */
export type Row = Readonly<Record<string, string | undefined>>;

export interface RowQuery {
  /** Encoded query: each value in it is checked by who writes it. */
  readonly query: string;
  readonly fields: readonly string[];
  /** The most rows; `MAX_ROWS` when left out. */
  readonly limit?: number;
  /** How many to leave out at the start. */
  readonly offset?: number;
}

/** As many as one answer holds (ServiceNow docs, c_TableAPI). */
export const MAX_ROWS = 10_000;

const rows = z.lazy(() => z.array(z.record(z.string(), z.unknown())));

/**
 * Reads rows as the instance shows them. Which of them an ACL hides, it does not say, and it leaves out a condition whose column
 * it does not know: whoever asks compares what comes back.
 * @returns `null` where the user may not read the table, or there is none
 * @throws GateError where the instance does not answer
 */
export async function rowsOf(
  client: ServiceNowClient,
  table: string,
  { query, fields, limit = MAX_ROWS, offset }: RowQuery,
): Promise<Row[] | null> {
  const answer = await client
    .request('GET', `/api/now/table/${table}`, {
      query: {
        sysparm_query: query,
        sysparm_fields: fields.join(','),
        sysparm_limit: String(limit),
        ...(offset !== undefined && { sysparm_offset: String(offset) }),
        sysparm_exclude_reference_link: 'true',
      },
    })
    .catch(nullFor('FORBIDDEN', 'RECORD_NOT_FOUND', 'NOT_ACCEPTED'));
  return rows.safeParse(answer).data?.map(texts) ?? null;
}

/** The rows of one page, and the most pages: nobody reads more of a table than this, or waits for it. */
const PAGE = 1000;
const MAX_PAGES = 50;

/**
 * Reads rows page by page. A page may be short, or empty, of what an ACL hides: reading ends at one that is empty, and tells where it may
 * not be all of them.
 * @returns `null` where the user may not read the table, or there is none
 * @throws GateError where the instance does not answer
 */
export async function pagesOf(
  client: ServiceNowClient,
  table: string,
  { query, fields }: Pick<RowQuery, 'query' | 'fields'>,
): Promise<{ readonly rows: readonly Row[]; readonly isAll: boolean } | null> {
  const ordered = [query, 'ORDERBYsys_id'].filter((part) => part !== '').join('^');
  const found: Row[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const rows = await rowsOf(client, table, { query: ordered, fields, limit: PAGE, offset: page * PAGE });
    if (rows === null) return null;
    if (rows.length === 0) return { rows: found, isAll: true };
    found.push(...rows);
  }
  return { rows: found, isAll: false };
}

function texts(row: Readonly<Record<string, unknown>>): Row {
  return Object.fromEntries(
    Object.entries(row).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
