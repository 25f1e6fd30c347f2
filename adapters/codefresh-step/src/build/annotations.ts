/**
 * A build's annotations, over Codefresh's API: `GET /annotations?entityId&entityType` lists them, `POST` sets one
 * (Codefresh's OpenAPI description and CLI).
 */
import { createCiHttp, type Environment, GateError, type Http } from '@change-gate/core';
import * as z from 'zod/mini';
import { readInputs } from '../inputs.ts';
import { type Annotation, ENTITY_TYPE } from './gate-annotations.ts';

const annotations = z.array(z.object({ key: z.string(), value: z.coerce.string() }));

export class Annotations {
  readonly #build: string;
  readonly #api: string;
  readonly #key: string | undefined;
  readonly #http: Http;

  /** @param api the API's base URL, without a trailing slash */
  constructor(build: string, api: string, env: Environment) {
    this.#build = build;
    this.#api = api;
    // In every freestyle step, for as long as the build runs (Codefresh docs, "Variables").
    this.#key = env.CF_API_KEY;
    this.#http = createCiHttp(readInputs(env), env);
  }

  /** @throws GateError UNAVAILABLE, FORBIDDEN */
  async list(): Promise<readonly Annotation[]> {
    const query = new URLSearchParams({ entityId: this.#build, entityType: ENTITY_TYPE });
    const response = await this.#send('GET', `?${query}`);
    // What the CLI takes for "none".
    if (response.status === 404) return [];
    const parsed = annotations.safeParse(this.#read(response));
    if (parsed.success) return parsed.data;
    throw new GateError('UNAVAILABLE', `${CANNOT}: Codefresh did not answer with annotations. ${COST}`);
  }

  /** @throws GateError UNAVAILABLE, FORBIDDEN */
  async set(key: string, value: string): Promise<void> {
    const body = { entityId: this.#build, entityType: ENTITY_TYPE, key, value };
    this.#read(await this.#send('POST', '', JSON.stringify(body)));
  }

  /** @throws GateError UNAVAILABLE, FORBIDDEN */
  async remove(key: string): Promise<void> {
    const query = new URLSearchParams({ entityId: this.#build, entityType: ENTITY_TYPE, key });
    this.#read(await this.#send('DELETE', `?${query}`));
  }

  async #send(method: 'GET' | 'POST' | 'DELETE', query: string, body?: string): Promise<Answer> {
    if (!this.#key) throw new GateError('FORBIDDEN', `${CANNOT}: CF_API_KEY is not set. ${COST}`);
    const headers = {
      authorization: this.#key,
      accept: 'application/json',
      'content-type': 'application/json',
    };
    const url = `${this.#api}/annotations${query}`;
    try {
      return await this.#http({ method, url, headers, ...(body !== undefined && { body }) });
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      throw new GateError(error.code, `${CANNOT}: ${error.message} ${COST}`, { cause: error });
    }
  }

  #read({ status, body }: Answer): unknown {
    if (status >= 200 && status < 300) return parse(body);
    const code = status === 401 || status === 403 ? 'FORBIDDEN' : 'UNAVAILABLE';
    throw new GateError(code, `${CANNOT}: Codefresh answered ${status}. ${COST}`);
  }
}

type Answer = Awaited<ReturnType<Http>>;

const CANNOT = "This build's annotations cannot be kept";

const COST =
  'A build with one gate can do without; with several, a repeated callback could release the wrong one.';

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
