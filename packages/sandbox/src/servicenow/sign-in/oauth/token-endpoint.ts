import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Clock } from '../../../clock.ts';
import type { Database, Row } from '../../database/database.ts';
import { basicCredentials, mayLogIn, userWithPassword } from '../auth.ts';
import type { Credentials } from '../credentials.ts';
import { authenticatedApplication } from './applications.ts';
import { JwtAssertions } from './jwt-assertion.ts';

/**
 * Without this system property the client credentials grant is off, as on a new instance.
 * @fact The client credentials grant | off until the system property `glide.oauth.inbound.client.credential.grant_type.enabled`
 *   is true; gives no refresh token | documented | platform-security/authentication
 */
export const CLIENT_CREDENTIALS_PROPERTY = 'glide.oauth.inbound.client.credential.grant_type.enabled';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** Grants that a refresh token comes along with. */
const REFRESHABLE = ['password', 'refresh_token'];

class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly status: ContentfulStatusCode;
  readonly description: string;

  constructor(status: ContentfulStatusCode, error: string, description: string) {
    super(error);
    this.status = status;
    this.description = description;
  }
}

/**
 * How ServiceNow says no to wrong passwords, dead tokens and half-made configurations alike.
 * @fact A grant that is refused | 401 `{"error": "server_error", "error_description": "access_denied"}`; a wrong client
 *   secret: 401 `invalid_client` | documented | SDK manual, ci-integration
 */
const ACCESS_DENIED = new OAuthError(401, 'server_error', 'access_denied');

/**
 * `POST /oauth_token.do` and `/oauth_revoke_token.do`.
 * @fact Body of `oauth_token.do` | form-urlencoded only, else `unspecified error` | documented | r_RESTOAuthExample
 * @fact The password grant for a user with `web_service_access_only` | is refused | documented |
 *   r_OAuthAPIRequestParameters: it needs an interactive user
 * @fact Statuses of `oauth_token.do` other than 200 and 401 | 400 | belief | none
 */
export function oauthEndpoints(database: Database, clock: Clock, credentials: Credentials): Hono {
  const app = new Hono();
  const { tokens } = credentials;
  const assertions = new JwtAssertions(database, clock);

  app.onError((error, c) => {
    if (!(error instanceof OAuthError)) throw error;
    return c.json({ error_description: error.description, error: error.message }, error.status);
  });

  app.post('/oauth_token.do', async (c) => {
    const form = await formOf(c);
    const field: Field = (name) => form.get(name) ?? '';
    const grant = field('grant_type');
    const [clientId, clientSecret] = clientOf(c, field);
    const application = authenticatedApplication(database, clientId, clientSecret);
    if (application === undefined) throw new OAuthError(401, 'invalid_client', 'access_denied');
    const user = userOf(grant, field, application);
    if (user === undefined || !mayLogIn(user)) throw ACCESS_DENIED;
    const owner = { user: user.sys_id ?? '', client: application.sys_id ?? '' };
    const access = tokens.issue('access', owner, Number(application.access_token_lifespan));
    return c.json({
      access_token: access.value,
      ...(REFRESHABLE.includes(grant) && {
        refresh_token: tokens.issue('refresh', owner, Number(application.refresh_token_lifespan)).value,
      }),
      scope: 'useraccount',
      token_type: 'Bearer',
      expires_in: access.expiresIn,
    });
  });

  // Needs no credentials but the token itself.
  app.on(['GET', 'POST'], '/oauth_revoke_token.do', async (c) => {
    const token = c.req.query('token') ?? (c.req.method === 'POST' ? (await formOf(c)).get('token') : null);
    if (!tokens.revoke(token ?? '')) throw new OAuthError(400, 'invalid_request', 'invalid token');
    return c.json({});
  });

  return app;

  /** Its ID and secret, as form fields or as HTTP Basic. */
  function clientOf(c: Context, field: Field): readonly [id: string, secret: string] {
    const isInForm = field('client_id') !== '' || database.behaviours.clientInHeader === 'refused';
    const basic = isInForm ? undefined : basicCredentials(c.req.header('authorization'));
    return basic ?? [field('client_id'), field('client_secret')];
  }

  function userOf(grant: string, field: Field, application: Row): Row | undefined {
    switch (grant) {
      case 'password': {
        const user = userWithPassword(database, field('username'), field('password'));
        return user?.web_service_access_only === 'true' ? undefined : user;
      }
      case 'refresh_token': {
        const owner = tokens.owner('refresh', field('refresh_token'));
        const isOwn = owner?.client === application.sys_id;
        return owner !== undefined && isOwn ? (database.get('sys_user', owner.user) ?? undefined) : undefined;
      }
      case 'client_credentials': {
        const isOn = database.property(CLIENT_CREDENTIALS_PROPERTY) === 'true';
        return isOn ? (database.get('sys_user', application.user ?? '') ?? undefined) : undefined;
      }
      case JWT_BEARER:
        return assertions.user(field('assertion'), application);
      default:
        throw new OAuthError(400, 'unsupported_grant_type', `The sandbox does not have the grant ${grant}`);
    }
  }
}

type Field = (name: string) => string;

async function formOf(c: Context): Promise<URLSearchParams> {
  const type = c.req.header('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) {
    throw new OAuthError(400, 'invalid_request', 'unspecified error');
  }
  return new URLSearchParams(await c.req.text());
}
