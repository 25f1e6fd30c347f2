/** What an instance can have besides, and data for its changes. */
import { USERS } from '@change-gate/sandbox';
import type { ServiceNow } from './configuration.ts';

export const data = (fields: object) => ({
  data: JSON.stringify({ short_description: 'Globex', ...fields }),
});
export const strict = (fields: object = {}) => ({ ...data(fields), strict: 'true' });

export function insert({ database }: ServiceNow, table: string, row: Readonly<Record<string, string>>): void {
  database.insert(table, row, USERS.admin.userName);
}

export function readable(serviceNow: ServiceNow, ...tables: readonly string[]): void {
  for (const name of tables)
    insert(serviceNow, 'sys_security_acl', { name, type: 'record', operation: 'read' });
}

/** Nobody passes it. */
export const hidden =
  (name: string, operation = 'read') =>
  (serviceNow: ServiceNow) => {
    insert(serviceNow, 'change_request', {});
    serviceNow.database.insert('change_request', {}, USERS.integration.userName);
    const nobody = { condition: 'sys_idISEMPTY^sys_idISNOTEMPTY', admin_overrides: 'false' };
    insert(serviceNow, 'sys_security_acl', { name, type: 'record', operation, ...nobody });
  };

export function withDictionary(serviceNow: ServiceNow): void {
  serviceNow.grantRole(USERS.integration.userName, 'personalize_dictionary');
}

export const policy =
  (mandatory: readonly string[], more: { readonly table?: string; readonly conditions?: string } = {}) =>
  (serviceNow: ServiceNow) => {
    withDictionary(serviceNow);
    readable(serviceNow, 'sys_data_policy2', 'sys_data_policy_rule');
    serviceNow.addDataPolicy({ name: 'P', table: 'change_request', ...more, mandatory });
  };

/** The integration user keeps these roles alone. */
export const roles =
  (...kept: readonly string[]) =>
  (serviceNow: ServiceNow) => {
    const { database } = serviceNow;
    const query = `user.user_name=${USERS.integration.userName}`;
    for (const { sys_id: sysId = '' } of database.query('sys_user_has_role', query))
      database.delete('sys_user_has_role', sysId, USERS.admin.userName);
    for (const role of kept) serviceNow.grantRole(USERS.integration.userName, role);
  };
