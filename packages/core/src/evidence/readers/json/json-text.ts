import { Unreadable } from '../reading.ts';

/** SARIF and SBOMs nest to about 20. */
const MAX_DEPTH = 500;
/** Twice as many as 50 MB of the smallest findings hold; each takes about 100 bytes of memory however short it is written. */
const MAX_CONTAINERS = 4_000_000;

const [QUOTE, BACKSLASH, OBJECT, OBJECT_END, LIST, LIST_END] = [...'"\\{}[]'].map((mark) =>
  mark.charCodeAt(0),
);

/**
 * Parses the text of one JSON document. What it is made of is counted first: 50 MB of brackets would take 2.5 GB once they are
 * parsed; 50 MB of a real report take about 300 MB.
 * @throws Unreadable for what is cut off, no JSON or several documents, or made of far more parts than any report
 */
export async function parseJson(text: AsyncIterable<string>): Promise<unknown> {
  const pieces: string[] = [];
  const parts = new Parts();
  for await (const piece of text) {
    parts.take(piece);
    pieces.push(piece);
  }
  try {
    return JSON.parse(pieces.join(''));
  } catch {
    // The engine's own message quotes the file.
    throw new Unreadable('is cut off, or not one whole JSON document');
  }
}

/** The objects and lists of a text so far. */
class Parts {
  #depth = 0;
  #containers = 0;
  #inString = false;
  #isEscaped = false;

  take(piece: string): void {
    for (let at = 0; at < piece.length; at += 1) {
      const code = piece.charCodeAt(at);
      if (this.#inString) this.#takeOfString(code);
      else if (code === QUOTE) this.#inString = true;
      else if (code === OBJECT || code === LIST) this.#open();
      else if (code === OBJECT_END || code === LIST_END) this.#depth -= 1;
    }
  }

  #takeOfString(code: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (code === BACKSLASH) this.#isEscaped = true;
    else if (code === QUOTE) this.#inString = false;
  }

  #open(): void {
    this.#depth += 1;
    this.#containers += 1;
    if (this.#depth > MAX_DEPTH) throw new Unreadable('nests deeper than any report');
    if (this.#containers > MAX_CONTAINERS)
      throw new Unreadable('holds more objects and lists than any report');
  }
}
