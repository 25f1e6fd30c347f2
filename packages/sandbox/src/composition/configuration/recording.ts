import { appendFileSync, writeFileSync } from 'node:fs';
import type { OnRequest } from '../../http/request-journal.ts';

/** Writes the requests of all servers to a file, one JSON object a line, without credentials and bodies. */
export class Recording {
  readonly #file: string;

  /** Begins a new file. @throws Error when it cannot be written */
  constructor(file: string) {
    this.#file = file;
    writeFileSync(file, '');
  }

  /** Written at once, so that whoever reads the file after an answer finds the request. */
  of(server: string): OnRequest {
    return (entry) => appendFileSync(this.#file, `${JSON.stringify({ server, ...entry.toJSON() })}\n`);
  }
}
