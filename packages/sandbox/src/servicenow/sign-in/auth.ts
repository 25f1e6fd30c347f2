import type { Database, Row } from '../database/database.ts';
import type { Principal } from './principal.ts';

export type { Principal } from './principal.ts';

/** The parts of a request that may carry credentials. */
export interface AuthRequest {
  readonly headers: Headers;
  readonly url: string;
  /** SHA-256 fingerprint of the client certificate, where one came and the instance's own authority signed it. */
  readonly certificate: string | undefined;
}

/**
 * One way to prove who one is.
 * @returns undefined when the request does not use this way; null when it does, and fails
 */
export type AuthScheme = (request: AuthRequest) => Principal | null | undefined;

/** The result of a sign-in: a principal, `anonymous` without credentials, `refused` with wrong ones. */
export type Authentication = Principal | 'anonymous' | 'refused';

/** Asks the schemes in order; the first one whose credentials the request carries decides. */
export function authenticate(request: AuthRequest, schemes: readonly AuthScheme[]): Authentication {
  for (const scheme of schemes) {
    const principal = scheme(request);
    if (principal !== undefined) return principal ?? 'refused';
  }
  return request.headers.has('authorization') ? 'refused' : 'anonymous';
}

/** HTTP Basic with `user_name` and password of an active user. */
export function basicAuth(database: Database): AuthScheme {
  return ({ headers }) => {
    const encoded = /^basic (.+)$/i.exec(headers.get('authorization') ?? '')?.[1];
    if (encoded === undefined) return undefined;
    const [, userName, password] =
      /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
    const user = userName === undefined ? undefined : userWithPassword(database, userName, password ?? '');
    return user === undefined ? null : principalOf(database, user);
  };
}

/** Finds the active user with this name and password. */
export function userWithPassword(database: Database, userName: string, password: string): Row | undefined {
  const user = userNamed(database, userName);
  if (user === undefined || !mayLogIn(user) || password === '') return undefined;
  return database.decrypt(user.user_password ?? '') === password ? user : undefined;
}

/**
 * Whether a user is active and not locked out.
 * @param user a row of `sys_user`
 */
export function mayLogIn(user: Row): boolean {
  return user.active === 'true' && user.locked_out !== 'true';
}

/**
 * Reads a user's roles.
 * @param user a row of `sys_user`
 */
export function principalOf(database: Database, user: Row): Principal {
  const roles = new Set<string>();
  for (const held of database.query('sys_user_has_role', `user=${user.sys_id}`)) {
    const role = database.get('sys_user_role', held.role ?? '');
    if (role?.name) roles.add(role.name);
  }
  return { userName: user.user_name ?? '', sysId: user.sys_id ?? '', roles };
}

/**
 * Finds a user by name. No encoded query does it: a user name is the caller's text, and `^` has no escape.
 */
export function userNamed(database: Database, userName: string): Row | undefined {
  return database.find('sys_user', 'user_name', userName);
}
