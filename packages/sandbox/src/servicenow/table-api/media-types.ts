import { notImplemented, RestError } from '../rest/rest-error.ts';

const WRITES = ['POST', 'PUT', 'PATCH'];
const READABLE = /(application|text)\/(json|xml)|application\/\*|\*\/\*/i;

/**
 * What a request sends and accepts: JSON, or XML.
 * @param takesXml whether the API reads XML bodies here, as all of ServiceNow's do
 * @throws RestError 400, 406, 415; 501
 */
export function checkMediaTypes(method: string, headers: Headers, takesXml = false): void {
  const accept = headers.get('accept') ?? '*/*';
  if (!READABLE.test(accept)) {
    const detail = `Accept is ${accept}; this API answers application/json and application/xml`;
    throw new RestError(406, 'Not acceptable', detail);
  }
  if (!WRITES.includes(method)) return;
  const sent = headers.get('content-type');
  if (sent === null) throw new RestError(400, 'Content-Type is missing', 'Send application/json');
  if (/^application\/json\b/i.test(sent) || (takesXml && isXml(headers))) return;
  if (isXml(headers)) throw notImplemented('XML bodies for this API');
  throw new RestError(415, 'Unsupported media type', `Content-Type is ${sent}; send application/json`);
}

/** Whether a body is XML. */
export function isXml(headers: Headers): boolean {
  return /^(application|text)\/xml\b/i.test(headers.get('content-type') ?? '');
}
