import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Clock } from '../../../clock.ts';
import type { Database, Row } from '../../database/database.ts';
import { clockSkew } from './clock-skew.ts';
import { isAlive, readJwt, UsedTokens } from './jwt.ts';

/**
 * The JWT bearer grant's assertion: who signed it, and for whom.
 * @fact The assertion of the JWT bearer grant | `iss` and `aud` are the client ID, `sub` is a column of the user, `jti` is
 *   taken once; RS and ES only | documented | platform-security/authentication
 */
export class JwtAssertions {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #used: UsedTokens;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    this.#used = new UsedTokens(clock);
  }

  /**
   * @param application `oauth_entity` row of the client that sent it
   * @returns the `sys_user` row that the assertion speaks for; undefined when anything about it is wrong
   */
  user(assertion: string, application: Row): Row | undefined {
    const { keyId, claims, isSignedBy } = readJwt(assertion);
    const key = this.#key(application, keyId);
    if (key === undefined || !isSignedBy(key)) return undefined;
    const { client_id: clientId, user_field: field = '' } = application;
    if (claims.iss !== clientId || claims.aud !== clientId) return undefined;
    const skew = clockSkew(application, this.#database.behaviours);
    if (!isAlive(claims, skew, this.#clock) || !this.#used.use(claims, skew)) return undefined;
    const subject = typeof claims.sub === 'string' ? claims.sub : '';
    return subject === '' ? undefined : this.#database.find('sys_user', field, subject);
  }

  #key(application: Row, kid: string): KeyObject | undefined {
    const maps = this.#database.query('jwt_verifier_map', `oauth_entity=${application.sys_id}`);
    const pem = maps.find((map) => map.kid === kid)?.public_key;
    return pem === undefined ? undefined : createPublicKey(pem);
  }
}
