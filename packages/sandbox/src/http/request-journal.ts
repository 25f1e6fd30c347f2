import { inspect } from 'node:util';
import type { MiddlewareHandler } from 'hono';
import type { Clock } from '../clock.ts';

/** Entries kept; older ones make room. */
const CAPACITY = 10_000;

/** How @hono/node-server marks an answer that is not to be written: here, a connection that was reset. */
const ALREADY_SENT = 'x-hono-already-sent';

const CREDENTIAL_HEADERS = ['authorization', 'x-sn-apikey', 'cookie', 'private-token', 'proxy-authorization'];

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

  get body(): string {
    return this.#body;
  }

  toString(): string {
    return `${this.method} ${this.path} -> ${this.status || 'no answer'}`;
  }

  toJSON(): Record<string, unknown> {
    const headers = { ...this.headers };
    for (const name of CREDENTIAL_HEADERS) if (name in headers) headers[name] = '[redacted]';
    return { at: this.at.toISOString(), method: this.method, path: this.path, headers, status: this.status };
  }

  [inspect.custom](): unknown {
    return this.toJSON();
  }
}

/** The requests that a server got, oldest first, so that a test can state them. */
export class RequestJournal {
  readonly #clock: Clock;
  readonly #entries: JournalEntry[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  /** Goes first, so that it sees what faults do as well. */
  middleware(): MiddlewareHandler {
    return async (c, next) => {
      const url = new URL(c.req.url);
      const headers = Object.fromEntries(c.req.raw.headers);
      const body = c.req.raw.body === null ? '' : await c.req.text();
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
    };
  }
}
