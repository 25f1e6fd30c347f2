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
  { query, fields, limit = MAX_ROWS }: RowQuery,
): Promise<Row[] | null> {
  const answer = await client
    .request('GET', `/api/now/table/${table}`, {
      query: {
        sysparm_query: query,
        sysparm_fields: fields.join(','),
        sysparm_limit: String(limit),
        sysparm_exclude_reference_link: 'true',
      },
    })
    .catch(nullFor('FORBIDDEN', 'RECORD_NOT_FOUND', 'NOT_ACCEPTED'));
  return rows.safeParse(answer).data?.map(texts) ?? null;
}

function texts(row: Readonly<Record<string, unknown>>): Row {
  return Object.fromEntries(
    Object.entries(row).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
