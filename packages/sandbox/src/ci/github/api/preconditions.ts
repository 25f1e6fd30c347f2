/** What every request must bring, whatever it asks for. */
import type { MiddlewareHandler } from 'hono';
import type { ApiBackend } from './backend.ts';
import type { ApiEnvironment } from './environment.ts';
import { failure } from './failure.ts';

const API_VERSION = '2022-11-28';

const NO_USER_AGENT =
  'Request forbidden by administrative rules. Please make sure your request has a User-Agent header ' +
  '(https://docs.github.com/en/rest/overview/resources-in-the-rest-api#user-agent-required). ' +
  'Check https://developer.github.com for other possible causes.\r\n';

/** @fact A request without `User-Agent` | 403 | documented | getting-started-with-the-rest-api */
export function requireUserAgent(): MiddlewareHandler<ApiEnvironment> {
  return async (c, next) => {
    if ((c.req.header('user-agent') ?? '') === '') return c.text(NO_USER_AGENT, 403);
    return next();
  };
}

/**
 * @fact `X-GitHub-Api-Version` | `2022-11-28`, which is the default too; any other one: 400 | documented |
 *   api-versions; 2026-03-10 is left out
 */
export function requireVersion(): MiddlewareHandler<ApiEnvironment> {
  return async (c, next) => {
    const version = c.req.header('x-github-api-version') ?? API_VERSION;
    if (version !== API_VERSION) {
      return failure(
        c,
        400,
        `"${version}" is not an API version of the sandbox's GitHub, which has ${API_VERSION}`,
      );
    }
    c.header('X-GitHub-Api-Version-Selected', version);
    c.header('X-GitHub-Media-Type', 'github.v3; format=json');
    return next();
  };
}

/**
 * @fact `X-GitHub-Enterprise-Version` | the release of a GitHub Enterprise Server, in each of its answers | documented |
 *   getting-started-with-the-rest-api, its page for GitHub Enterprise Server
 */
export function showRelease({ enterprise, release }: ApiBackend): MiddlewareHandler<ApiEnvironment> {
  return async (c, next) => {
    if (enterprise) c.header('X-GitHub-Enterprise-Version', release);
    return next();
  };
}

/**
 * @fact An unknown or revoked token | 401 `Bad credentials` | documented |
 *   troubleshooting-the-rest-api
 */
export function signIn({ credentials }: ApiBackend): MiddlewareHandler<ApiEnvironment> {
  return async (c, next) => {
    const credential = credentials.find(c.req.header('authorization'));
    if (credential === undefined) return failure(c, 401, 'Bad credentials');
    c.set('credential', credential);
    const expiry = credentials.expiry(c.req.header('authorization'));
    // @fact `github-authentication-token-expiration` | is in the answers to a token of a person's that expires:
    //   `2026-12-01 10:00:00 UTC` | third party | clients that read it
    if (expiry !== null && (credential.kind === 'classic' || credential.kind === 'fine-grained')) {
      const time = expiry.toISOString().replace('T', ' ').replace(/\..*/, ' UTC');
      c.header('github-authentication-token-expiration', time);
    }
    if (credential.kind === 'classic') c.header('X-OAuth-Scopes', [...credential.scopes].join(', '));
    return next();
  };
}
