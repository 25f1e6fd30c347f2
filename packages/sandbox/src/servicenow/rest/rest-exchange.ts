import type { Principal } from '../sign-in/principal.ts';

/** A REST request as the sandbox's HTTP layer hands it on. */
export interface RestRequest {
  readonly method: string;
  /** Path without the query: `/api/x_acme/v1/things`. */
  readonly path: string;
  /** Without the `?`. */
  readonly query: string;
  /** The whole URL, as the client addressed it. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** null when the request carries no credentials; wrong ones are refused before they come here. */
  readonly principal: Principal | null;
}

export interface RestResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
