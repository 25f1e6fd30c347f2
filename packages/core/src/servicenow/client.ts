/** Authenticated JSON requests to one instance. */
import { readResult } from './answer.ts';
import type { Http, HttpRequest } from './http.ts';

export interface ServiceNowClient {
  /** `https://acme.service-now.com` */
  readonly instanceUrl: string;
  /**
   * @param path  `/api/now/table/change_request`
   * @param query added to the path, encoded
   * @param body  sent as JSON
   * @returns the answer's `result`
   * @throws GateError for every other answer
   */
  request(
    method: HttpRequest['method'],
    path: string,
    options?: { readonly query?: Readonly<Record<string, string>>; readonly body?: unknown },
  ): Promise<unknown>;
}

export interface BasicCredentials {
  readonly username: string;
  readonly password: string;
}

/** The value that is sent, so that it can be masked: base64 hides nothing. */
export function basicToken({ username, password }: BasicCredentials): string {
  return Buffer.from(`${username}:${password}`).toString('base64');
}

export function createClient(
  instanceUrl: string,
  credentials: BasicCredentials,
  http: Http,
): ServiceNowClient {
  const authorization = `Basic ${basicToken(credentials)}`;
  return {
    instanceUrl,
    async request(method, path, { query = {}, body } = {}) {
      const url = new URL(path, instanceUrl);
      url.search = new URLSearchParams(query).toString();
      const request: HttpRequest = {
        method,
        url: url.href,
        headers: {
          accept: 'application/json',
          authorization,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      };
      return readResult(request, await http(request));
    },
  };
}
