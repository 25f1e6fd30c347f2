/** One server's REST API, as one user: every request of the suite goes through here. */
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
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON. */
  readonly body: unknown;
}

/** A server that does not answer, or answers that it cannot now. Whoever polls asks it again. */
export class Unavailable extends CouldNotBeSeen {}

/** Longer than any of the servers takes. */
const TIMEOUT_MS = 60_000;

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

  /** @throws CouldNotBeSeen where the answer is no 2xx */
  async get<T>(path: string): Promise<T> {
    return (await this.#successful('GET', path)).body as T;
  }

  /** @throws CouldNotBeSeen where the answer is no 2xx */
  async post<T>(path: string, body: unknown = {}): Promise<T> {
    return (await this.#successful('POST', path, body)).body as T;
  }

  /** @throws CouldNotBeSeen where the answer is no 2xx */
  async patch<T>(path: string, body: unknown): Promise<T> {
    return (await this.#successful('PATCH', path, body)).body as T;
  }

  /**
   * Any answer is one. Redirects are not followed.
   * @throws Unavailable where nobody answers, or 429 or 5xx
   */
  async request(method: string, path: string, body?: unknown): Promise<Answer> {
    const { baseUrl, headers, server, scenario, as, onExchange } = this.#options;
    const answer = await exchange(`${baseUrl}${path}`, `${method} ${path} of the ${name(server)}`, {
      method,
      headers: {
        Accept: 'application/json',
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const { status, headers: answered, body: response } = answer;
    onExchange({ scenario, server, as, method, path, request: body, status, headers: answered, response });
    if (status === 429 || status >= 500) throw new Unavailable(this.#said(method, path, answer));
    return answer;
  }

  async #successful(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await this.request(method, path, body);
    if (answer.status < 200 || answer.status > 299)
      throw new CouldNotBeSeen(this.#said(method, path, answer));
    return answer;
  }

  #said(method: string, path: string, { status, body }: Answer): string {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const { server, as } = this.#options;
    return `The ${name(server)} answered ${status} to ${method} ${path} as ${as}: ${text.slice(0, 500)}`;
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
