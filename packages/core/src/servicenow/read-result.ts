/**
 * Reads the `result` of an answer, or throws the error that the answer stands for.
 * Shapes and texts: ServiceNow docs, r_RESTAPIHTTPResponseCodes; public transcripts for the rest.
 */
import { GateError, type GateErrorCode } from '../errors.ts';
import type { HttpRequest, HttpResponse } from '../http/http.ts';
import { requestLabel } from '../http/request-label.ts';
import { isTruncated } from '../http/truncated-response.ts';
import { notJson } from './not-json.ts';

/**
 * What an overloaded instance answers to a request that it drops (third party). No request of ours is answered 202 when it
 * was done.
 */
const DROPPED = 202;

/**
 * Reads an answer of the instance.
 * @param signInRemedy what to do about a 401, for its message
 * @returns the body's `result`; `undefined` where there is none
 * @throws GateError for a status that is no success, and for a body that is not ServiceNow's JSON
 */
export function readResult(request: HttpRequest, response: HttpResponse, signInRemedy: string): unknown {
  const body = parseJson(request, response);
  if (response.status >= 200 && response.status < 300 && response.status !== DROPPED && !isTruncated(body)) {
    return (body as { result?: unknown } | null | undefined)?.result;
  }
  throw refusal(request, response, errorText(body), signInRemedy);
}

/** @returns `undefined` where the status says all that there is to know */
function parseJson(request: HttpRequest, response: HttpResponse): unknown {
  const { status, headers } = response;
  if (response.body.trim() === '' && (status < 300 || status >= 400)) return undefined;
  if (String(headers['content-type'] ?? '').includes('json')) {
    try {
      return JSON.parse(response.body);
    } catch (error) {
      if (status >= 500) return undefined;
      throw new GateError(
        'NOT_JSON',
        `${requestLabel(request)} answered ${response.status} with broken JSON. Something between here and the instance cut it off.`,
        { cause: error, again: true },
      );
    }
  }
  // Servers and gateways say these with pages of their own; the status is enough.
  if (status === DROPPED || status === 401 || status === 429 || status === 501) return undefined;
  throw notJson(request, response);
}

/** `{"error":{"message":M,"detail":D},"status":"failure"}`; OAuth and gateways have `error` as text. */
function errorText(body: unknown): string {
  const { error } = fieldsOf(body);
  if (typeof error === 'string') return error;
  const { message, detail } = error === undefined ? scriptedError(body) : fieldsOf(error);
  return [message, detail].filter((part) => typeof part === 'string' && part !== '').join(': ');
}

/**
 * What a script has set as the body of an error, for pipelines of older steps: `{"status":"Error","details":{"errors":[{"message":M}]}}`.
 * Whether an instance wraps it in `result` is not documented.
 */
function scriptedError(body: unknown): Fields {
  const { result = body } = fieldsOf(body);
  const { errors } = fieldsOf(fieldsOf(result).details);
  return fieldsOf(Array.isArray(errors) ? errors[0] : undefined);
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function refusal(
  request: HttpRequest,
  response: HttpResponse,
  text: string,
  signInRemedy: string,
): GateError {
  const said = text === '' ? `answered ${response.status}` : `answered ${response.status}: ${text}`;
  const what = `${requestLabel(request)} ${said.replace(/\.$/, '')}.`;
  const [code, remedy, why] =
    response.status === 401 ? (['UNAUTHENTICATED', signInRemedy] as const) : meaning(request, response, text);
  return new GateError(code, why === undefined ? what : `${what} ${why}`, {
    ...(remedy !== '' && { remedy }),
    again: code === 'RATE_LIMITED' || code === 'UNAVAILABLE',
  });
}

/** What a refusal is, what to do about it, and what else there is to say. */
type Meaning = readonly [code: GateErrorCode, remedy: string, why?: string];

function meaning(request: HttpRequest, { status, headers }: HttpResponse, text: string): Meaning {
  // The app names the remedy in its own words.
  if (text.startsWith('Change Gate: ')) return ['REGISTRATION_REFUSED', ''];
  const rule = /aborted by Business Rule '([^'^]+)/i.exec(text)?.[1];
  if (/Data Policy/i.test(text) && rule === undefined) {
    return [
      'POLICY_REFUSED',
      'A data policy of the instance wants these fields; set them in the data of this step.',
    ];
  }
  if (rule !== undefined || /aborted by/i.test(text)) {
    const named = rule === undefined ? 'A business rule' : `The business rule "${rule}"`;
    return ['RULE_ABORTED', `${named} of the instance does not allow this; ask its admin what it wants.`];
  }
  if (status === 403) {
    const scope = /\/api\/(x_\w+)\//.exec(request.url)?.[1];
    return [
      'FORBIDDEN',
      scope !== undefined
        ? `The integration user lacks the role ${scope}.pipeline, or snc_internal; the instance's admin gives it.`
        : "The integration user's roles do not allow it; ask the instance's admin.",
    ];
  }
  if (/does not represent any resource/i.test(text)) return absent(request);
  if (status === 404) {
    return [
      'RECORD_NOT_FOUND',
      '',
      'It does not exist, or an ACL hides it from the integration user: ServiceNow does not tell which.',
    ];
  }
  if (status === 429) {
    return ['RATE_LIMITED', `Too many requests at a time, or in this hour; try again ${when(headers)}.`];
  }
  if (status === DROPPED) {
    return [
      'UNAVAILABLE',
      'The instance has too much to do, and drops requests that it answers like this; try again later.',
    ];
  }
  if (status === 501) {
    return [
      'NOT_ACCEPTED',
      'The instance, or a gateway before it, does not know this kind of request, and nothing was done; ask who runs it to let it through.',
    ];
  }
  if (status < 300 || status === 408 || status >= 500) {
    return ['UNAVAILABLE', 'The instance is busy or down; try again later.'];
  }
  return ['NOT_ACCEPTED', '', 'The instance did not accept the request.'];
}

/** `Retry-After` is a number of seconds or a date (RFC 9110). */
function when(headers: HttpResponse['headers']): string {
  const after = String(headers['retry-after'] ?? '').trim();
  if (after === '') return 'later';
  return /^\d+$/.test(after) ? `in ${after} seconds` : `after ${after}`;
}

/** An API that an instance lacks is one that nobody has installed there. */
function absent(request: HttpRequest): Meaning {
  if (new URL(request.url).pathname.startsWith('/api/sn_chg_rest/')) {
    return [
      'API_NOT_INSTALLED',
      '',
      'The Change Management API is not active on this instance (plugin com.snc.change_management.rest_api).',
    ];
  }
  return [
    'APP_NOT_INSTALLED',
    'The Change Gate app is not installed on this instance; import its update set, or name its scope with app-scope.',
  ];
}
