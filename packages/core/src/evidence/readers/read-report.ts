/** Reads one report file, which is known by what it holds, never by its name. */
import { decode } from './decode.ts';
import { type Reader, type Reading, Unreadable } from './reading.ts';

interface Recognition {
  /** What such a file begins with, behind white space. */
  readonly begin: RegExp;
  readonly reader: Reader;
}

/** The first that fits reads. */
const READERS: readonly Recognition[] = [];

/**
 * @param bytes the file, in pieces of any size
 * @returns what it tells; never throws: what goes wrong is why the file is `unreadable`
 */
export async function readReport(bytes: AsyncIterable<Uint8Array>): Promise<Reading> {
  try {
    return await read(decode(bytes));
  } catch (error) {
    const { kind, format } = error instanceof Unreadable ? error : { kind: undefined, format: '' };
    const problem = error instanceof Error ? error.message : String(error);
    return { status: 'unreadable', kind, format, problem, counts: null };
  }
}

async function read(text: AsyncGenerator<string>): Promise<Reading> {
  for await (const piece of text) {
    const begin = piece.trimStart();
    if (begin === '') continue;
    const reader = READERS.find((known) => known.begin.test(begin))?.reader;
    if (reader === undefined) throw new Unreadable('is no report that is known here');
    return await reader(joined(piece, text));
  }
  throw new Unreadable('is empty');
}

async function* joined(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}
