import type { Database, Row } from '../../database/database.ts';
import { ACCESS_RULES, type AccessRule } from './access-rules.ts';
import { CAB, seedApprovalPolicies } from './approval-policies.ts';
import { seedConflictProperties } from './conflict-properties.ts';
import { seedStandardChanges } from './standard-changes.ts';

/** Who can log in to a new instance. The passwords are the sandbox's own and open nothing else. */
export const USERS = {
  admin: { userName: 'admin', name: 'System Administrator', password: 'sandbox-admin', roles: ['admin'] },
  /** What a pipeline logs in as. The role that an imported app asks for is granted after the import. */
  integration: {
    userName: 'pipeline.integration',
    name: 'Pipeline Integration',
    password: 'sandbox-pipeline',
    roles: ['snc_internal', 'itil', 'sn_change_read', 'sn_change_write'],
  },
  changeManager: {
    userName: 'change.manager',
    name: 'Chris Change-Manager',
    password: 'sandbox-manager',
    roles: ['snc_internal', 'itil', 'sn_change_read', 'sn_change_write', 'change_manager', 'approver_user'],
  },
  /** Of the group DevOps: whom its changes ask first. */
  teamMember: {
    userName: 'team.member',
    name: 'Tina Team-Member',
    password: 'sandbox-member',
    roles: ['snc_internal', 'itil', 'approver_user'],
  },
  /** Can log in, and see nothing of changes. */
  employee: {
    userName: 'abel.employee',
    name: 'Abel Employee',
    password: 'sandbox-employee',
    roles: ['snc_internal'],
  },
} as const;

const OTHER_ROLES = ['approval_admin', 'personalize_dictionary', 'user_admin', 'web_service_admin'];

/**
 * @fact sys_ids of the change models and of the admin | those of every instance: Normal, Standard, Emergency, Change
 *   Registration | documented | change-management-api, update-set-collisions; Normal's and Emergency's: third party
 * @fact `record_preset` of the change models | `type=<the type>^EQ`; Change Registration has none here | third party |
 *   transcripts
 */
const CHANGE_MODELS = [
  {
    sys_id: '007c4001c343101035ae3f52c1d3aeb2',
    name: 'Normal',
    record_preset: 'type=normal^EQ',
    default_change_model: 'true',
  },
  { sys_id: 'e55d0bfec343101035ae3f52c1d3ae49', name: 'Standard', record_preset: 'type=standard^EQ' },
  { sys_id: '62d10fa1c303101035ae3f52c1d3aec1', name: 'Emergency', record_preset: 'type=emergency^EQ' },
  { sys_id: '7840d2515323101034d1ddeeff7b12a6', name: 'Change Registration' },
];

const ADMIN_SYS_ID = '6816f79cc0a8016401c5a33be04be441';

const SYSTEM = 'system';

/** Fills a new instance: roles, users, groups, approval policies, access rules, change models, standard change templates, properties. */
export function seed(database: Database): void {
  const roles = seedRoles(database);
  const users = seedUsers(database, roles);
  seedGroups(database, users);
  seedApprovalPolicies(database, database.find('sys_user_group', 'name', CAB)?.sys_id ?? '');
  for (const rule of ACCESS_RULES) grantAccess(database, rule, roles);
  for (const model of CHANGE_MODELS) database.insert('chg_model', model, SYSTEM);
  seedStandardChanges(database);
  seedConflictProperties(database);
  database.insert('sys_properties', { name: 'instance_name', value: 'globex' }, SYSTEM);
  seedRelease(database);
  database.insert('core_company', { name: 'Globex' }, SYSTEM);
  database.insert('cmdb_ci', { name: 'globex-web' }, SYSTEM);
}

/**
 * @fact The property `glide.buildname` | has the name of the release | third party |
 *   public scripts read it with gs.getProperty; one of them found none
 * @fact The property `glide.buildtag` | has the release, its day and its patch, `glide-zurich-07-01-2025__patch2` | third party |
 *   public scripts read it with gs.getProperty and over the Table API
 */
function seedRelease(database: Database): void {
  const { release } = database.behaviours;
  const value = release.charAt(0).toUpperCase() + release.slice(1);
  database.insert('sys_properties', { name: 'glide.buildname', value }, SYSTEM);
  const tag = `glide-${release}-07-01-2025__patch2`;
  database.insert('sys_properties', { name: 'glide.buildtag', value: tag }, SYSTEM);
}

/** sys_ids by name. */
type Ids = ReadonlyMap<string, string>;

function seedRoles(database: Database): Ids {
  const names = new Set<string>([...Object.values(USERS).flatMap((user) => [...user.roles]), ...OTHER_ROLES]);
  return new Map([...names].map((name) => [name, insert(database, 'sys_user_role', { name })]));
}

function seedUsers(database: Database, roles: Ids): Ids {
  const ids = new Map<string, string>();
  for (const { userName, name, password, roles: held } of Object.values(USERS)) {
    const [firstName = '', lastName = ''] = name.split(' ');
    const user = insert(database, 'sys_user', {
      ...(userName === USERS.admin.userName && { sys_id: ADMIN_SYS_ID }),
      user_name: userName,
      name,
      first_name: firstName,
      last_name: lastName,
      email: `${userName}@example.com`,
      user_password: database.encrypt(password),
    });
    ids.set(userName, user);
    for (const role of held) insert(database, 'sys_user_has_role', { user, role: roles.get(role) ?? '' });
  }
  return ids;
}

function seedGroups(database: Database, users: Ids): void {
  const manager = users.get(USERS.changeManager.userName) ?? '';
  for (const name of [CAB, 'Change Management']) {
    const group = insert(database, 'sys_user_group', { name, manager });
    insert(database, 'sys_user_grmember', { group, user: manager });
  }
  // Without a manager: its changes go to the CAB next.
  const group = insert(database, 'sys_user_group', { name: 'DevOps' });
  insert(database, 'sys_user_grmember', { group, user: users.get(USERS.teamMember.userName) ?? '' });
}

function grantAccess(database: Database, { name, operation, condition, roles }: AccessRule, ids: Ids): void {
  const acl = insert(database, 'sys_security_acl', { name, type: 'record', operation, condition });
  for (const role of roles) {
    insert(database, 'sys_security_acl_role', { sys_security_acl: acl, sys_user_role: ids.get(role) ?? '' });
  }
}

function insert(database: Database, table: string, values: Row): string {
  return database.insert(table, values, SYSTEM).sys_id ?? '';
}
