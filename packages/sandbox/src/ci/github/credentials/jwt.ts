/** JSON Web Tokens signed with RS256, the only algorithm that GitHub takes from Apps and uses for OIDC. */
import { type KeyObject, sign, verify } from 'node:crypto';

export type Claims = Readonly<Record<string, unknown>>;

/** @param keyId `kid` in the header, by which the verifier finds the key */
export function signJwt(claims: Claims, key: KeyObject, keyId: string): string {
  const signed = `${encode({ alg: 'RS256', typ: 'JWT', kid: keyId })}.${encode(claims)}`;
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
}

/** The claims, not yet verified; null when the text is no token of this kind. */
export function readClaims(token: string): Claims | null {
  const [header, claims, signature] = token.split('.').slice(0, 3).map(decode);
  if (token.split('.').length !== 3 || signature === undefined) return null;
  return header?.alg === 'RS256' ? (claims ?? null) : null;
}

export function isSignedBy(token: string, key: KeyObject): boolean {
  const at = token.lastIndexOf('.');
  const signature = Buffer.from(token.slice(at + 1), 'base64url');
  return verify('RSA-SHA256', Buffer.from(token.slice(0, at)), key, signature);
}

function encode(part: Claims): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** A signature is no JSON, and reads as null. */
function decode(part: string): Claims | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Claims) : null;
  } catch {
    return null;
  }
}
