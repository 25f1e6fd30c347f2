/** Who has which role of this app. */

/**
 * Whether a user was given a role. By the row that grants it: an admin has every role by `hasRole`.
 *
 * @param user sys_id
 */
export function isGranted(user: string, name: string): boolean {
  const role = new GlideRecord('sys_user_role');
  if (user === '' || !role.get('name', name)) return false;
  const granted = new GlideRecord('sys_user_has_role');
  granted.addQuery('user', user);
  granted.addQuery('role', role.getUniqueValue());
  granted.query();
  return granted.next();
}
