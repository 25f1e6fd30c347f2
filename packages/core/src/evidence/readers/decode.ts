/** The text of a file: by its byte order mark, by its first bytes, by the encoding that an XML declaration names, else UTF-8. */
import { TextDecoder } from 'node:util';
import { MAX_REPORT_BYTES, Unreadable } from './reading.ts';

/** Bytes that are decoded at once, so that no reader holds more than this of a text that nothing divides. */
const PIECE = 64 * 1024;
/** Where an XML declaration ends at the latest. */
const PROLOG = 256;
const DECLARED = /^\s*<\?xml\s[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/;

/**
 * @param bytes the file, in pieces of any size
 * @returns its text in small pieces, without a byte order mark
 * @throws Unreadable when it is too large, or not in its encoding
 */
export async function* decode(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const piece of small(bytes)) {
    decoder ??= decoderOf(piece);
    const text = decoded(decoder, piece);
    if (text !== '') yield text;
  }
  if (decoder !== undefined) yield decoded(decoder);
}

/** Pieces of at most PIECE bytes; the first one holds the prolog, or the whole file. */
async function* small(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  let begin: Uint8Array | undefined = new Uint8Array();
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > MAX_REPORT_BYTES) throw new Unreadable('is larger than 50 MB');
    const whole: Uint8Array = begin === undefined ? chunk : Buffer.concat([begin, chunk]);
    if (size < PROLOG) {
      begin = whole;
      continue;
    }
    begin = undefined;
    for (let at = 0; at < whole.length; at += PIECE) yield whole.subarray(at, at + PIECE);
  }
  if (begin !== undefined) yield begin;
}

function decoderOf(begin: Uint8Array): TextDecoder {
  const encoding = encodingOf(begin);
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new Unreadable(`is in the encoding ${encoding}, which is not known here`);
  }
}

function encodingOf(begin: Uint8Array): string {
  const [first, second, third] = begin;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  // A report begins with ASCII characters: every other byte is 0 in UTF-16.
  if (second === 0) return 'utf-16le';
  if (first === 0) return 'utf-16be';
  const prolog = Buffer.from(begin.subarray(0, PROLOG)).toString('latin1');
  const declared = DECLARED.exec(prolog)?.[1]?.toLowerCase() ?? 'utf-8';
  // What .NET writes from a string says utf-16, whatever it is saved as; these bytes are not.
  return declared.startsWith('utf-16') ? 'utf-8' : declared;
}

function decoded(decoder: TextDecoder, piece?: Uint8Array): string {
  try {
    return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
  } catch {
    throw new Unreadable(`holds bytes that are not ${decoder.encoding}`);
  }
}
