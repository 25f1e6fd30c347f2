/** Requests to one instance, signed in. */
import type { FileBody, Http, HttpRequest } from '../http/http.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import { readResult } from './read-result.ts';

export interface RequestOptions {
  /** Added to the path, encoded. */
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, with this content type, instead of a body. */
  readonly file?: FileBody & { readonly contentType: string };
  /** Sending it twice does what sending it once does. Without it, only GET and DELETE do. */
  readonly idempotent?: boolean;
}

/** Sends requests to one instance as the integration user. */
export interface ServiceNowClient {
  /** `https://acme.service-now.com` */
  readonly instanceUrl: string;
  /** Who signs in (`user_name`), where the sign-in method knows it. */
  readonly userName?: string | undefined;
  /** The scope of the Change Gate app there, where it is not the one that the app is shipped with. */
  readonly appScope?: string | undefined;
  /**
   * @param path `/api/now/table/change_request`
   * @returns the answer's `result`
   * @throws GateError for every other answer
   */
  request(method: HttpRequest['method'], path: string, options?: RequestOptions): Promise<unknown>;
}

/** @param http retries what may be sent again; the client itself repeats only a request that got 401, once */
export function createClient(
  instanceUrl: string,
  signIn: SignIn,
  http: Http,
  appScope?: string,
): ServiceNowClient {
  return {
    instanceUrl,
    appScope,
    userName: signIn.userName,
    async request(method, path, { query = {}, body, file, idempotent } = {}) {
      const url = new URL(path, instanceUrl);
      url.search = new URLSearchParams(query).toString();
      const send = async (): Promise<[HttpRequest, Awaited<ReturnType<Http>>]> => {
        const request: HttpRequest = {
          method,
          url: url.href,
          headers: {
            accept: 'application/json',
            ...(await signIn.headers()),
            ...(body !== undefined && { 'content-type': 'application/json' }),
            ...(file !== undefined && { 'content-type': file.contentType }),
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
          ...(file !== undefined && { body: file }),
          ...(idempotent !== undefined && { idempotent }),
        };
        return [request, await http(request)];
      };
      let [request, response] = await send();
      // A 401 is given before anything is done, so even a create may be sent again with a new token, once.
      if (response.status === 401 && signIn.renew !== undefined) {
        signIn.renew();
        [request, response] = await send();
      }
      return readResult(request, response, signIn.remedy);
    },
  };
}
