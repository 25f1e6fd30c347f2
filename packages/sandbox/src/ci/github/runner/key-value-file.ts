/** The grammar of `GITHUB_OUTPUT`, `GITHUB_STATE` and `GITHUB_ENV` (actions/runner, FileCommandManager). */

/**
 * @returns names and values in order; a name may come twice
 * @throws Error with the runner's words when a line is neither `NAME=VALUE` nor `NAME<<DELIMITER`
 */
export function parseKeyValues(text: string): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  const reader = new LineReader(text);
  for (let line = reader.next(); line !== null; line = reader.next()) {
    if (line.text === '') continue;
    pairs.push(readPair(line.text, reader));
  }
  return pairs;
}

function readPair(line: string, reader: LineReader): [string, string] {
  const equals = line.indexOf('=');
  const heredoc = line.indexOf('<<');
  if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
    if (equals === 0) throw new Error(`Invalid format '${line}'. Name must not be empty`);
    return [line.slice(0, equals), line.slice(equals + 1)];
  }
  if (heredoc < 0) throw new Error(`Invalid format '${line}'`);
  const name = line.slice(0, heredoc);
  const delimiter = line.slice(heredoc + 2);
  if (name === '' || delimiter === '') {
    throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`);
  }
  return [name, readHeredoc(delimiter, reader)];
}

function readHeredoc(delimiter: string, reader: LineReader): string {
  const lines: string[] = [];
  for (;;) {
    const line = reader.next();
    if (line === null) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
    if (line.text === delimiter) return lines.join('\n');
    if (!line.ended) throw new Error('Invalid value. EOF marker missing new line.');
    lines.push(line.text);
  }
}

/**
 * @fact The end of a line in a command file | LF; a CR belongs to the value | source | actions/runner,
 *   FileCommandManager
 */
class LineReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  next(): { readonly text: string; readonly ended: boolean } | null {
    if (this.#at >= this.#text.length) return null;
    const start = this.#at;
    const end = this.#text.indexOf('\n', start);
    this.#at = end < 0 ? this.#text.length : end + 1;
    return { text: this.#text.slice(start, end < 0 ? undefined : end), ended: end >= 0 };
  }
}
