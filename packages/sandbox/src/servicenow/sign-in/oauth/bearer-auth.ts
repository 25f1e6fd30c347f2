import type { Database } from '../../database/database.ts';
import { type AuthScheme, mayLogIn, principalOf } from '../auth.ts';
import type { IdTokens } from './id-tokens.ts';
import type { Tokens } from './tokens.ts';

/**
 * `Authorization: Bearer`: whoever an access token was issued for, or whom another's ID token speaks for.
 * @fact A bearer token | is an access token of the instance; any other is checked as an ID token | documented |
 *   KB0720547
 */
export function bearerAuth(database: Database, tokens: Tokens, idTokens: IdTokens): AuthScheme {
  return async ({ headers }) => {
    const token = /^bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1];
    if (token === undefined) return undefined;
    const owner = tokens.owner('access', token);
    const user = owner === undefined ? await idTokens.user(token) : database.get('sys_user', owner.user);
    return user && mayLogIn(user) ? principalOf(database, user) : null;
  };
}
