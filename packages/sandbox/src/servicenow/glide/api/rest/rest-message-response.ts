import type { HttpAnswer } from '../../node/node-protocol.ts';
import type { ScriptSession } from '../../runtime/script-session.ts';
import { toText } from '../record/field-value.ts';

const SOCKET_TIMEOUT_CODE = 1;

/** Seconds; what `glide.http.outbound.max_timeout` is out of the box. */
const LONGEST_WAIT = 30;

/** `RESTResponseV2`: the answer to a REST message, or that which is still to come. */
export class RestMessageResponse {
  readonly #session: ScriptSession;
  /** What `awaitHttp` names the request by; null for one that was waited for. */
  readonly #request: number | null;
  #answer: HttpAnswer;

  private constructor(session: ScriptSession, request: number | null, answer: HttpAnswer) {
    this.#session = session;
    this.#request = request;
    this.#answer = answer;
  }

  static of(answer: HttpAnswer, session: ScriptSession): RestMessageResponse {
    return new RestMessageResponse(session, null, answer);
  }

  static pending(request: number, session: ScriptSession): RestMessageResponse {
    return new RestMessageResponse(session, request, { outcome: 'timeout', message: 'No response yet' });
  }

  /**
   * @fact `waitForResponse(seconds)` that waits in vain, or for longer than `glide.http.outbound.max_timeout` (30 s) | throws
   * `No response for ECC message request`; the request may still be sent, and served | documented |
   * r_RESTMessageV2MIDServerExample, KB0744311
   */
  waitForResponse(seconds: unknown): void {
    if (this.#request === null) return;
    const { instance, error } = this.#session;
    const isCapped = instance.property('glide.http.outbound.max_timeout.enabled') !== 'false';
    const longest = Number(instance.property('glide.http.outbound.max_timeout') ?? LONGEST_WAIT);
    const wait = isCapped ? Math.min(Number(seconds), longest) : Number(seconds);
    const answer = instance.awaitHttp(this.#request, wait * 1000);
    if (answer === null) {
      throw error(`No response for ECC message request after waiting for ${wait} seconds in ECC Queue`);
    }
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
    if (this.#answer.outcome !== 'answered') return this.#answer.message;
    return this.haveError() ? `Method failed with code: ${this.getStatusCode()}` : null;
  }
}
