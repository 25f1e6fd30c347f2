import { notImplemented, RestError } from '../rest-error.ts';

const WRITES = ['POST', 'PUT', 'PATCH'];
const READABLE = /(application|text)\/json|application\/\*|\*\/\*/i;
const XML = /\b(application|text)\/xml\b/i;

/**
 * Checks what a request sends and accepts: JSON.
 * @fact Another media type than JSON | 406 for Accept, 415 for Content-Type; a write without Content-Type: 400 |
 *   documented | r_RESTAPIHTTPResponseCodes, c_TableAPI
 * @throws RestError 400, 406, 415; 501 for XML, which ServiceNow takes and answers as well
 */
export function checkMediaTypes(method: string, headers: Headers): void {
  const accept = headers.get('accept') ?? '*/*';
  if (!READABLE.test(accept)) {
    if (XML.test(accept)) throw notImplemented('XML answers');
    throw new RestError(406, 'Not acceptable', `Accept is ${accept}; this API answers application/json`);
  }
  if (!WRITES.includes(method)) return;
  const sent = headers.get('content-type');
  if (sent === null) throw new RestError(400, 'Content-Type is missing', 'Send application/json');
  if (/^application\/json\b/i.test(sent)) return;
  if (XML.test(sent)) throw notImplemented('XML bodies');
  throw new RestError(415, 'Unsupported media type', `Content-Type is ${sent}; send application/json`);
}
