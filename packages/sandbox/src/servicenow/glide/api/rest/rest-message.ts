import type { HttpAnswer, HttpCall } from '../../node/node-protocol.ts';
import type { ScriptSession } from '../../runtime/script-session.ts';
import { toText } from '../record/field-value.ts';
import { notImplemented, strictObject } from '../strict.ts';

/** ms; what `glide.http.timeout` is out of the box. */
const DEFAULT_TIMEOUT = 175_000;
const MOST_REDIRECTS = 10;
const SOCKET_TIMEOUT_CODE = 1;

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
  #followsRedirects = true;
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

  /** `all` would log bodies; the sandbox logs none at any level. */
  setLogLevel(_level: unknown): void {}

  /**
   * @fact `setFollowRedirect` | is a member of SOAPMessageV2, not of RESTMessageV2 | documented | c_RESTMessageV2API
   */
  setAllowedRedirectURIs(uris: unknown): void {
    if (!Array.isArray(uris) || uris.length > 0) {
      throw notImplemented(this.#session, 'a list of redirects that are allowed');
    }
    this.#followsRedirects = this.#session.instance.behaviours().emptyRedirectList === 'followsAll';
  }

  disableForcedVariableSubstitution(): void {
    this.#substitutes = false;
  }

  /**
   * Sends without waiting for the answer, which `waitForResponse` of what this returns does.
   *
   * @fact A response that `waitForResponse(seconds)` did not wait long enough for | has error code 1, and its request may
   * have been served | belief | r_RESTMessageV2MIDServerExample has the calls
   */
  executeAsync(): PendingResponse {
    const { instance } = this.#session;
    const id = instance.startHttp(this.#call());
    const pending = new PendingResponse((ms) => instance.awaitHttp(id, ms));
    return strictObject(pending, 'RESTResponseV2', this.#session);
  }

  /** Throws where no connection comes about; a socket that falls silent is an answer with error code 1. */
  execute(): RestMessageResponse {
    const { instance, error } = this.#session;
    let call = this.#call();
    let answer = instance.http(call);
    for (let left = MOST_REDIRECTS; this.#followsRedirects && left > 0; left -= 1) {
      const next = redirected(call, answer);
      if (next === null) break;
      call = next;
      answer = instance.http(call);
    }
    if (answer.outcome === 'failed') throw error(answer.message);
    return strictObject(new RestMessageResponse(answer), 'RESTResponseV2', this.#session);
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
    };
  }
}

type Answer = Exclude<HttpAnswer, { readonly outcome: 'failed' }>;

class RestMessageResponse {
  readonly #answer: Answer;

  constructor(answer: Answer) {
    this.#answer = answer;
  }

  getStatusCode(): number {
    return this.#answer.outcome === 'answered' ? this.#answer.status : 0;
  }

  getBody(): string {
    return this.#answer.outcome === 'answered' ? this.#answer.body : '';
  }

  getHeader(name: unknown): string | null {
    const headers = this.#answer.outcome === 'answered' ? this.#answer.headers : {};
    return headers[toText(name).toLowerCase()] ?? null;
  }

  getHeaders(): object {
    return this.#answer.outcome === 'answered' ? { ...this.#answer.headers } : {};
  }

  haveError(): boolean {
    return this.getErrorCode() !== 0 || this.getStatusCode() >= 400;
  }

  getErrorCode(): number {
    return this.#answer.outcome === 'answered' ? 0 : SOCKET_TIMEOUT_CODE;
  }

  getErrorMessage(): string | null {
    if (this.#answer.outcome === 'timeout') return this.#answer.message;
    return this.haveError() ? `Method failed with code: ${this.getStatusCode()}` : null;
  }
}

/**
 * The request that a redirect asks for; null when the answer is none. Its headers go along, credentials too.
 *
 * @fact A redirect that no `setAllowedRedirectURIs` rules out | is followed, with all headers, ten times at most | belief |
 * c_RESTMessageV2API has the method to rule it out
 */
function redirected(call: HttpCall, answer: HttpAnswer): HttpCall | null {
  if (answer.outcome !== 'answered' || ![301, 302, 303, 307, 308].includes(answer.status)) return null;
  const { location = '' } = answer.headers;
  if (!URL.canParse(location, call.url)) return null;
  const url = new URL(location, call.url).href;
  return answer.status >= 307 ? { ...call, url } : { ...call, url, method: 'GET', body: '' };
}

/** The response of a request that was sent without waiting. */
class PendingResponse {
  readonly #wait: (ms: number) => HttpAnswer;
  #response = new RestMessageResponse({ outcome: 'timeout', message: 'No response yet' });

  constructor(wait: (ms: number) => HttpAnswer) {
    this.#wait = wait;
  }

  waitForResponse(seconds: unknown): void {
    const answer = this.#wait(Number(seconds) * 1000);
    const isFailed = answer.outcome === 'failed';
    this.#response = new RestMessageResponse(isFailed ? { ...answer, outcome: 'timeout' } : answer);
  }

  getStatusCode(): number {
    return this.#response.getStatusCode();
  }

  getBody(): string {
    return this.#response.getBody();
  }

  getErrorCode(): number {
    return this.#response.getErrorCode();
  }

  getErrorMessage(): string | null {
    return this.#response.getErrorMessage();
  }

  haveError(): boolean {
    return this.#response.haveError();
  }
}
