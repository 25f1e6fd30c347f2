import { createHash } from 'node:crypto';
import type { Database, Row } from '../../database/database.ts';
import { RestError } from '../rest-error.ts';
import { type Extent, Spool } from './spool.ts';

/** Megabytes that an attachment may have; ServiceNow's default. */
const MAX_SIZE_PROPERTY = 'com.glide.attachment.max_size';
const DEFAULT_MAX_SIZE = 1024;

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
   * @throws RestError 413; nothing is kept then
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

  content(sysId: string): AsyncIterable<Uint8Array<ArrayBuffer>> {
    return this.#spool.read(this.#extents.get(sysId) ?? []);
  }

  close(): Promise<void> {
    return this.#spool.close();
  }
}
