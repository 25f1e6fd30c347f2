/** The assertion of OAuth's JWT bearer grant (RFC 7523), as ServiceNow wants it. */
import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { GateError } from '../errors.ts';

export interface AssertionOptions {
  /** Both issuer and audience: the OAuth client on the instance. */
  readonly clientId: string;
  /** A value of the user field that the instance matches: `user_name` or `email`. */
  readonly subject: string;
  /** Names the JWT verifier on the instance, where it has several. */
  readonly keyId: string | undefined;
  /** PEM */
  readonly privateKey: string;
}

const LIFETIME_S = 300;

/**
 * Signs an assertion (RS256) that holds for five minutes. Its `jti` is new every time: an instance takes each once.
 * @throws GateError INVALID_INPUT where the key is no RSA key
 */
export function createAssertion(options: AssertionOptions, now: Date): string {
  const issued = Math.floor(now.getTime() / 1_000);
  const header = {
    alg: 'RS256',
    typ: 'JWT',
    ...(options.keyId !== undefined && { kid: options.keyId }),
  };
  const claims = {
    iss: options.clientId,
    aud: options.clientId,
    sub: options.subject,
    iat: issued,
    exp: issued + LIFETIME_S,
    jti: randomUUID(),
  };
  const content = [header, claims].map((part) => encode(JSON.stringify(part))).join('.');
  return `${content}.${encode(sign('RSA-SHA256', Buffer.from(content), readKey(options.privateKey)))}`;
}

function readKey(pem: string) {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'rsa') return key;
  } catch {
    // The parser's own words would quote the key.
  }
  throw new GateError(
    'INVALID_INPUT',
    'The JWT private key is not usable: it must be an RSA key in PEM form, without a passphrase.',
  );
}

function encode(part: string | Buffer): string {
  return Buffer.from(part).toString('base64url');
}
