import { inspect } from 'node:util';
import type { HonoRequest, MiddlewareHandler } from 'hono';
import type { Clock } from '../clock.ts';

/** Entries kept; older ones make room. */
const CAPACITY = 10_000;

/** How @hono/node-server marks an answer that is not to be written: here, a connection that was reset. */
const ALREADY_SENT = 'x-hono-already-sent';

/** Bytes; longer bodies, and those of unknown length, are left for the server to stream. */
const LONGEST_BODY = 1024 * 1024;

const CREDENTIAL_HEADERS = ['authorization', 'x-sn-apikey', 'cookie', 'private-token', 'proxy-authorization'];

/** Query parameters that are credentials. */
function printable(path: string): string {
  return path.replace(/([?&](?:x-sn-apikey|token)=)[^&]+/g, '$1[redacted]');
}

/** One request that a server got. Printed, it shows neither credentials nor its body, which may hold some. */
export class JournalEntry {
  readonly at: Date;
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly #body: string;
  /** HTTP status of the answer; 0 until there is one, and when the connection was reset. */
  status = 0;

  constructor(at: Date, method: string, path: string, headers: Record<string, string>, body: string) {
    this.at = at;
    this.method = method;
    this.path = path;
    this.headers = headers;
    this.#body = body;
  }

  /** Empty too where it was streamed. */
  get body(): string {
    return this.#body;
  }

  toString(): string {
    return `${this.method} ${printable(this.path)} -> ${this.status || 'no answer'}`;
  }

  toJSON(): Record<string, unknown> {
    const headers = { ...this.headers };
    for (const name of CREDENTIAL_HEADERS) if (name in headers) headers[name] = '[redacted]';
    const path = printable(this.path);
    return { at: this.at.toISOString(), method: this.method, path, headers, status: this.status };
  }

  [inspect.custom](): unknown {
    return this.toJSON();
  }
}

export type OnRequest = (entry: JournalEntry) => void;

/** The requests that a server got, oldest first, so that a test can state them. */
export class RequestJournal {
  readonly #clock: Clock;
  readonly #onRequest: OnRequest | undefined;
  readonly #entries: JournalEntry[] = [];

  /** @param onRequest is told of each request once it has been answered */
  constructor(clock: Clock, onRequest?: OnRequest) {
    this.#clock = clock;
    this.#onRequest = onRequest;
  }

  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  /** Goes first, so that it sees what faults do as well. */
  middleware(): MiddlewareHandler {
    return async (c, next) => {
      const url = new URL(c.req.url);
      const headers = Object.fromEntries(c.req.raw.headers);
      // One that breaks off is read again, and answered, by the server's own code.
      const body = await readBody(c.req).catch(() => '');
      const entry = new JournalEntry(
        this.#clock.now(),
        c.req.method,
        url.pathname + url.search,
        headers,
        body,
      );
      this.#entries.push(entry);
      if (this.#entries.length > CAPACITY) this.#entries.shift();
      await next();
      entry.status = c.res.headers.has(ALREADY_SENT) ? 0 : c.res.status;
      this.#onRequest?.(entry);
    };
  }
}

/** Hono keeps what it has read: as bytes where a text would not give them back. */
async function readBody(request: HonoRequest): Promise<string> {
  const length = Number(request.header('content-length') ?? Number.NaN);
  if (!(length > 0 && length <= LONGEST_BODY)) return '';
  const isText = /json|urlencoded/.test(request.header('content-type') ?? '');
  return isText ? request.text() : new TextDecoder().decode(await request.arrayBuffer());
}
