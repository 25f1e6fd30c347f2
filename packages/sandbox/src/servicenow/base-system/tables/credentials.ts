import type { TableDefinition } from '../../database/dictionary.ts';
import { flag, integer, reference, text, unique } from './columns.ts';

/**
 * With what clients log in, other than a user's password. Closed to web services, as a matter of course, but for what an
 * OIDC provider is registered with: that holds no secret, and Microsoft's tools write it by the Table API.
 * @fact Tables and columns of an OIDC provider | `oauth_oidc_entity` with `client_id`, `active`, `clock_skew` and
 *   `oidc_provider_configuration`; that with `oidc_url`, `user_claim`, `user_field` and `enable_jti_verification` |
 *   third party | scripts of Microsoft's connectors, compared with Zurich; add-OIDC-entity has the labels
 */
export const CREDENTIAL_TABLES: readonly TableDefinition[] = [
  {
    name: 'oauth_entity',
    label: 'Application Registry',
    columns: [
      text('name', 'Name', 100),
      unique('client_id', 'Client ID', 255),
      { name: 'client_secret', label: 'Client Secret', type: 'password2' },
      flag('active', 'Active', 'true'),
      text('default_grant_type', 'Default Grant type', 60),
      reference('user', 'OAuth Application User', 'sys_user'),
      integer('access_token_lifespan', 'Access Token Lifespan', '1800'),
      integer('refresh_token_lifespan', 'Refresh Token Lifespan', '8640000'),
      // Of an OAuth JWT API endpoint: which column of sys_user the claim `sub` is matched with.
      text('user_field', 'User field', 80),
      integer('clock_skew', 'Clock Skew'),
    ],
  },
  {
    name: 'oidc_provider_configuration',
    label: 'OIDC Provider Configuration',
    webServiceAccess: true,
    columns: [
      text('name', 'OIDC Provider', 100),
      { name: 'oidc_url', label: 'OIDC Metadata URL', type: 'url' },
      integer('oidc_config_cache_life_span', 'OIDC Configuration Cache Life Span', '120'),
      text('user_claim', 'User Claim', 100),
      text('user_field', 'User Field', 80),
      flag('enable_jti_verification', 'Enable JTI claim verification'),
    ],
  },
  {
    name: 'oauth_oidc_entity',
    label: 'OAuth OIDC Entity',
    parent: 'oauth_entity',
    webServiceAccess: true,
    columns: [
      reference(
        'oidc_provider_configuration',
        'OAuth OIDC Provider Configuration',
        'oidc_provider_configuration',
      ),
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
