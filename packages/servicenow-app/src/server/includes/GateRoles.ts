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

/** The roles that matter to a pipeline: those of the platform that reading and writing changes takes, and the app's own. */
const OF_PIPELINES = [
  'itil',
  'sn_change_read',
  'sn_change_write',
  'x_change_gate.pipeline',
  'x_change_gate.admin',
  'x_change_gate.emergency',
];

/** Whether who asks has each of them, by its name; an admin has all. */
export function held(): Readonly<Record<string, boolean>> {
  const roles: Record<string, boolean> = {};
  for (const role of OF_PIPELINES) roles[role] = gs.hasRole(role);
  return roles;
}
