/** One HTTP exchange with the instance. Knows no ServiceNow; a failed connection is a GateError. */
import { GateError } from '../errors.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export type Http = (request: HttpRequest) => Promise<HttpResponse>;

/** Silence on the socket, not the whole exchange. */
const SILENCE_MS = 30_000;

export interface HttpOptions {
  readonly userAgent: string;
}

/**
 * Over `@actions/http-client`, which brings the proxy rules that runners document. Its own retries stay
 * off: only the caller knows which request may be sent twice.
 * @throws GateError UNAVAILABLE when no answer came
 */
export function createHttp({ userAgent }: HttpOptions): Http {
  return async ({ method, url, headers, body }) => {
    // Loaded at the first request: it brings a second HTTP stack along, which a usage error need not wait for.
    const { HttpClient } = await import(/* webpackMode: "eager" */ '@actions/http-client');
    const client = new HttpClient(userAgent, undefined, {
      allowRedirects: false,
      allowRetries: false,
      keepAlive: false,
      socketTimeout: SILENCE_MS,
    });
    try {
      const response = await client.request(method, url, body ?? '', { ...headers });
      return {
        status: response.message.statusCode ?? 0,
        headers: response.message.headers,
        body: await response.readBody(),
      };
    } catch (error) {
      throw new GateError('UNAVAILABLE', `${new URL(url).host} did not answer: ${describe(error)}.`, {
        cause: error,
      });
    }
  };
}

/** Node groups the failures of several addresses into one error without a message. */
function describe(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') {
    return [...new Set(error.errors.map((inner: Error) => inner.message))].join(', ');
  }
  return error instanceof Error ? error.message : String(error);
}
