import { type Context, Hono } from 'hono';
import { AccessControl } from '../../database/access.ts';
import type { Database, Row } from '../../database/database.ts';
import type { Principal } from '../../sign-in/principal.ts';
import { NO_RECORD, notImplemented, RestError } from '../rest-error.ts';
import type { RestVariables } from '../rest-variables.ts';
import { linkHeader, page, renderingFor, requestedRows } from '../table-api/list-request.ts';
import { recordJson } from '../table-api/record-json.ts';
import { missingTableError } from '../unimplemented-tables.ts';
import type { AttachmentStore } from './attachment-store.ts';

/** Bytes of a multipart upload; it is read into memory as a whole, unlike `/file`. */
const LARGEST_UPLOAD = 10 * 1024 * 1024;

/** An upload that names one of them asks for another file than it would get. */
const UNIMPLEMENTED_PARAMETERS = ['encryption_context', 'creation_time'];

type Request = Context<RestVariables>;

/**
 * The Attachment API (ServiceNow docs, c_AttachmentAPI).
 * @fact Who may read or write a record | may read or write its attachments | belief | c_AttachmentAPI names no other roles
 * @fact An attachment | 201 and Location; 404 for a record that is not there | documented | c_AttachmentAPI
 * @fact A file that is attached without a Content-Type | 400 | documented | c_AttachmentAPI
 */
export function attachmentApi(database: Database, store: AttachmentStore): Hono<RestVariables> {
  const app = new Hono<RestVariables>();

  app.post('/file', async (c) => {
    const contentType = c.req.header('content-type');
    if (contentType === undefined)
      throw new RestError(400, 'Content-Type is missing', 'Send the type of the file');
    const target = attachTo(c, c.req.query('table_name'), c.req.query('table_sys_id'));
    const fileName = c.req.query('file_name');
    if (!fileName) throw new RestError(400, 'file_name is missing');
    const unknown = UNIMPLEMENTED_PARAMETERS.find((name) => c.req.query(name) !== undefined);
    if (unknown !== undefined) throw notImplemented(`${unknown} of an attachment`);
    return added(c, { ...target, fileName, contentType }, sentBytes(c));
  });

  app.post('/upload', async (c) => {
    const length = Number(c.req.header('content-length') ?? Number.NaN);
    if (!(length <= LARGEST_UPLOAD)) {
      throw new RestError(
        501,
        `The sandbox takes multipart uploads of ${LARGEST_UPLOAD} bytes; larger ones go to /file`,
      );
    }
    const form = await c.req.formData();
    const file = [...form.values()].find((value) => typeof value !== 'string');
    const text = (name: string): string => String(form.get(name) ?? '');
    const target = attachTo(c, text('table_name'), text('table_sys_id'));
    if (file === undefined) throw new RestError(400, 'The multipart body has no file');
    return added(c, { ...target, fileName: file.name, contentType: file.type }, file.stream());
  });

  app.get('/', (c) => {
    const url = new URL(c.req.url);
    const table = database.table('sys_attachment');
    const rows = table === undefined ? [] : requestedRows(database, table, url, c.get('principal'));
    const readable = rows.filter((row) => reaches(c.get('principal'), 'read', row));
    const { limit, offset } = page(url, 1000);
    c.header('X-Total-Count', String(readable.length));
    c.header('Link', linkHeader(url, { limit, offset }, readable.length));
    return c.json({ result: readable.slice(offset, offset + limit).map((row) => json(c, row)) });
  });

  app.get('/:id', (c) => c.json({ result: json(c, attachmentOf(c, 'read')) }));

  app.get('/:id/file', (c) => {
    const row = attachmentOf(c, 'read');
    return new Response(ReadableStream.from(store.content(row.sys_id ?? '')), {
      headers: {
        'Content-Type': row.content_type ?? '',
        'Content-Length': row.size_bytes ?? '',
        'X-Attachment-Metadata': JSON.stringify(json(c, row)),
      },
    });
  });

  app.delete('/:id', (c) => {
    const row = attachmentOf(c, 'write');
    database.delete('sys_attachment', row.sys_id ?? '', c.get('principal').userName);
    return c.body(null, 204);
  });

  app.patch('/:id', () => {
    throw notImplemented('renaming an attachment');
  });

  app.all('/:id/attributes/:key?', () => {
    throw notImplemented('attributes of attachments');
  });

  app.all('*', () => {
    throw new RestError(405, 'Method not supported');
  });
  return app;

  async function added(
    c: Request,
    attachment: Parameters<AttachmentStore['add']>[0],
    content: AsyncIterable<Uint8Array>,
  ): Promise<Response> {
    const row = await store.add(attachment, content, c.get('principal').userName);
    c.header('Location', `${new URL(c.req.url).origin}/api/now/attachment/${row.sys_id}`);
    return c.json({ result: json(c, row) }, 201);
  }

  function attachTo(c: Request, table = '', record = ''): { table: string; record: string } {
    if (database.table(table) === undefined) throw missingTableError(table);
    const row = database.get(table, record);
    const access = new AccessControl(database);
    if (row === null || !access.allows(c.get('principal'), 'read', table, row)) throw NO_RECORD;
    if (!access.allows(c.get('principal'), 'write', table, row)) throw DENIED;
    return { table, record };
  }

  function attachmentOf(c: Request, operation: 'read' | 'write'): Row {
    const row = database.get('sys_attachment', c.req.param('id') ?? '');
    if (row === null || !reaches(c.get('principal'), 'read', row)) throw NO_RECORD;
    if (!reaches(c.get('principal'), operation, row)) throw DENIED;
    return row;
  }

  function reaches(principal: Principal, operation: 'read' | 'write', attachment: Row): boolean {
    const { table_name: table = '', table_sys_id: record = '' } = attachment;
    const row = database.table(table) === undefined ? null : database.get(table, record);
    return row !== null && new AccessControl(database).allows(principal, operation, table, row);
  }

  function json(c: Request, row: Row): Record<string, unknown> {
    const table = database.table('sys_attachment');
    const url = new URL(c.req.url);
    if (table === undefined) return {};
    const download = `${url.origin}/api/now/attachment/${row.sys_id}/file`;
    return {
      ...recordJson(database, table, row, {
        ...renderingFor(database, url, c.get('principal')),
        fields: [],
      }),
      download_link: download,
    };
  }
}

const DENIED = new RestError(
  403,
  'Operation Failed',
  'ACL Exception Insert Failed due to security constraints',
);

/** As it comes in, unless the journal has read it already, which it does with small bodies. */
function sentBytes(c: Request): AsyncIterable<Uint8Array> {
  const { bodyUsed, body } = c.req.raw;
  if (!bodyUsed && body !== null) return body;
  return (async function* () {
    yield new Uint8Array(await c.req.arrayBuffer());
  })();
}
