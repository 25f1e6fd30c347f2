/** The API's rate limits. */
import type { MiddlewareHandler } from 'hono';
import type { Clock } from '../../../clock.ts';
import type { Credential } from '../credentials/credential.ts';
import type { ApiEnvironment } from './environment.ts';
import { failure } from './failure.ts';

const HOUR_MS = 3_600_000;
const ANONYMOUS_LIMIT = 60;
const JOB_TOKEN_LIMIT = 1000;

interface Window {
  used: number;
  readonly resets: number;
}

/**
 * @fact Requests per hour | 5000 with a token, 1000 with GITHUB_TOKEN, 60 without; `X-RateLimit-*` in each
 *   answer, then 403 | documented | rate-limits-for-the-rest-api
 */
export class RateLimits {
  readonly #clock: Clock;
  readonly #limit: number;
  readonly #windows = new Map<string, Window>();

  /** @param limit requests per hour and token */
  constructor(limit: number, clock: Clock) {
    this.#limit = limit;
    this.#clock = clock;
  }

  middleware(): MiddlewareHandler<ApiEnvironment> {
    return async (c, next) => {
      const window = this.#window(c.req.header('authorization') ?? '');
      const limit = this.#limitOf(c.get('credential'));
      const exceeded = window.used >= limit;
      if (!exceeded) window.used += 1;
      c.header('X-RateLimit-Limit', String(limit));
      c.header('X-RateLimit-Remaining', String(limit - window.used));
      c.header('X-RateLimit-Used', String(window.used));
      c.header('X-RateLimit-Reset', String(Math.ceil(window.resets / 1000)));
      c.header('X-RateLimit-Resource', 'core');
      if (exceeded) return failure(c, 403, 'API rate limit exceeded.');
      return next();
    };
  }

  #limitOf(credential: Credential): number {
    if (credential.kind === 'anonymous') return Math.min(ANONYMOUS_LIMIT, this.#limit);
    if (credential.kind === 'job') return Math.min(JOB_TOKEN_LIMIT, this.#limit);
    return this.#limit;
  }

  #window(key: string): Window {
    const current = this.#windows.get(key);
    if (current !== undefined && current.resets > this.#now()) return current;
    const fresh = { used: 0, resets: this.#now() + HOUR_MS };
    this.#windows.set(key, fresh);
    return fresh;
  }

  #now(): number {
    return this.#clock.now().getTime();
  }
}
