/** The transcript of a run: what the suite asked the instance and the CI, and what they answered, without a name in it. */
import type { Exchange } from '../api.ts';
import { Anonymiser, type Surroundings } from './anonymise.ts';

/** The first line of a transcript. */
export interface Head {
  /** Of this format. */
  readonly changeGateTranscript: 1;
  readonly suite: string;
  readonly ci: string;
  /** Whether the instance or the CI was on loopback. */
  readonly of: 'sandbox' | 'live';
}

/** Headers are in no transcript. */
export type Recorded = Omit<Exchange, 'headers'>;

/** Hands each exchange on as a line of JSON, anonymised before anything else is done with it. */
export class Transcript {
  readonly #surroundings: Surroundings;
  readonly #write: (line: string) => void;
  /** By scenario: placeholders begin with 1 in each, so that scenarios compare one by one. */
  readonly #anonymisers = new Map<string, Anonymiser>();

  constructor(head: Head, surroundings: Surroundings, write: (line: string) => void) {
    this.#surroundings = surroundings;
    this.#write = write;
    write(`${JSON.stringify(head)}\n`);
  }

  add({ scenario, server, as, method, path, request, status, response }: Recorded): void {
    const anonymiser = this.#anonymisers.get(scenario) ?? new Anonymiser(this.#surroundings);
    this.#anonymisers.set(scenario, anonymiser);
    const line = {
      scenario,
      server,
      as,
      method,
      path: anonymiser.path(path),
      request: anonymiser.body(request),
      status,
      response: anonymiser.body(response),
    };
    this.#write(`${JSON.stringify(line)}\n`);
  }
}
