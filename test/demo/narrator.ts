import { styleText } from 'node:util';

type Actor = 'sandbox' | 'Codefresh' | 'ServiceNow' | 'a person';

/** One line per event: when, who, what. Colours only on a terminal that wants them (`NO_COLOR` and so on). */
export class Narrator {
  readonly #start = performance.now();

  title(text: string): void {
    print(`\n${paint('bold', text)}\n`);
  }

  say(actor: Actor, text: string): void {
    const seconds = `${((performance.now() - this.#start) / 1000).toFixed(2)} s`;
    print(`${paint('dim', seconds.padStart(8))}  ${actor.padEnd(10)}  ${text}`);
  }

  /** The build's own log, behind a bar. */
  quote(log: string): void {
    for (const line of log.trimEnd().split('\n')) print(paint('dim', `            │ ${line}`));
  }

  verdict(good: boolean, text: string): void {
    print(`\n${paint(good ? 'green' : 'red', good ? 'As it must be:' : 'NOT as it must be:')} ${text}`);
  }
}

function paint(format: Parameters<typeof styleText>[0], text: string): string {
  return styleText(format, text, { stream: process.stdout });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
