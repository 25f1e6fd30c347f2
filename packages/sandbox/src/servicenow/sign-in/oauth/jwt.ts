/** JSON Web Tokens that others have signed, by key pairs only: what a shared secret signs, or nothing, is never believed. */
import { constants, type KeyObject, type VerifyKeyObjectInput, verify } from 'node:crypto';
import type { Clock } from '../../../clock.ts';

/** JWS algorithms with key pairs (ServiceNow docs, platform-security/authentication). */
const ALGORITHM = /^(RS|ES)(256|384|512)$/;

export type Claims = Readonly<Record<string, unknown>>;

export interface Jwt {
  /** Which of its issuer's keys has signed it; empty where it does not say. */
  readonly keyId: string;
  /** Not to be believed before `isSignedBy`. */
  readonly claims: Claims;
  isSignedBy(key: KeyObject): boolean;
}

/** @returns a JWT whose parts that are no JSON objects are empty: no key has signed it then */
export function readJwt(token: string): Jwt {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const { alg, kid } = decoded(header);
  return {
    keyId: String(kid ?? ''),
    claims: decoded(payload),
    isSignedBy: (key) => isSigned(`${header}.${payload}`, signature, String(alg ?? ''), key),
  };
}

/** Whether a token says when it ends, and that was at most `skew` seconds ago. */
export function isAlive({ exp }: Claims, skew: number, clock: Clock): boolean {
  return typeof exp === 'number' && exp + skew >= clock.now().getTime() / 1000;
}

/** The `jti` of tokens that may be used once. */
export class UsedTokens {
  readonly #clock: Clock;
  /** By `jti`: the last moment at which the token could be used, in seconds. */
  readonly #ends = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @returns whether the token has a `jti`, and this is its first use */
  use({ jti, exp }: Claims, skew: number): boolean {
    if (typeof jti !== 'string' || jti === '' || this.#ends.has(jti)) return false;
    const now = this.#clock.now().getTime() / 1000;
    for (const [id, end] of this.#ends) if (end < now) this.#ends.delete(id);
    this.#ends.set(jti, Number(exp) + skew);
    return true;
  }
}

function decoded(part: string): Claims {
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
