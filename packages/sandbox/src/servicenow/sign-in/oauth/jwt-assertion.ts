import { constants, createPublicKey, type KeyObject, type VerifyKeyObjectInput, verify } from 'node:crypto';
import type { Clock } from '../../../clock.ts';
import type { Database, Row } from '../../database/database.ts';

/** Seconds by which clocks may differ. */
const SKEW = 300;

/** JWS algorithms that a JWT verifier map takes (ServiceNow docs, platform-security/authentication). */
const ALGORITHM = /^(RS|ES)(256|384|512)$/;

interface Claims {
  readonly iss?: unknown;
  readonly aud?: unknown;
  readonly sub?: unknown;
  readonly exp?: unknown;
  readonly jti?: unknown;
}

/**
 * The JWT bearer grant's assertion: who signed it, and for whom.
 * @fact The assertion of the JWT bearer grant | `iss` and `aud` are the client ID, `sub` is a column of the user, `jti` is
 *   taken once, clocks may differ by 300 s; RS and ES only | documented | platform-security/authentication
 */
export class JwtAssertions {
  readonly #database: Database;
  readonly #clock: Clock;
  /** `jti` of assertions that were used, and when they end. */
  readonly #used = new Map<string, number>();

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /**
   * @param application `oauth_entity` row of the client that sent it
   * @returns the `sys_user` row that the assertion speaks for; undefined when anything about it is wrong
   */
  user(assertion: string, application: Row): Row | undefined {
    const [header = '', payload = '', signature = ''] = assertion.split('.');
    const { alg, kid } = decoded(header) as { alg?: unknown; kid?: unknown };
    const key = this.#key(application, String(kid ?? ''));
    if (key === undefined || !isSigned(`${header}.${payload}`, signature, String(alg ?? ''), key))
      return undefined;
    const claims: Claims = decoded(payload);
    const clientId = application.client_id;
    if (claims.iss !== clientId || claims.aud !== clientId || !this.#isFresh(claims)) return undefined;
    const { user_field: field = '' } = application;
    const subject = typeof claims.sub === 'string' ? claims.sub : '';
    return subject === '' ? undefined : this.#database.find('sys_user', field, subject);
  }

  #key(application: Row, kid: string): KeyObject | undefined {
    const maps = this.#database.query('jwt_verifier_map', `oauth_entity=${application.sys_id}`);
    const pem = maps.find((map) => map.kid === kid)?.public_key;
    return pem === undefined ? undefined : createPublicKey(pem);
  }

  /** Within its time, give or take the skew, and not seen before. */
  #isFresh({ exp, jti }: Claims): boolean {
    const now = this.#clock.now().getTime() / 1000;
    if (typeof exp !== 'number' || exp + SKEW < now) return false;
    if (typeof jti !== 'string' || jti === '' || this.#used.has(jti)) return false;
    for (const [id, end] of this.#used) if (end + SKEW < now) this.#used.delete(id);
    this.#used.set(jti, exp);
    return true;
  }
}

function decoded(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function isSigned(signed: string, signature: string, algorithm: string, key: KeyObject): boolean {
  const [, family, bits] = ALGORITHM.exec(algorithm) ?? [];
  const isRsa = family === 'RS';
  if (bits === undefined || key.asymmetricKeyType !== (isRsa ? 'rsa' : 'ec')) return false;
  const input: VerifyKeyObjectInput = isRsa
    ? { key, padding: constants.RSA_PKCS1_PADDING }
    : { key, dsaEncoding: 'ieee-p1363' };
  return verify(`sha${bits}`, Buffer.from(signed), input, Buffer.from(signature, 'base64url'));
}
