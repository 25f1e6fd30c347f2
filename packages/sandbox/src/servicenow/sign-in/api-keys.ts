import { randomBytes } from 'node:crypto';
import type { Database } from '../database/database.ts';
import { type AuthScheme, mayLogIn, principalOf, userNamed } from './auth.ts';

const HEADER = 'x-sn-apikey';

/**
 * API keys (`x-sn-apikey`, as header or query parameter), each bound to a user. REST API access policies
 * are not modelled: a key opens every API that its user may reach.
 */
export function apiKeyAuth(database: Database): AuthScheme {
  return ({ headers, url }) => {
    const token =
      headers.get(HEADER) ?? (url.includes(HEADER) ? new URL(url).searchParams.get(HEADER) : null);
    if (token === null) return undefined;
    const key = token === '' ? undefined : database.find('api_key', 'token', token);
    const user = key === undefined ? null : database.get('sys_user', key.user ?? '');
    // A key is a secret: it is compared with case, however queries compare.
    if (key?.token !== token || key.active !== 'true' || user === null || !mayLogIn(user)) return null;
    return principalOf(database, user);
  };
}

/**
 * Issues a key that acts for a user.
 * @param token the key's text; made up when left out
 * @returns the key's text
 * @throws Error when there is no such user
 */
export function issueApiKey(
  database: Database,
  userName: string,
  token = `now_${randomBytes(24).toString('base64url')}`,
): string {
  const user = userNamed(database, userName);
  if (user === undefined) throw new Error(`There is no user ${userName}`);
  database.insert('api_key', { name: `Key of ${userName}`, token, user: user.sys_id ?? '' }, 'admin');
  return token;
}
