/**
 * A build's annotations, over Codefresh's API: `GET /annotations?entityId&entityType` lists them, `POST` sets one
 * (Codefresh's OpenAPI description and CLI).
 */
import { type Environment, GateError } from '@change-gate/core';
import { z } from 'zod';
import { type Annotation, ENTITY_TYPE } from './gate-marks.ts';

const annotations = z.array(z.object({ key: z.string(), value: z.coerce.string() }));

const TIMEOUT_MS = 15_000;

export class Annotations {
  readonly #build: string;
  readonly #api: string;
  readonly #key: string | undefined;

  /** @param api the API's base URL, without a trailing slash */
  constructor(build: string, api: string, env: Environment) {
    this.#build = build;
    this.#api = api;
    // In every freestyle step, for as long as the build runs (Codefresh docs, "Variables").
    this.#key = env.CF_API_KEY;
  }

  /** @throws GateError UNAVAILABLE, FORBIDDEN */
  async list(): Promise<readonly Annotation[]> {
    const query = new URLSearchParams({ entityId: this.#build, entityType: ENTITY_TYPE });
    const response = await this.#send('GET', `?${query}`);
    // What the CLI takes for "none".
    if (response.status === 404) return [];
    const parsed = annotations.safeParse(await this.#body(response));
    if (parsed.success) return parsed.data;
    throw new GateError('UNAVAILABLE', `${CANNOT}: Codefresh did not answer with annotations. ${COST}`);
  }

  /** @throws GateError UNAVAILABLE, FORBIDDEN */
  async set(key: string, value: string): Promise<void> {
    const body = { entityId: this.#build, entityType: ENTITY_TYPE, key, value };
    await this.#body(await this.#send('POST', '', JSON.stringify(body)));
  }

  /** @throws GateError UNAVAILABLE, FORBIDDEN */
  async remove(key: string): Promise<void> {
    const query = new URLSearchParams({ entityId: this.#build, entityType: ENTITY_TYPE, key });
    await this.#body(await this.#send('DELETE', `?${query}`));
  }

  async #send(method: 'GET' | 'POST' | 'DELETE', query: string, body?: string): Promise<Response> {
    if (!this.#key) throw new GateError('FORBIDDEN', `${CANNOT}: CF_API_KEY is not set. ${COST}`);
    const headers = {
      authorization: this.#key,
      accept: 'application/json',
      'content-type': 'application/json',
    };
    try {
      return await fetch(`${this.#api}/annotations${query}`, {
        method,
        headers,
        ...(body !== undefined && { body }),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      throw new GateError('UNAVAILABLE', `${CANNOT}: Codefresh did not answer. ${COST}`, { cause: error });
    }
  }

  async #body(response: Response): Promise<unknown> {
    const text = await response.text();
    if (response.ok) return parse(text);
    const code = response.status === 401 || response.status === 403 ? 'FORBIDDEN' : 'UNAVAILABLE';
    throw new GateError(code, `${CANNOT}: Codefresh answered ${response.status}. ${COST}`);
  }
}

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
