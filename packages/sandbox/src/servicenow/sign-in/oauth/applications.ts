import { randomBytes } from 'node:crypto';
import { type Database, newSysId, type Row } from '../../database/database.ts';
import { userNamed } from '../auth.ts';

/** One entry of the application registry. */
export interface ApplicationOptions {
  readonly name: string;
  /** Made up when left out. */
  readonly clientId?: string;
  /** Made up when left out. */
  readonly clientSecret?: string;
  /** user_name of the "OAuth Application User", which the client credentials grant acts for. */
  readonly user?: string;
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
  readonly clientSecret: string;
}

const ADMIN = 'admin';

/**
 * Adds an application to the registry.
 * @throws Error when its user does not exist
 */
export function registerApplication(database: Database, options: ApplicationOptions): Application {
  const { name, user, accessTokenLifespan, refreshTokenLifespan, jwt } = options;
  const { clientId = newSysId(), clientSecret = randomBytes(18).toString('base64url') } = options;
  const applicationUser = user === undefined ? undefined : userNamed(database, user);
  if (user !== undefined && applicationUser === undefined) throw new Error(`There is no user ${user}`);
  const { sys_id: application = '' } = database.insert(
    'oauth_entity',
    {
      name,
      client_id: clientId,
      client_secret: database.encrypt(clientSecret),
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

/**
 * Finds the application with this client ID and secret.
 * @returns its `oauth_entity` row; undefined when the ID is unknown, inactive, or the secret is wrong
 */
export function authenticatedApplication(
  database: Database,
  clientId: string,
  clientSecret: string,
): Row | undefined {
  const application = database.find('oauth_entity', 'client_id', clientId);
  if (application?.active !== 'true' || clientSecret === '') return undefined;
  return database.decrypt(application.client_secret ?? '') === clientSecret ? application : undefined;
}
