import { stripVTControlCharacters, styleText } from 'node:util';

interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

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
    this.#print(`\n${this.#paint('bold', wrap(text, this.#width))}\n`);
  }

  say(actor: string, text: string): void {
    const seconds = `${((performance.now() - this.#start) / 1000).toFixed(2)} s`;
    const when = this.#paint('dim', seconds.padStart(8));
    if (this.#width < NARROW)
      this.#print(`${when}  ${this.#paint('bold', actor)}\n${wrap(text, this.#width, 4)}`);
    else this.#print(`${when}  ${actor.padEnd(10)}  ${wrap(text, this.#width, 22).trimStart()}`);
  }

  /** A pipeline's own log, behind a bar. */
  quote(log: string): void {
    for (const line of log.trimEnd().split('\n')) {
      this.#print(this.#paint('dim', `            │ ${stripVTControlCharacters(line)}`));
    }
  }

  verdicts(all: readonly { readonly good: boolean; readonly verdict: string }[]): void {
    this.#print('');
    for (const { good, verdict } of all) {
      const head = good ? 'As it must be:' : 'NOT as it must be:';
      const text = wrap(`${head} ${verdict}`, this.#width, 2).trimStart();
      this.#print(text.replace(head, this.#paint(good ? 'green' : 'red', head)));
    }
  }

  /** What to do next, after all of it. */
  hint(text: string): void {
    this.#print(`\n${wrap(text, this.#width)}`);
  }

  /** Whoever reads a file or a pipe wraps by themselves. */
  get #width(): number {
    return this.#output.isTTY ? (this.#output.columns ?? 80) : Number.POSITIVE_INFINITY;
  }

  #paint(format: Parameters<typeof styleText>[0], text: string): string {
    return this.#output === process.stdout ? styleText(format, text, { stream: process.stdout }) : text;
  }

  #print(line: string): void {
    this.#output.write(`${line}\n`);
  }
}

/** Breaks at spaces; every line begins after `indent` columns. */
function wrap(text: string, width: number, indent = 0): string {
  const margin = ' '.repeat(indent);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent + line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((one) => margin + one).join('\n');
}
