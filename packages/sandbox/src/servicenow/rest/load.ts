import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { RestError } from './rest-error.ts';
import { Slots } from './slots.ts';

/** Of a node: requests of APIs that it runs, and keeps waiting, at one time. */
const AT_ONCE = 4;
const WAITING = 50;

/** Of a session: requests that it keeps waiting. */
const WAITING_IN_SESSION = 10;

const SESSION = 'JSESSIONID';

const TOO_MANY = new RestError(429, 'Too many requests', 'The API semaphores and their queue are full');

/**
 * What an instance does with more requests than it can run. A client that keeps cookies is one session.
 * @fact More requests at one time than a node's API semaphores run | 4 run, 50 wait, the next is answered 429 without
 *   `Retry-After` | documented | vendor KB0635398, KB3046852
 * @fact Requests of one session (a client that keeps cookies) | one after the other; with 10 waiting, the next is answered
 *   202 and dropped | third party | arc46's documentation
 */
export function loadLimits(nodes: number): MiddlewareHandler {
  const apis = new Slots(AT_ONCE * nodes, WAITING * nodes);
  const sessions = new Map<string, Slots>();
  return async (c, next) => {
    const session = getCookie(c, SESSION);
    if (session === undefined) {
      await apis.hold(next, refuse);
      setCookie(c, SESSION, randomUUID(), { path: '/', httpOnly: true });
      return undefined;
    }
    const own = sessions.get(session) ?? new Slots(1, WAITING_IN_SESSION);
    sessions.set(session, own);
    const inTurn = () => apis.hold(next, refuse);
    const dropped = await own.hold<Response | undefined>(
      () => inTurn().then(() => undefined),
      () => c.body(null, 202),
    );
    if (own.isIdle) sessions.delete(session);
    return dropped;
  };
}

function refuse(): never {
  throw TOO_MANY;
}
