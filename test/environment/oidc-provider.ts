import { type Sandbox, USERS } from '@change-gate/sandbox';

/** What an admin writes into the records of an OIDC provider, as docs/servicenow-app.md says. */
export interface OidcProvider {
  /** Of the CI, where it has its metadata. */
  readonly issuer: string;
  readonly userClaim: string;
  /** The claim's value: whose tokens are the integration user's. */
  readonly value: string;
  /** A column of `sys_user`; `user_name` when left out. */
  readonly userField?: string;
  /** *Enable JTI claim verification*; off when left out. */
  readonly isOnce?: boolean;
}

/** The integration user has no password any more: tokens for the audience `change-gate` stand for it. */
export function registerOidcProvider(
  { serviceNow }: Pick<Sandbox, 'serviceNow'>,
  options: OidcProvider,
): void {
  const { issuer, userClaim, value, userField = 'user_name', isOnce = false } = options;
  const { database } = serviceNow;
  const { sys_id: user = '' } = database.find('sys_user', 'user_name', USERS.integration.userName) ?? {};
  if (userField.startsWith('u_')) {
    database.define({ name: 'sys_user', columns: [{ name: userField, maxLength: 255 }] });
  }
  const columns = { [userField]: value, user_password: '', web_service_access_only: 'true' };
  database.update('sys_user', user, columns, 'admin');
  const { sys_id = '' } = database.insert(
    'oidc_provider_configuration',
    {
      oidc_url: `${issuer}/.well-known/openid-configuration`,
      user_claim: userClaim,
      user_field: userField,
      enable_jti_verification: String(isOnce),
    },
    'admin',
  );
  const entry = { client_id: 'change-gate', oidc_provider_configuration: sys_id };
  database.insert('oauth_oidc_entity', entry, 'admin');
}
