import { Unreadable } from '../reading.ts';

/** SARIF and SBOMs nest to about 20. */
const MAX_DEPTH = 500;
/** Twice as many as 50 MB of the smallest findings hold; each takes about 100 bytes of memory however short it is written. */
const MAX_CONTAINERS = 4_000_000;

/**
 * Parses the text of one JSON document. What it is made of is looked at first: 50 MB of brackets would take 2.5 GB once they are
 * parsed, where 50 MB of a real report take about 300 MB; and of a name that an object has twice the parser keeps the last alone.
 * @throws Unreadable for what is cut off, no JSON or several documents, made of far more parts than any report, or ambiguous
 */
export async function parseJson(text: AsyncIterable<string>): Promise<unknown> {
  const pieces: string[] = [];
  const parts = new Parts();
  for await (const piece of text) {
    parts.take(piece);
    pieces.push(piece);
  }
  try {
    // Taken out of the list, so that the memory of the pieces is free while the document is made.
    return JSON.parse(pieces.splice(0).join(''));
  } catch {
    // The engine's own message quotes the file.
    throw new Unreadable('is cut off, or not one whole JSON document');
  }
}

/** A name, or another text, with the quote that ends it; or what makes objects and lists. */
const [QUOTE, BACKSLASH, COMMA, OBJECT, OBJECT_END, LIST, LIST_END] = [...'"\\,{}[]'].map((mark) =>
  mark.charCodeAt(0),
);

/** The objects and lists of a text so far; whether it is JSON is for the parser. */
class Parts {
  /** The names that each open object has so far; `undefined` for a list. */
  readonly #open: (Set<string> | undefined)[] = [];
  #containers = 0;
  #isNext: 'name' | 'other' = 'other';
  #inString = false;
  #isEscaped = false;
  /** Of the text that is being read, if it is a name: what stood of it in earlier pieces. */
  #begun = '';

  take(piece: string): void {
    let begin = 0;
    for (let at = 0; at < piece.length; at += 1) {
      const code = piece.charCodeAt(at);
      if (this.#inString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (code === BACKSLASH) this.#isEscaped = true;
        else if (code === QUOTE) this.#endString(piece, begin, at);
      } else if (code === QUOTE) {
        this.#inString = true;
        begin = at + 1;
      } else if (code === COMMA) this.#isNext = this.#open.at(-1) === undefined ? 'other' : 'name';
      else if (code === OBJECT || code === LIST) this.#begin(code === OBJECT);
      else if (code === OBJECT_END || code === LIST_END) {
        this.#open.pop();
        this.#isNext = 'other';
      }
    }
    if (this.#inString && this.#isNext === 'name') this.#begun += piece.slice(begin);
  }

  #endString(piece: string, begin: number, end: number): void {
    this.#inString = false;
    if (this.#isNext !== 'name') return;
    const name = nameOf(this.#begun + piece.slice(begin, end));
    this.#begun = '';
    this.#isNext = 'other';
    const names = this.#open.at(-1);
    if (names?.has(name)) throw new Unreadable('is ambiguous: an object has one name twice');
    names?.add(name);
  }

  #begin(isObject: boolean): void {
    this.#containers += 1;
    if (this.#open.length >= MAX_DEPTH) throw new Unreadable('nests deeper than any report');
    if (this.#containers > MAX_CONTAINERS) {
      throw new Unreadable('holds more objects and lists than any report');
    }
    this.#open.push(isObject ? new Set() : undefined);
    this.#isNext = isObject ? 'name' : 'other';
  }
}

/** `"\\u0072uns"` is another way to write `runs`. */
function nameOf(written: string): string {
  if (!written.includes('\\')) return written;
  try {
    return JSON.parse(`"${written}"`);
  } catch {
    return written;
  }
}
