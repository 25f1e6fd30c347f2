/**
 * What every approval API repeats: requests with a CI's headers, and what an answer means that is not the one hoped
 * for. Bundled into the ServiceNow app with each `approval.ts`, so the same rules hold: see `api.ts`.
 */
import type {
  ApprovalAnswer,
  ApprovalHttp,
  ApprovalHttpRequest,
  ApprovalHttpResponse,
  ApprovalOutcome,
} from './api.ts';

/** What was read, or the answer that ends this attempt. */
export type Read<T> = { readonly value: T } | Failed;

/** The answer that ends this attempt. */
export interface Failed {
  readonly failed: ApprovalAnswer;
}

/** What differs between the REST APIs of CIs: address, headers, and the meaning of errors. */
export interface RestApi {
  /** The CI's name in messages: `GitLab`. */
  readonly name: string;
  /** What the paths of all requests are appended to. */
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The CI's own words in the body of an error; empty for none. `body` is parsed JSON, `null` where it is none. */
  errorText(body: unknown): string;
  /** Whether trying again may help, where the status alone does not say so. */
  isTransient?(status: number, errorText: string): boolean;
  /** What to do about a status; follows the message. */
  readonly advice?: Readonly<Record<number, string>>;
}

/** Sends a CI's requests, and turns answers that end the attempt into what the app understands. */
export interface ApprovalClient {
  send(method: 'GET' | 'POST', path: string, body?: unknown): ApprovalHttpResponse;
  /** As `send`, of the request that brings the decision. */
  decide(method: 'GET' | 'POST', path: string, body?: unknown): ApprovalHttpResponse;
  /**
   * Parsed JSON; `null` where a successful answer was none.
   *
   * @param asked what was asked, after "GitLab answered 401 when asked"
   */
  get(path: string, asked: string): Read<unknown>;
  /** A JSON list. @param what after "GitLab did not answer with" */
  getList(path: string, asked: string, what: string): Read<readonly unknown[]>;
  /** What an answer that is no success means: `unavailable` where trying again may help, else `refused`. */
  failure(response: ApprovalHttpResponse, asked: string): ApprovalAnswer;
  /** As `failure`, of the request that brings the decision: `unanswered` where it may have arrived all the same. */
  decisionFailure(response: ApprovalHttpResponse, asked: string): ApprovalAnswer;
  /** A successful answer of another shape. @param what after "GitLab did not answer with" */
  unexpected(what: string): Failed;
}

/** Characters of a CI's own words that a message takes over. */
const ERROR_TEXT_LENGTH = 300;

/** Creates the client of one CI. It has no state: nothing is kept between requests. */
export function createClient(api: RestApi, http: ApprovalHttp): ApprovalClient {
  const { name, baseUrl, headers } = api;
  const requestOf = (method: 'GET' | 'POST', path: string, body: unknown): ApprovalHttpRequest => {
    const request = { method, url: `${baseUrl}${path}`, headers };
    return body === undefined ? request : Object.assign({ body: JSON.stringify(body) }, request);
  };
  const client: ApprovalClient = {
    send: (method, path, body) => http.send(requestOf(method, path, body)),
    decide: (method, path, body) =>
      http.send(Object.assign({ decides: true as const }, requestOf(method, path, body))),
    get(path, asked) {
      const response = client.send('GET', path);
      return isSuccess(response)
        ? { value: parseJson(response.body) }
        : { failed: client.failure(response, asked) };
    },
    getList(path, asked, what) {
      const read = client.get(path, asked);
      if ('failed' in read) return read;
      return Array.isArray(read.value) ? { value: read.value } : client.unexpected(what);
    },
    failure({ status, body, location }, asked) {
      if (status === 0) return answer('unavailable', `${name} did not answer: ${body}`);
      if (location !== undefined)
        return answer('refused', `${name} answered ${status} when asked ${asked}: ${redirectTo(location)}`);
      const text = api.errorText(parseJson(body)).slice(0, ERROR_TEXT_LENGTH);
      const isTransient =
        status === 408 || status === 429 || status >= 500 || api.isTransient?.(status, text) === true;
      const advice = api.advice?.[status] ?? '';
      return answer(
        isTransient ? 'unavailable' : 'refused',
        `${name} answered ${status} when asked ${asked}${text === '' ? '' : `: ${text}`}${advice}`,
      );
    },
    decisionFailure(response, asked) {
      const { outcome, detail } = client.failure(response, asked);
      return answer(mayHaveArrived(response) ? 'unanswered' : outcome, detail);
    },
    unexpected: (what) => ({ failed: answer('unavailable', `${name} did not answer with ${what}.`) }),
  };
  return client;
}

/** A read. */
export interface Asked {
  readonly path: string;
  /** What is asked, after "GitLab answered 401 when asked". */
  readonly asked: string;
}

/**
 * Reads one of the things that a list of the CI's has. CIs answer 404 alike for what was deleted and for what the token may
 * not see, so it counts as deleted only where the same token reads the list.
 *
 * @param isList whether the answer to `list` is one
 * @returns `null` for what was deleted
 */
export function readListed(
  client: ApprovalClient,
  one: Asked,
  list: Asked & { isList(value: unknown): boolean },
): Read<NonNullable<unknown> | null> {
  const response = client.send('GET', one.path);
  if (isSuccess(response)) {
    const value = parseJson(response.body);
    return typeof value === 'object' && value !== null ? { value } : client.unexpected('JSON');
  }
  const failed = client.failure(response, one.asked);
  if (response.status !== 404) return { failed };
  const listed = client.get(list.path, list.asked);
  return 'value' in listed && list.isList(listed.value) ? { value: null } : { failed };
}

/** An approval API's answer. @param detail one sentence, for the registration and the change's note */
export function answer(outcome: ApprovalOutcome, detail: string): ApprovalAnswer {
  return { outcome, detail };
}

/** What to say of a redirect, and what to do. */
export function redirectTo(location: string): string {
  return `${leadsTo(location)} An admin has to list the API base URL that answers by itself in "CI servers".`;
}

/** Where a redirect leads, which is not followed: a token goes to the listed server alone. */
export function leadsTo(location: string): string {
  const host = /^(?:https?:)?\/\/(?:[^/?#]*@)?([^/?#\s]{1,253})/i.exec(location)?.[1];
  return `it redirects to ${host ?? 'another of its paths'}, and nothing was sent there.`;
}

/** Whether an answer has a 2xx status. */
export function isSuccess({ status }: ApprovalHttpResponse): boolean {
  return status >= 200 && status < 300;
}

/** Whether the CI may have done what it was asked: it did not refuse. */
export function mayHaveArrived(response: ApprovalHttpResponse): boolean {
  return isSuccess(response) || response.status === 0 || response.status >= 500;
}

/** Parses JSON. @returns `null` for text that is no JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A name as a part of a path, which the app sends only where all of it is plain: letters, digits, and escapes of the rest. */
export function inPath(name: string): string {
  return encodeURIComponent(name).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
}

/** Entries per page: the most that CIs give. */
export const PAGE_SIZE = 100;

/**
 * Reads a list page by page, until an entry is found, a page is not full, or `mostPages` have been read.
 *
 * @param path to whose query page and page size are appended
 * @param read one page
 * @param find what is looked for on a page; `undefined` when it is not there
 * @returns what was found; `undefined` when it is not in the list, `null` when it may be on a page that was not read
 */
export function findInPages<T, Found extends object>(
  path: string,
  mostPages: number,
  read: (path: string) => Read<readonly T[]>,
  find: (entries: readonly T[]) => Found | undefined,
): Read<Found | undefined | null> {
  const query = path.indexOf('?') < 0 ? '?' : '&';
  for (let page = 1; page <= mostPages; page += 1) {
    const entries = read(`${path}${query}per_page=${PAGE_SIZE}&page=${page}`);
    if ('failed' in entries) return entries;
    const found = find(entries.value);
    if (found !== undefined || entries.value.length < PAGE_SIZE) return { value: found };
  }
  return { value: null };
}
