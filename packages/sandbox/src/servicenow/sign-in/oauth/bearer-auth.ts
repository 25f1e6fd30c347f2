import type { Database } from '../../database/database.ts';
import { type AuthScheme, mayLogIn, principalOf } from '../auth.ts';
import type { Tokens } from './tokens.ts';

/** `Authorization: Bearer <access token>`: whoever the token was issued for. */
export function bearerAuth(database: Database, tokens: Tokens): AuthScheme {
  return ({ headers }) => {
    const token = /^bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1];
    if (token === undefined) return undefined;
    const owner = tokens.owner('access', token);
    const user = owner === undefined ? null : database.get('sys_user', owner.user);
    return user === null || !mayLogIn(user) ? null : principalOf(database, user);
  };
}
