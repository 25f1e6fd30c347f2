import type { RestResponse } from '../../../rest/rest-exchange.ts';
import type { RestJob } from '../../node/node-protocol.ts';
import type { ScriptSession } from '../../runtime/script-session.ts';
import { JSON_TYPE, restFailure } from '../../triggers/rest-failure.ts';
import { toText } from '../record/field-value.ts';
import { strictNamespace } from '../strict.ts';
import { ServiceError } from './ws-errors.ts';

const LEAST_ERROR = 400;

/**
 * What a resource's script says through `response` (ServiceNow docs, c_ScriptableServiceResponseBuilder).
 * @fact What `setBody` is given in a scripted REST API, with a status below 400 | is sent as `{"result": ...}` |
 *   third party | clients read it so
 * @fact `setStatus` with a value that is not a number | is sent as 0 | documented | c_ScriptableServiceResponseBuilder
 */
export class RestResponseBuilder {
  /** The `response` that the script sees. */
  readonly response: object;
  readonly #scriptedErrors: RestJob['scriptedErrors'];
  #status = 200;
  #headers: Record<string, string> = {};
  #body: unknown;
  #error: ServiceError | null = null;
  /** null until the script asks for the stream; then nothing is wrapped any more. */
  #stream: string | null = null;

  constructor(session: ScriptSession, { scriptedErrors }: Pick<RestJob, 'scriptedErrors'>) {
    this.#scriptedErrors = scriptedErrors;
    const writer = {
      writeString: (text: unknown): void => {
        this.#stream += toText(text);
      },
    };
    const response = {
      // A status that is no number is sent as 0, as ServiceNow does.
      setStatus: (status: unknown): void => {
        this.#status = Number.isInteger(status) ? Number(status) : 0;
      },
      setBody: (body: unknown): void => {
        this.#body = body;
      },
      setError: (error: unknown): void => {
        if (!(error instanceof ServiceError)) throw session.error('setError takes an error of sn_ws_err');
        this.#error = error;
      },
      setHeader: (name: unknown, value: unknown): void => {
        this.#headers[toText(name).toLowerCase()] = toText(value);
      },
      setHeaders: (headers: unknown): void => {
        for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value);
      },
      setLocation: (location: unknown): void => response.setHeader('location', location),
      setContentType: (type: unknown): void => response.setHeader('content-type', type),
      getStreamWriter: (): object => {
        this.#stream ??= '';
        return strictNamespace(writer, 'RESTAPIResponseStream', session);
      },
    };
    this.response = strictNamespace(response, 'RESTAPIResponse', session);
  }

  /** @param returned what the script returned: a body, or an error, that it did not set */
  answer(returned: unknown): RestResponse {
    if (this.#stream !== null) return { status: this.#status, headers: this.#headers, body: this.#stream };
    const error = this.#error ?? (returned instanceof ServiceError ? returned : null);
    if (error !== null) {
      const { status, message, detail } = ServiceError.read(error);
      return restFailure(status, message, detail, this.#headers);
    }
    const body = this.#body ?? (typeof returned === 'object' ? returned : undefined);
    if (body === undefined || body === null)
      return { status: this.#status, headers: this.#headers, body: '' };
    const isBare = this.#status >= LEAST_ERROR && this.#scriptedErrors === 'bare';
    return {
      status: this.#status,
      headers: { 'content-type': JSON_TYPE, ...this.#headers },
      body: JSON.stringify(isBare ? body : { result: body }),
    };
  }
}
