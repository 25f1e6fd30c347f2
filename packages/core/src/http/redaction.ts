import { cleanBody } from '../secret-forms.ts';
import type { Http, HttpResponse } from './http.ts';

/**
 * Takes secrets out of every answer that is no success or no JSON, as it arrives: a message quotes parts of it, and of a
 * secret that was cut in two nothing is found any more.
 */
export function withRedaction(http: Http, redact: (text: string) => string): Http {
  return async (request) => {
    const response = await http(request);
    if (isResult(response)) return response;
    const { location } = response.headers;
    return {
      ...response,
      headers: { ...response.headers, ...(typeof location === 'string' && { location: redact(location) }) },
      body: cleanBody(response.body, redact),
    };
  };
}

/** An access token in it may be one that is known already, and must stay whole. */
function isResult({ status, headers }: HttpResponse): boolean {
  return status >= 200 && status < 300 && String(headers['content-type'] ?? '').includes('json');
}
