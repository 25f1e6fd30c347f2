/** Reads one report file, which is known by what it holds, never by its name. */
import type { ReportKind } from '../contract.ts';
import { decode } from './decode.ts';
import { readJson } from './json/json-reader.ts';
import { type Reader, type Reading, Unreadable } from './reading.ts';
import { readLcov } from './text/lcov.ts';
import { readSpdxTagValue } from './text/spdx-tag-value.ts';
import { readXml } from './xml/read-xml.ts';

interface Recognition {
  /** What such a file begins with, behind white space. */
  readonly begin: RegExp;
  readonly reader: Reader;
}

/** The first that fits reads. */
const READERS: readonly Recognition[] = [
  { begin: /^</, reader: readXml },
  { begin: /^[{[]/, reader: readJson },
  { begin: /^(?:#[^\n]*\n\s*)*SPDXVersion:/, reader: readSpdxTagValue },
  { begin: /^(?:#[^\n]*\n\s*)*(?:TN|SF):/, reader: readLcov },
];

/**
 * @param bytes the file, in pieces of any size
 * @param asked the kind that is wanted of a document of several kinds; a file of another kind is read all the same
 * @returns what it tells; never throws: what goes wrong is why the file is `unreadable`
 */
export async function readReport(bytes: AsyncIterable<Uint8Array>, asked?: ReportKind): Promise<Reading> {
  try {
    return await read(decode(bytes), asked);
  } catch (error) {
    const { kind, format } = error instanceof Unreadable ? error : { kind: undefined, format: '' };
    const problem = error instanceof Error ? error.message : String(error);
    return { status: 'unreadable', kind, format, problem, counts: null };
  }
}

async function read(text: AsyncGenerator<string>, asked?: ReportKind): Promise<Reading> {
  for await (const piece of text) {
    const begin = piece.trimStart();
    if (begin === '') continue;
    const reader = READERS.find((known) => known.begin.test(begin))?.reader;
    if (reader === undefined) throw new Unreadable('is no report that is known here');
    return await reader(joined(piece, text), asked);
  }
  throw new Unreadable('is empty');
}

async function* joined(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}
