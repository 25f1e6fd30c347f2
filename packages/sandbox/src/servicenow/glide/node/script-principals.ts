import type { Database } from '../../database/database.ts';
import { principalOf, userNamed } from '../../sign-in/auth.ts';
import type { Principal } from '../../sign-in/principal.ts';

/** Events and scheduled jobs run as the system, which may do everything. */
export const SYSTEM: Principal = { userName: 'system', sysId: 'system', roles: new Set(['admin']) };

/** Whom a resource without authentication runs as when nobody has logged in. */
export const GUEST: Principal = { userName: 'guest', sysId: 'guest', roles: new Set() };

/** The user of this user_name with the roles granted to it; the system for work that no user began. */
export function actorNamed(database: Database, userName: string): Principal {
  const user = userNamed(database, userName);
  return user === undefined ? { ...SYSTEM, userName } : principalOf(database, user);
}
