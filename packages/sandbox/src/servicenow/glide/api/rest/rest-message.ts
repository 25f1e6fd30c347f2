import type { HttpCall } from '../../node/node-protocol.ts';
import type { ScriptSession } from '../../runtime/script-session.ts';
import { toText } from '../record/field-value.ts';
import { notImplemented, strictObject } from '../strict.ts';
import { RestMessageResponse } from './rest-message-response.ts';

/** ms; what `glide.http.timeout` is out of the box. */
const DEFAULT_TIMEOUT = 175_000;

/** `sn_ws.RESTMessageV2` (ServiceNow docs, c_RESTMessageV2API) without a REST message record. */
export class RestMessage {
  readonly #session: ScriptSession;
  readonly #headers: Record<string, string> = {};
  readonly #query: string[] = [];
  #method = 'get';
  #endpoint = '';
  #body = '';
  #timeout = DEFAULT_TIMEOUT;
  #midServer = '';
  #logLevel = '';
  /** null: any. */
  #redirects: readonly string[] | null = null;
  #substitutes = true;

  constructor(session: ScriptSession, ...record: unknown[]) {
    this.#session = session;
    if (record.length > 0)
      throw notImplemented(session, 'REST message records (new sn_ws.RESTMessageV2(name, method))');
  }

  setEndpoint(endpoint: unknown): void {
    this.#endpoint = toText(endpoint);
  }

  getEndpoint(): string {
    return this.#endpoint;
  }

  setHttpMethod(method: unknown): void {
    this.#method = toText(method);
  }

  setRequestHeader(name: unknown, value: unknown): void {
    this.#headers[toText(name)] = toText(value);
  }

  getRequestHeader(name: unknown): string | null {
    return this.#headers[toText(name)] ?? null;
  }

  getRequestHeaders(): object {
    return { ...this.#headers };
  }

  setQueryParameter(name: unknown, value: unknown): void {
    this.#query.push(`${encodeURIComponent(toText(name))}=${encodeURIComponent(toText(value))}`);
  }

  setRequestBody(body: unknown): void {
    this.#body = toText(body);
  }

  getRequestBody(): string {
    return this.#body;
  }

  setBasicAuth(user: unknown, password: unknown): void {
    const pair = Buffer.from(`${toText(user)}:${toText(password)}`, 'utf8').toString('base64');
    this.setRequestHeader('Authorization', `Basic ${pair}`);
  }

  setMIDServer(name: unknown): void {
    this.#midServer = toText(name);
  }

  /** ms */
  setHttpTimeout(timeout: unknown): void {
    this.#timeout = Number(timeout);
  }

  /** `all` would log bodies; the sandbox logs none at any level, and tells tests the level. */
  setLogLevel(level: unknown): void {
    this.#logLevel = toText(level);
  }

  /**
   * @fact `setFollowRedirect` | is a member of SOAPMessageV2, not of RESTMessageV2 | documented | c_RESTMessageV2API
   * @fact A redirect to another URI than those of `setAllowedRedirectURIs` | is not followed | documented |
   * c_RESTMessageV2API
   */
  setAllowedRedirectURIs(uris: unknown): void {
    if (!Array.isArray(uris)) throw this.#session.error('setAllowedRedirectURIs takes an array');
    const isAny = uris.length === 0 && this.#session.instance.behaviours().emptyRedirectList === 'followsAll';
    this.#redirects = isAny ? null : uris.map(toText);
  }

  disableForcedVariableSubstitution(): void {
    this.#substitutes = false;
  }

  /** Sends without waiting for the answer, which `waitForResponse` of what this returns does. */
  executeAsync(): RestMessageResponse {
    const { instance } = this.#session;
    const response = RestMessageResponse.pending(instance.startHttp(this.#call()), this.#session);
    return strictObject(response, 'RESTResponseV2', this.#session);
  }

  /**
   * Throws where no connection comes about; a socket that falls silent is an answer with error code 1. Through a MID
   * Server it depends on the switch `executeThroughMidServer`.
   */
  execute(): RestMessageResponse {
    const { instance, error } = this.#session;
    if (this.#midServer !== '') {
      const pending = this.executeAsync();
      if (instance.behaviours().executeThroughMidServer === 'waits') pending.waitForResponse(Infinity);
      return pending;
    }
    const answer = instance.http(this.#call());
    if (answer.outcome === 'failed') throw error(answer.message);
    return strictObject(RestMessageResponse.of(answer, this.#session), 'RESTResponseV2', this.#session);
  }

  #call(): HttpCall {
    if (this.#substitutes && `${this.#endpoint}${this.#body}`.includes('${')) {
      throw notImplemented(this.#session, 'variable substitution in REST messages');
    }
    const separator = this.#endpoint.includes('?') ? '&' : '?';
    const url =
      this.#query.length === 0 ? this.#endpoint : this.#endpoint + separator + this.#query.join('&');
    return {
      method: this.#method.toUpperCase(),
      url,
      headers: { 'User-Agent': 'ServiceNow/1.0', ...this.#headers },
      body: this.#body,
      timeout: this.#timeout,
      midServer: this.#midServer,
      allowedRedirects: this.#redirects,
      logLevel: this.#logLevel,
    };
  }
}
