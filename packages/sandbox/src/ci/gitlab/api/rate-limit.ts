import type { MiddlewareHandler } from 'hono';
import type { Clock } from '../../../clock.ts';

const WINDOW_MS = 60_000;

/**
 * Counts requests per minute and says so in every answer (GitLab docs, "User and IP rate limits": the
 * headers, the status and the words of a refusal).
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
