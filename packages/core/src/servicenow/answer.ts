/**
 * What an answer of the instance means: JSON, or one of the ways in which instances say no.
 * Shapes and texts: ServiceNow docs, r_RESTAPIHTTPResponseCodes; public transcripts for the rest.
 */
import { GateError, type GateErrorCode } from '../errors.ts';
import type { HttpRequest, HttpResponse } from './http.ts';

/** @returns the body's `result` */
export function readResult(request: HttpRequest, response: HttpResponse): unknown {
  const body = parseJson(request, response);
  if (response.status >= 200 && response.status < 300) {
    return typeof body === 'object' && body !== null && 'result' in body ? body.result : body;
  }
  throw refusal(request, response.status, errorText(body));
}

function parseJson(request: HttpRequest, response: HttpResponse): unknown {
  const { host } = new URL(request.url);
  const type = String(response.headers['content-type'] ?? '');
  if (type.includes('json')) {
    try {
      return JSON.parse(response.body);
    } catch (error) {
      throw new GateError('NOT_JSON', `${where(request)} answered ${response.status} with broken JSON.`, {
        cause: error,
      });
    }
  }
  if (response.body.trim() === '') return undefined;
  // A sleeping developer instance answers every path with 200 and this page.
  if (/<title>\s*Instance Hibernating page/i.test(response.body)) {
    throw new GateError(
      'INSTANCE_HIBERNATING',
      `The instance ${host} is hibernating. Wake it at developer.servicenow.com (about five minutes), then run this again.`,
    );
  }
  if (response.status === 429 || response.status >= 500) throw refusal(request, response.status, '');
  throw new GateError(
    'NOT_JSON',
    `${where(request)} answered ${response.status} with ${type || 'no content type'} instead of JSON${title(response.body)}. ` +
      'A login page or a proxy may be in between; check the instance URL.',
  );
}

function title(html: string): string {
  const found = /<title>\s*([^<]{1,80})/i.exec(html)?.[1]?.trim();
  return found ? ` ("${found}")` : '';
}

/** `{"error":{"message":M,"detail":D},"status":"failure"}` */
function errorText(body: unknown): string {
  const error = (body as { error?: unknown } | null | undefined)?.error;
  if (typeof error === 'string') return error;
  const { message, detail } = (error ?? {}) as { message?: unknown; detail?: unknown };
  return [message, detail].filter((part) => typeof part === 'string' && part !== '').join(': ');
}

function refusal(request: HttpRequest, status: number, text: string): GateError {
  const said = text === '' ? `answered ${status}` : `answered ${status}: ${text}`;
  const [code, remedy] = meaning(status, text);
  return new GateError(code, `${where(request)} ${said.replace(/\.$/, '')}. ${remedy}`.trim());
}

function meaning(status: number, text: string): [GateErrorCode, string] {
  if (status === 401) return ['UNAUTHENTICATED', 'Check the username and password of the integration user.'];
  // The app names the remedy in its own words.
  if (text.startsWith('Change Gate: ')) return ['REGISTRATION_REFUSED', ''];
  if (/aborted by Business Rule|Data Policy/i.test(text)) {
    return [
      'WRITE_REFUSED',
      'A business rule or data policy of the instance refuses this write; ask its admin.',
    ];
  }
  if (status === 403)
    return ['FORBIDDEN', "The integration user's roles do not allow it; ask the instance's admin."];
  if (/does not represent any resource/i.test(text)) {
    return [
      'APP_NOT_INSTALLED',
      'The Change Gate app is not installed on this instance; import its update set.',
    ];
  }
  if (status === 404)
    return ['CHANGE_NOT_FOUND', 'It does not exist, or the integration user may not read it.'];
  if (status === 429 || status >= 500)
    return ['UNAVAILABLE', 'The instance is busy or down; run this again later.'];
  return ['UNEXPECTED_ANSWER', 'The instance did not accept the request.'];
}

/** Method and path without the query, which may hold what people typed. */
function where(request: HttpRequest): string {
  const { host, pathname } = new URL(request.url);
  return `${request.method} ${host}${pathname}`;
}
