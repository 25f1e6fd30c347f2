import type { RestInput } from '../../node/node-protocol.ts';
import type { ScriptSession } from '../../runtime/script-session.ts';
import { toText } from '../record/field-value.ts';
import { notImplemented, strictNamespace } from '../strict.ts';

/** Errors that a script gets for a body that is not what its content type says. */
const bodyErrors = new WeakSet<object>();

export function isBodyError(thrown: unknown): thrown is Error {
  return typeof thrown === 'object' && thrown !== null && bodyErrors.has(thrown);
}

/** `request` of a scripted REST resource (ServiceNow docs, c_ScriptableServiceRequest). */
export function restRequest(input: RestInput, session: ScriptSession): object {
  const queryParams: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(input.query)) {
    queryParams[name] = [...(queryParams[name] ?? []), value];
  }
  const plain = (value: unknown): unknown => session.fromJson(JSON.stringify(value));
  const request = {
    uri: input.path,
    url: input.url,
    queryString: input.query,
    queryParams: plain(queryParams),
    pathParams: plain(input.pathParams),
    headers: plain(input.headers),
    getHeader: (name: unknown) => input.headers[toText(name).toLowerCase()] ?? null,
    body: strictNamespace(requestBody(input, session), 'RESTAPIRequestBody', session),
  };
  return strictNamespace(request, 'RESTAPIRequest', session);
}

function requestBody({ body, headers }: RestInput, session: ScriptSession): object {
  return {
    dataString: body,
    get data(): unknown {
      const contentType = headers['content-type'] ?? '';
      if (!/^application\/(.+\+)?json\b/i.test(contentType)) {
        throw notImplemented(session, `request.body.data for the content type "${contentType}"`);
      }
      try {
        return session.fromJson(body);
      } catch {
        const error = session.error('Exception while reading request');
        bodyErrors.add(error);
        throw error;
      }
    },
  };
}
