import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where one piece of a file is in the spool. */
export interface Extent {
  readonly offset: number;
  readonly length: number;
}

const READ_BYTES = 64 * 1024;

/**
 * Bytes that need not be in memory: one temporary file without a name, which the system takes back when the
 * process ends, however it ends. What is deleted is not used again.
 */
export class Spool {
  #file: Promise<FileHandle> | undefined;
  #end = 0;

  async append(chunk: Uint8Array): Promise<Extent> {
    const extent = { offset: this.#end, length: chunk.length };
    this.#end += chunk.length;
    const file = await this.#open();
    await file.write(chunk, 0, chunk.length, extent.offset);
    return extent;
  }

  async *read(extents: readonly Extent[]): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    const file = await this.#open();
    for (const { offset, length } of extents) {
      for (let done = 0; done < length; ) {
        const buffer = new Uint8Array(Math.min(READ_BYTES, length - done));
        const { bytesRead } = await file.read(buffer, 0, buffer.length, offset + done);
        if (bytesRead === 0) throw new Error('The spool of attachments is shorter than it should be');
        done += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    }
  }

  async close(): Promise<void> {
    await (await this.#file)?.close();
  }

  #open(): Promise<FileHandle> {
    this.#file ??= openNameless();
    return this.#file;
  }
}

async function openNameless(): Promise<FileHandle> {
  const path = join(tmpdir(), `change-gate-sandbox-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await unlink(path);
  return file;
}
