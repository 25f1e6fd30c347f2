/** The transcript of a run: what the suite asked the instance and the CI, and what they answered, without a name in it. */
import { Anonymiser, type Surroundings } from './anonymise.ts';

/** One request of the suite's and its answer, as they were sent. */
export interface Exchange {
  readonly of: 'instance' | 'ci';
  readonly method: string;
  readonly url: string;
  /** As text; empty for none. */
  readonly request: string;
  readonly status: number;
  readonly answer: string;
}

/** The first line of a transcript. */
export interface Head {
  /** Of this format. */
  readonly changeGateTranscript: 1;
  readonly suite: string;
  readonly ci: string;
  /** Whether the instance and the CI were on loopback. */
  readonly of: 'sandbox' | 'live';
}

/** Any other line. */
export interface Line {
  readonly scenario: string;
  readonly of: Exchange['of'];
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly request?: unknown;
  readonly answer?: unknown;
}

/** Hands each exchange on as a line of JSON, anonymised before anything else is done with it. */
export class Transcript {
  readonly #surroundings: Surroundings;
  readonly #write: (line: string) => void;
  #scenario = '';
  #anonymiser: Anonymiser;

  constructor(head: Head, surroundings: Surroundings, write: (line: string) => void) {
    this.#surroundings = surroundings;
    this.#write = write;
    this.#anonymiser = new Anonymiser(surroundings);
    write(`${JSON.stringify(head)}\n`);
  }

  /** What follows belongs to this scenario; placeholders begin with 1 again, so that scenarios compare one by one. */
  begin(scenario: string): void {
    this.#scenario = scenario;
    this.#anonymiser = new Anonymiser(this.#surroundings);
  }

  add({ of, method, url, request, status, answer }: Exchange): void {
    const asked = this.#anonymiser.body(request);
    const path = this.#anonymiser.path(url);
    const answered = this.#anonymiser.body(answer);
    const line: Line = {
      scenario: this.#scenario,
      of,
      method,
      path,
      ...(asked !== undefined && { request: asked }),
      status,
      ...(answered !== undefined && { answer: answered }),
    };
    this.#write(`${JSON.stringify(line)}\n`);
  }
}
