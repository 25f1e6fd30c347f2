/** Holds a request against GitHub's own description of its API (`generated/github.json`). For tests. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { OPERATIONS } from './operations.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required?: boolean;
  readonly schema: object;
}

interface Operation {
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: object } } };
  /** Whether an App's installation token may call it. */
  readonly forApps: boolean;
}

export const DESCRIPTION: {
  readonly source: string;
  readonly operations: Readonly<Record<(typeof OPERATIONS)[number], Operation>>;
} = JSON.parse(readFileSync(new URL('./generated/github.json', import.meta.url), 'utf8'));

export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** `coerceTypes`: what is in a URL is text. */
const urls = new Ajv({ strict: false, coerceTypes: true, formats: { 'date-time': true, int64: true } });
const bodies = new Ajv({ strict: false });

/**
 * @param server the API's base URL
 * @throws Error that says what GitHub would not accept
 */
export function assertMatchesDescription({ method, url, headers, body }: SentRequest, server: string): void {
  if (!url.startsWith(`${server}/`)) throw new Error(`${url} is not below ${server}`);
  const { pathname, searchParams } = new URL(url.slice(server.length), 'https://path.invalid');
  const [name, operation] = operationOf(method, pathname);
  for (const [key, value] of searchParams) {
    const parameter = operation.parameters.find(
      (candidate) => candidate.in === 'query' && candidate.name === key,
    );
    if (parameter === undefined) throw new Error(`${name} has no query parameter ${key}`);
    if (!urls.validate(parameter.schema, value)) throw new Error(`${name}: ${key}: ${urls.errorsText()}`);
  }
  assertBody(name, operation, body);
  // An App's token is asked for without a version: GitHub then takes its default.
  const versioned = pathname.startsWith('/repos/') ? ['x-github-api-version'] : [];
  for (const header of ['accept', 'authorization', 'user-agent', ...versioned]) {
    if (!headers[header]) throw new Error(`${name} was sent without ${header}`);
  }
}

function operationOf(method: string, pathname: string): [string, Operation] {
  const found = Object.entries(DESCRIPTION.operations).filter(([name]) => {
    const [verb, path = ''] = name.split(' ');
    const pattern = path.replace('{path}', '.+').replace(/\{\w+\}/g, '[^/]+');
    return verb === method && new RegExp(`^${pattern}$`).test(pathname);
  });
  const [operation] = found;
  if (operation === undefined) throw new Error(`GitHub describes no ${method} ${pathname}`);
  return operation;
}

/** Stricter than the description, which admits any further property: a wrong name would pass unseen. */
function assertBody(name: string, operation: Operation, body: string | undefined): void {
  const schema = operation.requestBody?.content['application/json'].schema;
  if (schema === undefined || body === undefined) {
    if (schema === undefined && body === undefined) return;
    throw new Error(`${name} was sent ${body === undefined ? 'without its' : 'with a'} body`);
  }
  if (!bodies.validate(closed(schema), JSON.parse(body))) throw new Error(`${name}: ${bodies.errorsText()}`);
}

function closed(schema: object): object {
  const { anyOf } = schema as { anyOf?: object[] };
  if (anyOf !== undefined) return { anyOf: anyOf.map(closed) };
  return { additionalProperties: false, ...schema };
}
