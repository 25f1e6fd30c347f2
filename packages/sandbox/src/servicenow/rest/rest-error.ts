import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { UnsupportedQueryError } from '../query/encoded-query.ts';

/**
 * An answer that is an error.
 * @fact An answer that is an error | `{"error": {"message": ..., "detail": ...}, "status": "failure"}` | documented |
 *   r_RESTAPIHTTPResponseCodes
 */
export class RestError extends Error {
  override readonly name = 'RestError';
  readonly status: ContentfulStatusCode;
  readonly detail: string | null;

  constructor(status: ContentfulStatusCode, message: string, detail: string | null = null) {
    super(message);
    this.status = status;
    this.detail = detail;
  }
}

/**
 * @fact A request without credentials, or with wrong ones | 401 `User Not Authenticated`, with
 *   `WWW-Authenticate: BASIC realm="Service-now"` | belief | the message is documented, the header is not
 */
export const UNAUTHENTICATED = new RestError(
  401,
  'User Not Authenticated',
  'Required to provide Auth information',
);

/** @fact A caller without access to an API or table | 403 `User Not Authorized` | third party | transcripts */
export const NOT_AUTHORIZED = new RestError(403, 'User Not Authorized', 'Failed API level ACL Validation');

/** @fact A missing or hidden record | 404 `No Record found` | documented | c_TableAPI */
export const NO_RECORD = new RestError(
  404,
  'No Record found',
  "Record doesn't exist or ACL restricts the record retrieval",
);

/** @fact A path that no API has | 400 `Requested URI does not represent any resource` | third party | transcripts, some with 404 */
export const NO_RESOURCE = new RestError(400, 'Requested URI does not represent any resource');

/** @fact A request whose body breaks off | 400 `Exception while reading request` | belief | none */
const UNREADABLE = new RestError(400, 'Exception while reading request');

/** Turns an error of an API into its answer. */
export function restErrorResponse(thrown: Error, c: Context): Response {
  const error = isCutOff(c.env) ? UNREADABLE : asRestError(thrown);
  if (error.status === 401) c.header('WWW-Authenticate', 'BASIC realm="Service-now"');
  return c.json({ error: { message: error.message, detail: error.detail }, status: 'failure' }, error.status);
}

/** Whether the client has gone before all of its request was there; the answer is for the journal then. */
function isCutOff({ incoming }: Partial<HttpBindings> = {}): boolean {
  return incoming?.destroyed === true && !incoming.complete;
}

function asRestError(error: Error): RestError {
  if (error instanceof RestError) return error;
  if (error instanceof UnsupportedQueryError) return new RestError(501, error.message);
  return new RestError(500, error.message, error.stack ?? null);
}

/** The answer for something that ServiceNow has and the sandbox does not: 501. */
export function notImplemented(what: string): RestError {
  return new RestError(
    501,
    `The sandbox does not implement ${what}`,
    'ServiceNow does; use an instance for this',
  );
}
