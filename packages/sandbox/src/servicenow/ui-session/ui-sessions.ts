import { randomBytes } from 'node:crypto';
import type { Database } from '../database/database.ts';
import { type AuthScheme, mayLogIn, principalOf } from '../sign-in/auth.ts';

const COOKIE = 'JSESSIONID';
/** What requests other than GET must carry, so that a page of somebody else's cannot send them. */
export const USER_TOKEN = 'X-UserToken';

export interface UiSession {
  /** sys_id */
  readonly user: string;
  readonly token: string;
}

/** Who is logged in with a browser, or with a tool that logs in as one does. */
export class UiSessions {
  readonly #byId = new Map<string, UiSession>();

  /** @returns the cookie to set */
  begin(user: string): string {
    const id = randomBytes(16).toString('hex').toUpperCase();
    this.#byId.set(id, { user, token: randomBytes(36).toString('hex') });
    return `${COOKIE}=${id}; Path=/; HttpOnly`;
  }

  of(headers: Headers): UiSession | undefined {
    const cookies = (headers.get('cookie') ?? '').split(';').map((one) => one.trim());
    const mine = cookies.find((one) => one.startsWith(`${COOKIE}=`));
    return mine === undefined ? undefined : this.#byId.get(mine.slice(COOKIE.length + 1));
  }
}

/** The cookie of a session; a session that is over is none. */
export function sessionAuth(database: Database, sessions: UiSessions): AuthScheme {
  return ({ method, headers }) => {
    const session = sessions.of(headers);
    if (session === undefined) return undefined;
    if (method !== 'GET' && headers.get(USER_TOKEN) !== session.token) return null;
    const user = database.get('sys_user', session.user);
    return user === null || !mayLogIn(user) ? null : principalOf(database, user);
  };
}
