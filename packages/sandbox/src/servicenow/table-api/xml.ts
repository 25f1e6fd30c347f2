import { XMLBuilder } from 'fast-xml-parser';
import type { Context, MiddlewareHandler } from 'hono';
import { accepts } from 'hono/accepts';
import { parseXml } from '../glide/xml.ts';
import { RestError } from '../rest/rest-error.ts';

const XML = ['application/xml', 'text/xml'];
const JSON_TYPE = 'application/json';

const builder = new XMLBuilder({ suppressEmptyNode: true });

/**
 * Turns JSON answers into XML for who asks for it: `<response>`, with the names of the JSON's fields as
 * elements; a list is an element for each of its items.
 */
export const xmlAnswers: MiddlewareHandler = async (c, next) => {
  await next();
  if (!wantsXml(c) || !c.res.headers.get('content-type')?.startsWith(JSON_TYPE)) return;
  const headers = new Headers(c.res.headers);
  headers.set('content-type', 'application/xml;charset=UTF-8');
  headers.delete('content-length');
  const xml = `<?xml version="1.0" encoding="UTF-8"?>${builder.build({ response: await c.res.json() })}`;
  c.res = new Response(xml, { status: c.res.status, headers });
};

function wantsXml(c: Context): boolean {
  if (!c.req.header('accept')?.includes('xml')) return false;
  return XML.includes(accepts(c, { header: 'Accept', supports: [JSON_TYPE, ...XML], default: JSON_TYPE }));
}

/** @returns the fields of `<request><entry>` @throws RestError 400 */
export function parseXmlBody(text: string): Record<string, unknown> {
  const unreadable = (detail: string): RestError =>
    new RestError(400, 'Exception while reading request', detail);
  let entries: ReturnType<typeof parseXml>['children'];
  try {
    entries = parseXml(text, 'the body').children.filter(({ name }) => name === 'entry');
  } catch (error) {
    throw unreadable((error as Error).message);
  }
  const [entry, ...others] = entries;
  if (entry === undefined || others.length > 0)
    throw unreadable('The body must be <request> with one <entry>');
  return Object.fromEntries(entry.children.map((field) => [field.name, field.text]));
}
