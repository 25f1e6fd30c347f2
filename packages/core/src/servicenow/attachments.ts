/** The Attachment API (ServiceNow docs, c_AttachmentAPI). */
import * as z from 'zod/mini';
import type { FileBody } from '../http/http.ts';
import type { Change } from './change.ts';
import type { ServiceNowClient } from './client.ts';
import { equals } from './encoded-query.ts';
import { unexpectedSchema } from './unexpected-schema.ts';

const TABLE_NAME = 'change_request';

const listed = z.lazy(() =>
  z.array(
    z.object({
      table_sys_id: z.string(),
      file_name: z.string(),
      size_bytes: z.coerce.number(),
      hash: z.nullish(z.string()),
    }),
  ),
);

/** A file that a change has already. */
export interface Attachment {
  readonly name: string;
  /** Bytes */
  readonly length: number;
  /** SHA-256, hexadecimal; empty where the instance does not show it. */
  readonly hash: string;
}

/** Lists the attachments of a change, and none of another record's where an instance ignores the condition. */
export async function listAttachments(client: ServiceNowClient, change: Change): Promise<Attachment[]> {
  const query = {
    sysparm_query: equals({ table_name: TABLE_NAME, table_sys_id: change.sysId }),
    sysparm_limit: '1000',
  };
  const rows = listed.safeParse(await client.request('GET', '/api/now/attachment', { query }));
  if (!rows.success) throw unexpectedSchema('sys_attachment', rows.error);
  const own = rows.data.filter((row) => row.table_sys_id === change.sysId);
  return own.map(({ file_name: name, size_bytes: length, hash }) => ({
    name,
    length,
    hash: (hash ?? '').toLowerCase(),
  }));
}

/** Attaches one file to a change, and streams it: however large it is, only a little of it is in memory. */
export async function attach(
  client: ServiceNowClient,
  change: Change,
  name: string,
  file: FileBody & { readonly contentType: string },
): Promise<void> {
  const query = { table_name: TABLE_NAME, table_sys_id: change.sysId, file_name: name };
  await client.request('POST', '/api/now/attachment/file', { query, file });
}
