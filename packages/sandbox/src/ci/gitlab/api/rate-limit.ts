import type { MiddlewareHandler } from 'hono';
import type { Clock } from '../../../clock.ts';

const WINDOW_MS = 60_000;

/**
 * @fact Requests per minute | 2000; `RateLimit-*` in each answer, then 429 with `Retry-After` | documented |
 *   doc/administration/settings/user_and_ip_rate_limits.md
 */
export function rateLimit(perMinute: number, clock: Clock): MiddlewareHandler {
  let windowStart = 0;
  let observed = 0;
  return async (c, next) => {
    const now = clock.now().getTime();
    if (now - windowStart >= WINDOW_MS) {
      windowStart = now - (now % WINDOW_MS);
      observed = 0;
    }
    observed += 1;
    const reset = windowStart + WINDOW_MS;
    const refused = observed > perMinute;
    if (!refused) await next();
    else c.res = c.text('Retry later\n', 429);
    const headers = {
      'RateLimit-Limit': String(perMinute),
      'RateLimit-Name': 'throttle_authenticated_api',
      'RateLimit-Observed': String(observed),
      'RateLimit-Remaining': String(Math.max(0, perMinute - observed)),
      'RateLimit-Reset': String(reset / 1000),
      ...(refused && { 'Retry-After': String(Math.ceil((reset - now) / 1000)) }),
    };
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
  };
}
