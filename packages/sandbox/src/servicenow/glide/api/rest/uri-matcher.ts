import type { ScriptSession } from '../../runtime/script-session.ts';
import { strictObject } from '../strict.ts';

/** scheme, authority, path, query, fragment (RFC 3986, appendix B), of characters that a URI may hold. */
const URI = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?(?:#(.*))?$/;
const ILLEGAL = /[^A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]|%(?![0-9A-Fa-f]{2})/;
const AUTHORITY = /^(?:[^@]*@)?(\[[^\]]*\]|[^:@]*)(?::(\d*))?$/;

/** `sn_ws.UriMatcher` (ServiceNow docs, c_UriMatcherAPI): exact scheme, host and whole path. */
export class UriMatcher {
  readonly #session: ScriptSession;

  constructor(session: ScriptSession) {
    this.#session = session;
  }

  /** A list that is left out, or empty, is not looked at. */
  match(
    uri: unknown,
    scheme: unknown,
    hosts: unknown,
    paths?: unknown,
    fragments?: unknown,
    disallowQuery?: unknown,
  ): UriMatch {
    const parts = ILLEGAL.test(String(uri)) ? null : URI.exec(String(uri));
    const host = parts === null ? undefined : AUTHORITY.exec(parts[2] ?? '')?.[1];
    const match =
      parts === null || host === undefined
        ? new UriMatch(['The URI is malformed'], false, false, false, false)
        : new UriMatch(
            disallowQuery && parts[4] !== undefined ? ['Query parameters are not allowed'] : [],
            parts[1] === String(scheme),
            listed(hosts, host),
            listed(paths, parts[3] ?? ''),
            listed(fragments, parts[5] ?? ''),
          );
    return strictObject(match, 'UriMatcherResponse', this.#session);
  }
}

class UriMatch {
  readonly #errors: readonly string[];
  readonly #scheme: boolean;
  readonly #host: boolean;
  readonly #path: boolean;
  readonly #fragment: boolean;

  constructor(errors: readonly string[], scheme: boolean, host: boolean, path: boolean, fragment: boolean) {
    this.#errors = errors;
    this.#scheme = scheme;
    this.#host = host;
    this.#path = path;
    this.#fragment = fragment;
  }

  isMatch(): boolean {
    return !this.isError() && this.#scheme && this.#host && this.#path && this.#fragment;
  }

  isError(): boolean {
    return this.#errors.length > 0;
  }

  getErrorMessages(): string[] {
    return [...this.#errors];
  }

  isSchemeMatches(): boolean {
    return this.#scheme;
  }

  isHostMatches(): boolean {
    return this.#host;
  }

  isPathMatches(): boolean {
    return this.#path;
  }

  isFragmentMatches(): boolean {
    return this.#fragment;
  }
}

function listed(list: unknown, value: string): boolean {
  return !Array.isArray(list) || list.length === 0 || list.some((one) => String(one) === value);
}
