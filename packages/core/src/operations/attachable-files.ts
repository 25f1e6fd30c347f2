/** Files to attach, found and checked before anything is created. */
import { glob, open, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { SpellInput } from '../adapter.ts';
import { invalid } from '../inputs/parse.ts';
import type { InputsOf } from '../inputs.ts';
import type { FileBody } from '../servicenow/http.ts';

export interface AttachableFile extends FileBody {
  readonly name: string;
  readonly contentType: string;
}

const MEGABYTE = 1024 * 1024;

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

/** @throws GateError INVALID_INPUT where a pattern matches no file, or a file is too large */
export async function attachableFiles(
  inputs: Pick<InputsOf<'open'>, 'attachments' | 'attachment-limit'>,
  spell: SpellInput,
): Promise<AttachableFile[]> {
  const files = new Map<string, AttachableFile>();
  const problems: string[] = [];
  for (const pattern of inputs.attachments) {
    let matched = 0;
    for await (const path of glob(pattern)) {
      const { size, ...found } = await stat(path).then((stats) => ({
        size: stats.size,
        isFile: stats.isFile(),
      }));
      if (!found.isFile) continue;
      matched += 1;
      if (size > inputs['attachment-limit'] * MEGABYTE) {
        problems.push(
          `${spell('attachments')}: ${path} has ${Math.ceil(size / MEGABYTE)} MB, more than ${spell('attachment-limit')} allows (${inputs['attachment-limit']} MB)`,
        );
      } else files.set(path, describe(path, size));
    }
    if (matched === 0) problems.push(`${spell('attachments')}: no file matches ${pattern}`);
  }
  if (problems.length > 0) throw invalid(problems);
  return [...files.values()];
}

function describe(path: string, length: number): AttachableFile {
  return {
    name: basename(path),
    length,
    contentType: CONTENT_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream',
    chunks: () => chunksOf(path),
  };
}

/** Bytes; one buffer serves a whole file, so that memory does not grow with it. */
const CHUNK = 256 * 1024;

async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (;;) {
      const { bytesRead } = await file.read(buffer);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
