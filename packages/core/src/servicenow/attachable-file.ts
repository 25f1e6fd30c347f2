/** A file as it is attached to a change. */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { invalidInput } from '../errors.ts';
import type { FileBody } from '../http/http.ts';

export interface AttachableFile extends FileBody {
  readonly name: string;
  readonly contentType: string;
  /** The name under which it is offered as plain text to an instance that refuses it as what it is. */
  readonly textName?: string;
  /** Whether failing to attach it is a warning only. */
  readonly isOptional?: boolean;
}

/** What people attach to changes; an instance shows anything else as a download. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.gif': 'image/gif',
  '.html': 'text/html',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.json': 'application/json',
  '.log': 'text/plain',
  '.md': 'text/markdown',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.tgz': 'application/gzip',
  '.gz': 'application/gzip',
  '.txt': 'text/plain',
  '.xml': 'application/xml',
  '.yaml': 'application/yaml',
  '.yml': 'application/yaml',
  '.zip': 'application/zip',
};

/**
 * A file as it is attached, with no byte more than it had when it was found.
 * @param input the name of the input that names it, for messages
 */
export function attachableFile(path: string, length: number, input: string): AttachableFile {
  return {
    name: basename(path),
    length,
    contentType: CONTENT_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream',
    chunks: () => chunksOf(path, length, input),
  };
}

/** @returns SHA-256, hexadecimal, of what would be sent */
export async function hashOf(file: FileBody): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of file.chunks()) hash.update(chunk);
  return hash.digest('hex');
}

/** Bytes; one buffer serves a whole file, so that memory does not grow with it. */
const CHUNK = 256 * 1024;

/** No byte more than the length that was announced: a log may grow while it is sent. */
async function* chunksOf(path: string, length: number, input: string): AsyncGenerator<Uint8Array> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw invalidInput([`${input}: ${path} cannot be read (${error.code})`]);
  });
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (let left = length; left > 0; ) {
      const { bytesRead } = await file.read(buffer, 0, Math.min(CHUNK, left));
      if (bytesRead === 0) {
        throw invalidInput([
          `${input}: ${path} became shorter while it was read; attach it when it is complete`,
        ]);
      }
      left -= bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
