import type { TableDefinition } from '../../database/dictionary.ts';
import { flag, integer, reference, text, unique } from './columns.ts';

/** With what clients log in, other than a user's password. Closed to web services, as a matter of course. */
export const CREDENTIAL_TABLES: readonly TableDefinition[] = [
  {
    name: 'oauth_entity',
    label: 'Application Registry',
    columns: [
      text('name', 'Name', 100),
      unique('client_id', 'Client ID', 64),
      { name: 'client_secret', label: 'Client Secret', type: 'password2' },
      flag('active', 'Active', 'true'),
      text('default_grant_type', 'Default Grant type', 60),
      reference('user', 'OAuth Application User', 'sys_user'),
      integer('access_token_lifespan', 'Access Token Lifespan', '1800'),
      integer('refresh_token_lifespan', 'Refresh Token Lifespan', '8640000'),
      // Of an OAuth JWT API endpoint: which column of sys_user the claim `sub` is matched with.
      text('user_field', 'User field', 80),
    ],
  },
  {
    name: 'jwt_verifier_map',
    label: 'JWT Verifier Map',
    columns: [
      reference('oauth_entity', 'OAuth JWT application', 'oauth_entity'),
      text('kid', 'Kid', 100),
      text('public_key', 'Public key', 4000),
    ],
  },
  {
    name: 'api_key',
    label: 'REST API Key',
    columns: [
      text('name', 'Name', 100),
      unique('token', 'Token', 100),
      reference('user', 'User', 'sys_user'),
      flag('active', 'Active', 'true'),
    ],
  },
  {
    name: 'sys_user_certificate',
    label: 'User Certificate',
    columns: [reference('user', 'User', 'sys_user'), unique('fingerprint', 'SHA-256 fingerprint', 100)],
  },
];
