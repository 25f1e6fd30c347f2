import type { Database } from '../database/database.ts';
import { userNamed } from './auth.ts';

/**
 * Gives a user a role, once.
 * @throws Error when there is no such user or role
 */
export function grantRole(database: Database, userName: string, roleName: string): void {
  const user = userNamed(database, userName)?.sys_id;
  const role = database.find('sys_user_role', 'name', roleName)?.sys_id;
  if (user === undefined) throw new Error(`There is no user ${userName}`);
  if (role === undefined)
    throw new Error(`There is no role ${roleName}; import the app that brings it first`);
  if (database.count('sys_user_has_role', `user=${user}^role=${role}`) > 0) return;
  database.insert('sys_user_has_role', { user, role }, 'admin');
}
