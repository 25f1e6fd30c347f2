/** What an instance keeps for calls to the outside: connection aliases, JWT providers, MID Servers. */
import { createSign } from 'node:crypto';
import type { Database } from '../../database/database.ts';

const TABLES = [
  { name: 'sys_alias', label: 'Connection & Credential Alias', columns: [{ name: 'name', label: 'Name' }] },
  {
    name: 'discovery_credentials',
    label: 'Credential',
    columns: [
      { name: 'name', label: 'Name' },
      { name: 'user_name', label: 'User name' },
      { name: 'password', label: 'Password', type: 'password2' },
      { name: 'api_key', label: 'API key', type: 'password2' },
    ],
  },
  {
    name: 'sys_connection',
    label: 'Connection',
    columns: [
      { name: 'name', label: 'Name' },
      { name: 'connection_alias', label: 'Connection alias', reference: 'sys_alias' },
      { name: 'credential', label: 'Credential', reference: 'discovery_credentials' },
      { name: 'connection_url', label: 'Connection URL', maxLength: 1024 },
      { name: 'active', label: 'Active', type: 'boolean', defaultValue: 'true' },
    ],
  },
  {
    name: 'jwt_provider',
    label: 'JWT Provider',
    columns: [
      { name: 'name', label: 'Name' },
      // A real one points to a Java key store.
      { name: 'private_key', label: 'Private key', type: 'password2', maxLength: 8000 },
    ],
  },
  {
    name: 'ecc_agent',
    label: 'MID Server',
    columns: [
      { name: 'name', label: 'Name' },
      { name: 'status', label: 'Status' },
    ],
  },
] as const;

export function defineConnectionTables(database: Database): void {
  for (const table of TABLES) database.define({ ...table, columns: [...table.columns] });
}

/** Of a connection: its own columns, and those of its credential in clear. */
export interface Connection {
  readonly attributes: Readonly<Record<string, string>>;
  readonly credential: Readonly<Record<string, string>>;
}

/** @returns null when the alias has no active connection */
export function connectionOf(database: Database, alias: string): Connection | null {
  const [row] = database.query('sys_connection', `connection_alias=${alias}^active=true`);
  if (row === undefined) return null;
  const credential = database.get('discovery_credentials', row.credential ?? '');
  return {
    attributes: { connection_url: row.connection_url ?? '', name: row.name ?? '' },
    credential: {
      user_name: credential?.user_name ?? '',
      password: database.decrypt(credential?.password ?? ''),
      api_key: database.decrypt(credential?.api_key ?? ''),
    },
  };
}

/** Signs with RS256. @throws Error when there is no such provider */
export function signJwt(database: Database, provider: string, header: string, payload: string): string {
  const key = database.decrypt(database.get('jwt_provider', provider)?.private_key ?? '');
  if (key === '') throw new Error(`There is no JWT provider ${provider}`);
  const signed = [header, payload].map((part) => Buffer.from(part, 'utf8').toString('base64url')).join('.');
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`;
}
