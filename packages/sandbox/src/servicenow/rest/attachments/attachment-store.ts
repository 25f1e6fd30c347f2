import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import type { Database, Row } from '../../database/database.ts';
import { RestError } from '../rest-error.ts';
import { type Extent, Spool } from './spool.ts';

/** Megabytes that an attachment may have; ServiceNow's default. */
const MAX_SIZE_PROPERTY = 'com.glide.attachment.max_size';
const DEFAULT_MAX_SIZE = 1024;

/** The endings that an attachment's name may have: `xls,xlsx,doc`. Empty allows all. */
const EXTENSIONS_PROPERTY = 'glide.attachment.extensions';

export interface NewAttachment {
  readonly fileName: string;
  readonly contentType: string;
  readonly table: string;
  readonly record: string;
}

/** Attachments: a row of `sys_attachment` each, and bytes that pass through memory in pieces only. */
export class AttachmentStore {
  readonly #database: Database;
  readonly #spool = new Spool();
  readonly #extents = new Map<string, readonly Extent[]>();

  constructor(database: Database) {
    this.#database = database;
    database.after(({ table, operation, previous }) => {
      if (table === 'sys_attachment' && operation === 'delete') this.#extents.delete(previous?.sys_id ?? '');
    });
  }

  /**
   * @fact An attachment larger than `com.glide.attachment.max_size` | 413, and nothing is kept | belief |
   *   the property is documented, its answer is not
   * @fact An attachment whose ending is not in `glide.attachment.extensions` | 403, and nothing is kept; an empty list allows all |
   *   belief | c_AttachmentAPI: the API respects the property; its answer is not documented
   * @throws RestError 413, 403; nothing is kept then
   */
  async add(attachment: NewAttachment, content: AsyncIterable<Uint8Array>, actor: string): Promise<Row> {
    const limit = Number(this.#database.property(MAX_SIZE_PROPERTY) || DEFAULT_MAX_SIZE) * 1024 * 1024;
    const hash = createHash('sha256');
    const extents: Extent[] = [];
    let size = 0;
    for await (const chunk of content) {
      size += chunk.length;
      if (size > limit) throw new RestError(413, 'Payload Too Large', `Attachments may have ${limit} bytes`);
      hash.update(chunk);
      extents.push(await this.#spool.append(chunk));
    }
    // Once the body is read: a client that still sends would not see the answer.
    this.#refuseEnding(attachment.fileName);
    const row = this.#database.insert(
      'sys_attachment',
      {
        file_name: attachment.fileName,
        content_type: attachment.contentType,
        size_bytes: String(size),
        table_name: attachment.table,
        table_sys_id: attachment.record,
        hash: hash.digest('hex'),
      },
      actor,
    );
    this.#extents.set(row.sys_id ?? '', extents);
    return row;
  }

  #refuseEnding(fileName: string): void {
    const allowed = this.#database
      .property(EXTENSIONS_PROPERTY)
      .split(',')
      .map((extension) => extension.trim().toLowerCase())
      .filter((extension) => extension !== '');
    if (allowed.length === 0 || allowed.includes(extname(fileName).slice(1).toLowerCase())) return;
    throw new RestError(403, 'Operation Failed', `The file type of ${fileName} is not allowed`);
  }

  content(sysId: string): AsyncIterable<Uint8Array<ArrayBuffer>> {
    return this.#spool.read(this.#extents.get(sysId) ?? []);
  }

  close(): Promise<void> {
    return this.#spool.close();
  }
}
