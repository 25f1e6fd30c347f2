/** A GitHub App that ServiceNow acts as: its key is kept there, and GitHub knows its public one. */
import { generateKeyPairSync } from 'node:crypto';
import { USERS } from '@change-gate/sandbox';
import type { TestEnvironment } from '../environment/environment.ts';
import type { CiHarness } from './harness.ts';

/** In PEM. */
export const APP_KEYS = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

/** @returns the App, installed in every repository with these permissions */
export const appWith = (permissions: Readonly<Record<string, 'read' | 'write'>>) => ({
  id: 4711,
  slug: 'change-gate',
  publicKey: APP_KEYS.publicKey,
  installations: [{ id: 99, repositories: 'all' as const, permissions }],
});

/** As an admin does under Change Gate > CI credentials, for a server that is listed. */
export function keepKeyOfApp({ sandbox }: TestEnvironment, ci: CiHarness): void {
  const { database } = sandbox.serviceNow;
  const insert = (table: string, record: Record<string, string>) =>
    database.insert(table, record, USERS.admin.userName).sys_id ?? '';
  const [server] = database.query('x_change_gate_ci_server', `base_url=${ci.server(sandbox)}`);
  insert('x_change_gate_credential', {
    name: 'github_app',
    server: server?.sys_id ?? '',
    kind: 'app',
    jwt_provider: insert('jwt_provider', { name: 'app', private_key: database.encrypt(APP_KEYS.privateKey) }),
    app_id: '4711',
    installation_id: '99',
    active: 'true',
  });
}
