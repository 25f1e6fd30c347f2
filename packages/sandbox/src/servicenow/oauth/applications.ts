import { randomBytes } from 'node:crypto';
import { type Database, newSysId, type Row } from '../database/database.ts';
import { userNamed } from '../sign-in/auth.ts';

/** One entry of the application registry. */
export interface ApplicationOptions {
  readonly name: string;
  /** user_name of the "OAuth Application User", which the client credentials grant acts for. */
  readonly user?: string;
  /** Where the authorization code may be sent. */
  readonly redirectUrls?: readonly string[];
  /** Has no secret, as it could not keep one: it asks for codes with PKCE. */
  readonly publicClient?: boolean;
  /** Seconds; 1800 when left out. */
  readonly accessTokenLifespan?: number;
  /** Seconds; 100 days when left out. */
  readonly refreshTokenLifespan?: number;
  readonly jwt?: {
    /** Column of `sys_user` that the claim `sub` is matched with; `email` when left out. */
    readonly userField?: string;
    /** Public keys in PEM, by `kid`. */
    readonly keys: Readonly<Record<string, string>>;
  };
}

export interface Application {
  readonly clientId: string;
  /** Empty for a public client. */
  readonly clientSecret: string;
}

const ADMIN = 'admin';

/** @throws Error when the user is not there */
export function registerApplication(database: Database, options: ApplicationOptions): Application {
  const { name, user, accessTokenLifespan, refreshTokenLifespan, jwt } = options;
  const { redirectUrls = [], publicClient = false } = options;
  const applicationUser = user === undefined ? undefined : userNamed(database, user);
  if (user !== undefined && applicationUser === undefined) throw new Error(`There is no user ${user}`);
  const clientId = newSysId();
  const clientSecret = publicClient ? '' : randomBytes(18).toString('base64url');
  const { sys_id: application = '' } = database.insert(
    'oauth_entity',
    {
      name,
      client_id: clientId,
      client_secret: publicClient ? '' : database.encrypt(clientSecret),
      public_client: String(publicClient),
      redirect_url: redirectUrls.join(','),
      user: applicationUser?.sys_id ?? '',
      user_field: jwt?.userField ?? 'email',
      ...(accessTokenLifespan !== undefined && { access_token_lifespan: String(accessTokenLifespan) }),
      ...(refreshTokenLifespan !== undefined && { refresh_token_lifespan: String(refreshTokenLifespan) }),
    },
    ADMIN,
  );
  for (const [kid, publicKey] of Object.entries(jwt?.keys ?? {})) {
    const row = { oauth_entity: application, kid, public_key: publicKey };
    database.insert('jwt_verifier_map', row, ADMIN);
  }
  return { clientId, clientSecret };
}

/** @returns the `oauth_entity` row; undefined when the id is unknown, inactive, or the secret is wrong */
export function authenticatedApplication(
  database: Database,
  clientId: string,
  clientSecret: string,
): Row | undefined {
  const application = activeApplication(database, clientId);
  if (application === undefined || clientSecret === '') return undefined;
  return database.decrypt(application.client_secret ?? '') === clientSecret ? application : undefined;
}

/** @returns the `oauth_entity` row; undefined when the id is unknown or inactive */
export function activeApplication(database: Database, clientId: string): Row | undefined {
  const application = database.find('oauth_entity', 'client_id', clientId);
  return application?.active === 'true' ? application : undefined;
}

/** @param application a row of `oauth_entity` */
export function isPublic(application: Row): boolean {
  return application.public_client === 'true';
}
