/** The `serviceNow` section of a configuration: what the instance holds when it starts. */
import { z } from 'zod';
import { userNamed } from '../servicenow/auth.ts';
import type { ServiceNowInstance } from '../servicenow/instance.ts';
import { USERS } from '../servicenow/seed.ts';
import { textFile } from './path.ts';

const USER = z.strictObject({
  userName: z.string().min(1),
  password: z.string().min(1),
  name: z.string().optional(),
  roles: z.array(z.string().min(1)).default([]),
});

const VALUE = z.union([z.string(), z.number(), z.boolean()]).transform(String);

export function serviceNowSection(folder: string) {
  return z.strictObject({
    port: z.int().min(0).max(65_535).optional(),
    nodes: z.int().min(1).max(8).optional(),
    /** Imported, previewed and committed in this order. */
    updateSets: z.array(textFile(folder)).default([]),
    properties: z.record(z.string(), VALUE).default({}),
    /** Beyond those that the sandbox brings; a known `userName` gets this password and these roles besides. */
    users: z.array(USER).default([]),
    /** By table, oldest first; `sys_id` may be given. */
    records: z.record(z.string(), z.array(z.record(z.string(), VALUE))).default({}),
  });
}

export type ServiceNowSection = z.infer<ReturnType<typeof serviceNowSection>>;

/** @throws Error naming the table, role or update set that is wrong */
export function furnish(instance: ServiceNowInstance, section: ServiceNowSection): void {
  for (const xml of section.updateSets) instance.importUpdateSet(xml);
  for (const [name, value] of Object.entries(section.properties)) instance.setProperty(name, value);
  for (const user of section.users) addUser(instance, user);
  for (const [table, rows] of Object.entries(section.records)) {
    if (instance.database.table(table) === undefined) {
      throw new Error(`records: the sandbox has no table ${table}`);
    }
    for (const row of rows) instance.database.insert(table, row, USERS.admin.userName);
  }
}

function addUser(instance: ServiceNowInstance, user: ServiceNowSection['users'][number]): void {
  const { userName, password, name = userName, roles } = user;
  const { database } = instance;
  const admin = USERS.admin.userName;
  const known = userNamed(database, userName)?.sys_id;
  const values = { user_name: userName, user_password: database.encrypt(password), active: 'true' };
  if (known === undefined) database.insert('sys_user', { ...values, name }, admin);
  else database.update('sys_user', known, values, admin);
  for (const role of roles) instance.grantRole(userName, role);
}
