import { referenceOfScript } from '../../database/access.ts';
import type { Database } from '../../database/database.ts';
import type { Principal } from '../../sign-in/principal.ts';
import type { Refuse } from '../application/refusal.ts';
import { active, text, type UpdateRecord } from '../application/update-set.ts';

/** "Scripted REST External Default", which every instance has and which lets any authenticated user pass. */
export const DEFAULT_ACL = 'cf9d01d3e73003009d6247e603f6a990';

/** The sandbox's access control knows roles, conditions and one script; a rule that needs more would let too many in. */
export function checkAcls(records: readonly UpdateRecord[], refuse: Refuse): void {
  for (const { fields } of active(records, 'sys_security_acl')) {
    const unknown: string[] = [];
    const script = text(fields, 'script').trim();
    const isRecords = text(fields, 'type') === 'record';
    if (script !== '' && !(isRecords && referenceOfScript(script) !== null)) unknown.push('its script');
    if (text(fields, 'decision_type') === 'deny') unknown.push('"Deny Unless"');
    if (fields.admin_overrides === 'false' && !isRecords) unknown.push('"Admin overrides" switched off');
    if (unknown.length === 0) continue;
    refuse(`access control "${text(fields, 'name')}": the sandbox does not implement ${unknown.join(', ')}`);
  }
}

/**
 * Whether a REST endpoint's ACL (`sys_security_acl`) lets the caller in: any one of its roles is enough.
 * @fact Access controls that a scripted REST resource enforces | all must pass | documented | c_ScriptableServiceRequest
 * @fact *Scripted REST External Default*, the access control of resources that name no other | lets any user in | belief | none
 */
export function passesEndpointAcl(database: Database, acl: string, caller: Principal): boolean {
  if (acl === DEFAULT_ACL || caller.roles.has('admin')) return true;
  const required = database
    .query('sys_security_acl_role', `sys_security_acl=${acl}`)
    .map(({ sys_user_role = '' }) => database.get('sys_user_role', sys_user_role)?.name ?? '');
  return required.length === 0 || required.some((role) => caller.roles.has(role));
}

/**
 * "Requires SNC Internal Role" only asks for the role where the instance has it, that is where Explicit
 * Roles is active.
 */
export function passesInternalRole(database: Database, caller: Principal): boolean {
  if (database.find('sys_user_role', 'name', 'snc_internal') === undefined) return true;
  return caller.roles.has('snc_internal') || caller.roles.has('admin');
}
