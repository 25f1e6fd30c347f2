import type { RestResponse } from '../../rest/rest-exchange.ts';

export const JSON_TYPE = 'application/json;charset=UTF-8';

/** ServiceNow's error body (docs, r_RESTAPIHTTPResponseCodes). */
export function restFailure(
  status: number,
  message: string,
  detail: string | null,
  headers: Readonly<Record<string, string>> = {},
): RestResponse {
  return {
    status,
    headers: { 'content-type': JSON_TYPE, ...headers },
    body: JSON.stringify({ error: { message, detail }, status: 'failure' }),
  };
}
