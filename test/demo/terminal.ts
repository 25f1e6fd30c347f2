import { stripVTControlCharacters, styleText } from 'node:util';
import wrapAnsi from 'wrap-ansi';

/** Like `process.stdout`: a terminal, or what somebody has put in its place. */
type Output = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** Below this, who says something does not get a column of its own. */
const NARROW = 72;

/** One line per event: when, who, what. Colours only on a terminal that wants them (`NO_COLOR` and so on). */
export class Terminal {
  readonly #start = performance.now();
  readonly #output: Output;

  constructor(output: Output) {
    this.#output = output;
  }

  title(text: string): void {
    this.#print(`\n${this.#paint('bold', this.#indent(text, 0))}\n`);
  }

  say(actor: string, text: string): void {
    const seconds = `${((performance.now() - this.#start) / 1000).toFixed(2)} s`;
    const when = this.#paint('dim', seconds.padStart(8));
    if (this.#width < NARROW) this.#print(`${when}  ${this.#paint('bold', actor)}\n${this.#indent(text, 4)}`);
    else this.#print(`${when}  ${actor.padEnd(10)}  ${this.#indent(text, 22).trimStart()}`);
  }

  /** A pipeline's own log, behind a bar. */
  quote(log: string): void {
    const bar = `${' '.repeat(this.#width < NARROW ? 4 : 12)}│ `;
    for (const line of stripVTControlCharacters(log)
      .trimEnd()
      .split(/\r?\n|\r/)) {
      // A tab is as wide as the terminal likes.
      const text = wrap(line.replaceAll('\t', '    '), this.#width - bar.length, { trim: false });
      for (const part of text) this.#print(this.#paint('dim', bar + part));
    }
  }

  verdicts(all: readonly { readonly good: boolean; readonly verdict: string }[]): void {
    this.#print('');
    for (const { good, verdict } of all) {
      const head = this.#paint(good ? 'green' : 'red', good ? 'As it must be:' : 'NOT as it must be:');
      this.#print(this.#indent(`${head} ${verdict}`, 2).trimStart());
    }
  }

  /** What to do next, after all of it. */
  hint(text: string): void {
    this.#print(`\n${this.#indent(text, 0)}`);
  }

  /** Whoever reads a file or a pipe wraps by themselves; a terminal that knows no width of its own has 80 columns. */
  get #width(): number {
    return this.#output.isTTY ? this.#output.columns || 80 : Number.POSITIVE_INFINITY;
  }

  #paint(format: Parameters<typeof styleText>[0], text: string): string {
    return styleText(format, text, { stream: this.#output });
  }

  /** Every line of it begins after `columns`. */
  #indent(text: string, columns: number): string {
    const margin = ' '.repeat(columns);
    return wrap(text, this.#width - columns)
      .map((line) => margin + line)
      .join('\n');
  }

  #print(line: string): void {
    this.#output.write(`${line}\n`);
  }
}

/** At spaces; a word that is wider than that breaks as well. */
function wrap(text: string, width: number, { trim = true } = {}): string[] {
  return wrapAnsi(text, width, { hard: true, trim }).split('\n');
}
