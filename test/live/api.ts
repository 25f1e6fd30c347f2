/** One server's REST API, as one user: every request of the suite goes through here. */
import { setTimeout as sleep } from 'node:timers/promises';
import { CouldNotBeSeen } from './verdict.ts';

/** One request and its answer, for whoever keeps a transcript. Neither holds a header that signs in. */
export interface Exchange {
  /** The scenario that asks; `suite` before and after them. */
  readonly scenario: string;
  readonly server: 'instance' | 'ci';
  /** Who asks: `pipeline`, `approver`, `admin`; at the CI `starter`, `reviewer`. */
  readonly as: string;
  readonly method: string;
  /** Below the API's base URL, with its query. */
  readonly path: string;
  /** Parsed where it is JSON. */
  readonly request: unknown;
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON. */
  readonly response: unknown;
}

export type OnExchange = (exchange: Exchange) => void;

export interface ApiOptions {
  readonly scenario: string;
  readonly server: Exchange['server'];
  readonly as: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** Sign-in and what else each request has. */
  readonly headers: Readonly<Record<string, string>>;
  readonly onExchange: OnExchange;
  /** Of what an answer holds, before any of it is shown. */
  readonly redact: (text: string) => string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON. */
  readonly body: unknown;
}

/** A server that does not answer, or answers that it cannot now. Whoever polls asks it again. */
export class Unavailable extends CouldNotBeSeen {}

/** A server has answered that it does not do what it was asked. */
export class Refused extends CouldNotBeSeen {}

/** Longer than any of the servers takes. */
const TIMEOUT_MS = 60_000;

/** How often something is asked for of which a server says that it is asked too often: it has done nothing then. */
const TIMES = 10;

/** What GitHub asks for where it does not say how long (docs.github.com, best practices for using the REST API); of more we ask again. */
const PAUSE_SECONDS = 60;

export class Api {
  readonly #options: ApiOptions;

  constructor(options: ApiOptions) {
    this.#options = options;
  }

  get as(): string {
    return this.#options.as;
  }

  get baseUrl(): string {
    return this.#options.baseUrl;
  }

  /** @throws Refused where the answer is no 2xx; Unavailable as `request` does */
  async get<T>(path: string): Promise<T> {
    return (await this.#successful('GET', path)).body as T;
  }

  /** @throws Refused where the answer is no 2xx; Unavailable as `request` does */
  async post<T>(path: string, body: unknown = {}): Promise<T> {
    return (await this.#successful('POST', path, body)).body as T;
  }

  /** @throws Refused where the answer is no 2xx; Unavailable as `request` does */
  async patch<T>(path: string, body: unknown): Promise<T> {
    return (await this.#successful('PATCH', path, body)).body as T;
  }

  /**
   * Any answer of an API is one. Redirects are not followed. Of a server that is asked too often the last answer counts.
   * @throws Unavailable where nobody answers, or 429 or 5xx; CouldNotBeSeen for a web page in the place of an answer
   */
  async request(method: string, path: string, body?: unknown): Promise<Answer> {
    const { server, scenario, as, onExchange } = this.#options;
    let answer = await this.#ask(method, path, body);
    for (let asked = 1; isAskedTooOften(answer) && asked < TIMES; asked += 1) {
      await sleep(pauseMs(answer));
      answer = await this.#ask(method, path, body);
    }
    const { status, headers: answered, body: response } = answer;
    onExchange({ scenario, server, as, method, path, request: body, status, headers: answered, response });
    if (status >= 500 || isAskedTooOften(answer)) throw new Unavailable(this.#said(method, path, answer));
    if (status < 300 && isPage(response)) {
      throw new CouldNotBeSeen(
        `The ${name(server)} answered ${method} ${path} as ${as} with a web page, and not as an API: it hibernates, is in maintenance or asks for a sign-in, or the URL is that of its pages.`,
      );
    }
    return answer;
  }

  #ask(method: string, path: string, body: unknown): Promise<Answer> {
    const { baseUrl, headers, server } = this.#options;
    return exchange(`${baseUrl}${path}`, `${method} ${path} of the ${name(server)}`, {
      method,
      headers: {
        Accept: 'application/json',
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  async #successful(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await this.request(method, path, body);
    if (answer.status < 200 || answer.status > 299) throw new Refused(this.#said(method, path, answer));
    return answer;
  }

  #said(method: string, path: string, { status, body }: Answer): string {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const { server, as, redact } = this.#options;
    return `The ${name(server)} answered ${status} to ${method} ${path} as ${as}: ${redact(text).slice(0, 500)}`;
  }
}

/**
 * What lies behind an address that an API has answered with; `undefined` where nothing does. It is signed itself, so it is told
 * nobody's credentials.
 */
export async function download(url: string): Promise<string | undefined> {
  const { status, body } = await exchange(url, 'What the CI pointed to', { method: 'GET' });
  if (status === 404) return undefined;
  if (status !== 200) throw new CouldNotBeSeen(`What the CI pointed to answered ${status}.`);
  return typeof body === 'string' ? body : JSON.stringify(body);
}

async function exchange(url: string, what: string, init: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text, response.headers) };
  } catch (error) {
    const { message, cause } = error as Error;
    throw new Unavailable(`${what} had no answer: ${cause instanceof Error ? cause.message : message}`, {
      cause,
    });
  }
}

/** GitHub says so with 403 too: docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
function isAskedTooOften({ status, headers }: Answer): boolean {
  if (status === 429) return true;
  return status === 403 && (headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0');
}

function pauseMs({ headers }: Answer): number {
  const told = headers.get('retry-after') ?? '';
  return 1000 * (/^\d+$/.test(told) ? Math.min(Number(told), PAUSE_SECONDS) : PAUSE_SECONDS);
}

function isPage(body: unknown): boolean {
  return typeof body === 'string' && /^\s*<(?:!doctype|html)\b/i.test(body);
}

function parsed(text: string, headers: Headers): unknown {
  if (!headers.get('content-type')?.includes('json')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function name(server: Exchange['server']): string {
  return server === 'ci' ? 'CI' : 'instance';
}
