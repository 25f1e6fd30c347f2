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
export type AuthScheme = (request: AuthRequest) => Proof | Promise<Proof>;

type Proof = Principal | SecondFactor | null | undefined;

/** A second factor is asked for, which no REST client has. */
export type SecondFactor = 'second-factor';

/** The result of a sign-in: a principal, `anonymous` without credentials, `refused` with wrong ones. */
export type Authentication = Principal | SecondFactor | 'anonymous' | 'refused';

/** Whether users who have enrolled need a second factor for REST, too (ServiceNow docs, mfa-enforcement-scope). */
const MFA_FOR_REST = 'glide.authenticate.multifactor.for_integrations';

/** How many wrong passwords in a row lock a user out, where an instance does so. */
const MOST_FAILURES = 5;

/** Asks the schemes in order; the first one whose credentials the request carries decides. */
export async function authenticate(
  request: AuthRequest,
  schemes: readonly AuthScheme[],
): Promise<Authentication> {
  for (const scheme of schemes) {
    const principal = await scheme(request);
    if (principal !== undefined) return principal ?? 'refused';
  }
  return request.headers.has('authorization') ? 'refused' : 'anonymous';
}

/**
 * HTTP Basic with `user_name` and password of an active user.
 * @fact Basic for a user with `enable_multifactor_authn` | no second factor; 401 with `X-MFA_TOKEN: invalid` where the
 *   property `glide.authenticate.multifactor.for_integrations` is true | documented | mfa-enforcement-scope
 */
export function basicAuth(database: Database): AuthScheme {
  return ({ headers }) => {
    const credentials = basicCredentials(headers.get('authorization') ?? '');
    if (credentials === undefined) return undefined;
    const user = userWithPassword(database, ...credentials);
    if (user === undefined) return null;
    const needsMore = user.enable_multifactor_authn === 'true' && database.property(MFA_FOR_REST) === 'true';
    return needsMore ? 'second-factor' : principalOf(database, user);
  };
}

/** Name and password of an `Authorization` header; undefined where it is not HTTP Basic, empty where it is broken. */
export function basicCredentials(header = ''): readonly [name: string, password: string] | undefined {
  const encoded = /^basic (.+)$/i.exec(header)?.[1];
  if (encoded === undefined) return undefined;
  const [, name = '', password = ''] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  return [name, password];
}

/** Finds the active user with this name and password; a wrong one counts against the user. */
export function userWithPassword(database: Database, userName: string, password: string): Row | undefined {
  const user = userNamed(database, userName);
  if (user === undefined || !mayLogIn(user) || password === '') return undefined;
  const isRight = database.decrypt(user.user_password ?? '') === password;
  const failures = isRight ? 0 : Number(user.failed_attempts) + 1;
  if (failures !== Number(user.failed_attempts)) {
    const isLocked = database.behaviours.lockout === 'afterFive' && failures >= MOST_FAILURES;
    const values = { failed_attempts: String(failures), locked_out: String(isLocked) };
    database.update('sys_user', user.sys_id ?? '', values, 'system');
  }
  return isRight ? user : undefined;
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
