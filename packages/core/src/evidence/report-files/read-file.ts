/** Reads one report file: what it tells, and the hash of the very bytes that told it. */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { ReportFile, ReportKind } from '../contract.ts';
import { readReport } from '../readers/read-report.ts';
import type { FileCounts, Reading } from '../readers/reading.ts';
import { codeOf, type FoundFile } from './find-files.ts';

export interface ReadFile<Kind extends ReportKind = ReportKind> {
  readonly report: ReportFile;
  /** `null` unless the report is complete. */
  readonly counts: FileCounts[Kind] | null;
  /** Where it is; `undefined` where no file could be read. */
  readonly path: string | undefined;
}

/** Reads a file once. It never throws for what the file is: that is why it is unreadable. */
export async function readFile<Kind extends ReportKind>(
  kind: Kind,
  file: FoundFile,
): Promise<ReadFile<Kind>> {
  if ('problem' in file) return unreadable(kind, file.name, file.problem);
  const handle = await open(file.path).catch(codeOf);
  if (typeof handle === 'string') return unreadable(kind, file.name, `cannot be read (${handle})`);
  const bytes = new HashedBytes(handle, file.size);
  try {
    const reading = await readReport(bytes.read(), kind);
    // A reader that has seen enough leaves the rest, which belongs to the hash all the same.
    for await (const _ of bytes.read());
    return { ...judged(kind, file.name, reading, bytes), path: file.path };
  } catch (error) {
    return unreadable(kind, file.name, `cannot be read (${codeOf(error)})`);
  } finally {
    await handle.close();
  }
}

/** Bytes that are read at once. */
const CHUNK = 256 * 1024;

/** The bytes that a file had when it was found, each of them read and hashed once. */
class HashedBytes {
  readonly #handle: FileHandle;
  readonly #hash = createHash('sha256');
  readonly #buffer = Buffer.allocUnsafe(CHUNK);
  readonly size: number;
  #left: number;

  constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.size = size;
    this.#left = size;
  }

  /** Goes on where an earlier call has stopped. Each chunk is good until the next one is asked for. */
  async *read(): AsyncGenerator<Uint8Array> {
    while (this.#left > 0) {
      const { bytesRead } = await this.#handle.read(this.#buffer, 0, Math.min(CHUNK, this.#left));
      if (bytesRead === 0) return;
      this.#left -= bytesRead;
      const chunk = this.#buffer.subarray(0, bytesRead);
      this.#hash.update(chunk);
      yield chunk;
    }
  }

  get isCutShort(): boolean {
    return this.#left > 0;
  }

  digest(): string {
    return this.#hash.digest('hex');
  }
}

const WORDS: Readonly<Record<ReportKind, string>> = {
  tests: 'a test report',
  coverage: 'a coverage report',
  security: 'a security report',
  sbom: 'an SBOM',
};

function judged<Kind extends ReportKind>(
  kind: Kind,
  name: string,
  reading: Reading,
  bytes: HashedBytes,
): Pick<ReadFile<Kind>, 'report' | 'counts'> {
  const file = { kind, name, format: reading.format, sha256: bytes.digest(), size: bytes.size };
  const refused = bytes.isCutShort
    ? 'became shorter while it was read'
    : reading.kind !== undefined && reading.kind !== kind
      ? `is ${WORDS[reading.kind]}, not ${WORDS[kind]}`
      : undefined;
  if (refused !== undefined) {
    return { report: { ...file, status: 'unreadable', problem: refused }, counts: null };
  }
  const { status, problem } = reading;
  // Of this kind: any other was refused above.
  return { report: { ...file, status, problem }, counts: reading.counts as FileCounts[Kind] | null };
}

function unreadable<Kind extends ReportKind>(kind: Kind, name: string, problem: string): ReadFile<Kind> {
  const report: ReportFile = { kind, name, format: '', status: 'unreadable', problem, sha256: '', size: 0 };
  return { report, counts: null, path: undefined };
}
