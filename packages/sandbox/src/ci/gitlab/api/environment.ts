import type { Context } from 'hono';
import type { Caller } from '../credentials.ts';

/** What each request carries once it has signed in. */
export interface ApiEnvironment {
  Variables: { caller: Caller };
}

export type ApiContext = Context<ApiEnvironment>;

export type UserCaller = Extract<Caller, { kind: 'user' }>;

export const NOT_FOUND = { message: '404 Not Found' };
export const FORBIDDEN = { message: '403 Forbidden' };
export const UNAUTHORIZED = { message: '401 Unauthorized' };

/** @returns the user; or undefined for a job token, which most endpoints take for no token at all */
export function userOf(c: ApiContext): UserCaller | undefined {
  const caller = c.get('caller');
  return caller.kind === 'user' ? caller : undefined;
}
