import type { Context } from 'hono';
import type { Clock } from '../../clock.ts';
import { newSysId } from '../database/database.ts';
import { RestError } from './rest-error.ts';

const HOUR = 60 * 60 * 1000;

/** An inbound REST API rate limit rule. */
export interface RateLimitRule {
  /** As in the answer: `Table API`. */
  readonly api: string;
  /** What the path of its requests begins with. */
  readonly path: string;
  readonly perHour: number;
  /** user_name whom it counts; every user, each on their own, when left out. */
  readonly user?: string;
}

interface ActiveRule extends RateLimitRule {
  readonly sysId: string;
  /** By user: the hour that is being counted, and how many requests it had. */
  readonly counts: Map<string, { hour: number; requests: number }>;
}

/**
 * Rate limit rules. They count by whole hours of the sandbox's clock.
 * @fact A rate limit rule | 429 with `Retry-After`, and `X-RateLimit-*`; exact here, while an instance commits its counts
 *   every 30 s and lets some more through | documented | inbound-REST-API-rate-limiting
 */
export class RateLimits {
  readonly #clock: Clock;
  #rules: ActiveRule[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @returns a function that removes it */
  add(rule: RateLimitRule): () => void {
    const active: ActiveRule = { ...rule, sysId: newSysId(), counts: new Map() };
    this.#rules.push(active);
    return () => {
      this.#rules = this.#rules.filter((other) => other !== active);
    };
  }

  /** Counts a request, and sets the headers of its answer. @throws RestError 429 */
  count(c: Context, userName: string): void {
    const rule = this.#rules.find(
      ({ path, user }) => c.req.path.startsWith(path) && (user === undefined || user === userName),
    );
    if (rule === undefined) return;
    const now = this.#clock.now().getTime();
    const hour = Math.floor(now / HOUR);
    const counted = rule.counts.get(userName);
    const requests = (counted?.hour === hour ? counted.requests : 0) + 1;
    rule.counts.set(userName, { hour, requests });
    const reset = (hour + 1) * HOUR;
    c.header('X-RateLimit-Limit', String(rule.perHour));
    c.header('X-RateLimit-Reset', String(reset / 1000));
    c.header('X-RateLimit-Rule', rule.sysId);
    if (requests <= rule.perHour) return;
    c.header('Retry-After', String(Math.ceil((reset - now) / 1000)));
    const detail = `Rate limit of ${rule.perHour} requests per hour for ${rule.api} exceeded`;
    throw new RestError(429, 'Rate limit exceeded', detail);
  }
}
