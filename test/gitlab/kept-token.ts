/** A callback token that the project does not have, because ServiceNow keeps it. */
import { USERS } from '@change-gate/sandbox';
import type { TestEnvironment } from '../environment/environment.ts';
import { gitlab } from '../gate/gitlab.ts';

/** Does what docs/servicenow-app.md has an admin do. @returns the name of the CI credential */
export function keepCallbackToken({ sandbox }: TestEnvironment): string {
  const { database } = sandbox.serviceNow;
  const insert = (table: string, values: Record<string, string>) =>
    database.insert(table, values, USERS.admin.userName).sys_id ?? '';
  const password = database.encrypt(gitlab.callbackToken);
  const credential = insert('discovery_credentials', { name: 'bot', password });
  const alias = insert('sys_alias', { name: 'GitLab' });
  insert('sys_connection', { name: 'GitLab', connection_alias: alias, credential });
  const server = database.find('x_change_gate_ci_server', 'base_url', gitlab.server(sandbox))?.sys_id ?? '';
  const name = 'gitlab-bot';
  insert('x_change_gate_credential', { name, server, active: 'true', kind: 'alias', alias });
  return name;
}
