import type { Clock } from '../../../clock.ts';
import type { Database, Row } from '../../database/database.ts';
import { clockSkew } from './clock-skew.ts';
import { type Claims, isAlive, readJwt, UsedTokens } from './jwt.ts';
import { issuedKey } from './oidc-provider.ts';

/**
 * ID tokens of other servers, such as a CI's for its jobs, which stand for a user of the instance.
 * @fact An ID token as bearer token | for the Table API and scripted REST APIs; signature, `exp` and `iss` by the provider's
 *   metadata, `aud` is the Client ID of the registry record; the User Claim is looked up in the User Field of `sys_user`,
 *   where `web_service_access_only` is no hindrance; 401 where anything is wrong | documented | add-OIDC-entity, KB0719167,
 *   third-party-token-workflow-for-service-accounts
 * @fact An ID token as bearer token for the Change Management and Attachment APIs | is taken | belief | pages name the two
 *   APIs above only
 * @fact `enable_jti_verification` of an OIDC provider | false at first; where it is true, an ID token without `jti` is
 *   refused, and every other is taken for one request | documented | KB0720547, add-OIDC-entity
 */
export class IdTokens {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #used: UsedTokens;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    this.#used = new UsedTokens(clock);
  }

  /**
   * @returns the `sys_user` row that a token speaks for; undefined when anything about it is wrong
   * @throws RestError 501 where its keys are on another machine, which the sandbox does not ask
   */
  async user(token: string): Promise<Row | undefined> {
    const { keyId, claims, isSignedBy } = readJwt(token);
    const application = this.#application(claims);
    const provider =
      application && this.#database.get(CONFIGURATION, application.oidc_provider_configuration ?? '');
    if (!application || !provider) return undefined;
    const key = await issuedKey(provider.oidc_url ?? '', String(claims.iss ?? ''), keyId);
    if (key === undefined || !isSignedBy(key)) return undefined;
    const skew = clockSkew(application, this.#database.behaviours);
    const user = this.#userOf(claims, provider);
    if (user === undefined || !isAlive(claims, skew, this.#clock)) return undefined;
    const isOnce = provider.enable_jti_verification === 'true';
    return !isOnce || this.#used.use(claims, skew) ? user : undefined;
  }

  /** The active one that the token was issued for. */
  #application({ aud }: Claims): Row | undefined {
    const audiences = Array.isArray(aud) ? aud : [aud];
    const rows = audiences.map((one) =>
      this.#database.find('oauth_oidc_entity', 'client_id', String(one ?? '')),
    );
    return rows.find((row) => row?.active === 'true' && audiences.includes(row.client_id));
  }

  #userOf(claims: Claims, { user_claim: claim = '', user_field: field = '' }: Row): Row | undefined {
    const value = claims[claim];
    if (typeof value !== 'string' || value === '') return undefined;
    return this.#database.find('sys_user', field, value);
  }
}

const CONFIGURATION = 'oidc_provider_configuration';
