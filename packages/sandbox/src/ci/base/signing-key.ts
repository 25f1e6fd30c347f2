/** Of a CI that is an OpenID Connect provider for its jobs: the key that signs their ID tokens, with RS256. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

export type Claims = Readonly<Record<string, unknown>>;

const KEY_ID = 'sandbox-1';

export class SigningKey {
  /** Made when it is first wanted: a key takes a while. */
  #pair: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } | null = null;

  /** @returns the JWT */
  sign(claims: Claims): string {
    return signJwt(claims, this.#keys().privateKey, KEY_ID);
  }

  /** The JSON Web Key Set that verifies what it signs. */
  published(): object {
    const key = this.#keys().publicKey.export({ format: 'jwk' });
    return { keys: [{ ...key, kid: KEY_ID, alg: 'RS256', use: 'sig' }] };
  }

  #keys() {
    this.#pair ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
    return this.#pair;
  }
}

/**
 * A JWT signed with RS256.
 * @param keyId `kid` in the header, by which the verifier finds the key
 */
export function signJwt(claims: Claims, key: KeyObject, keyId: string): string {
  const signed = `${encode({ alg: 'RS256', typ: 'JWT', kid: keyId })}.${encode(claims)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
}

function encode(part: Claims): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
