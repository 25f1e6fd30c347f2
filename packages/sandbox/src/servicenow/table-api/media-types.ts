import { notImplemented, RestError } from '../rest-error.ts';

const WRITES = ['POST', 'PUT', 'PATCH'];
const READABLE = /application\/json|application\/\*|\*\/\*/i;

/** What a request sends and accepts: JSON. @throws RestError 400, 406, 415; 501 for XML, which ServiceNow has too */
export function checkMediaTypes(method: string, headers: Headers): void {
  const accept = headers.get('accept') ?? '*/*';
  if (!READABLE.test(accept)) {
    if (/xml/i.test(accept)) throw notImplemented('XML answers');
    throw new RestError(406, 'Not acceptable', `Accept is ${accept}; the Table API answers application/json`);
  }
  if (!WRITES.includes(method)) return;
  const sent = headers.get('content-type');
  if (sent === null) throw new RestError(400, 'Content-Type is missing', 'Send application/json');
  if (/^application\/json\b/i.test(sent)) return;
  if (/xml/i.test(sent)) throw notImplemented('XML bodies');
  throw new RestError(415, 'Unsupported media type', `Content-Type is ${sent}; send application/json`);
}
