/** JSON Web Tokens signed with RS256, the only algorithm that GitHub takes from Apps. */
import { type KeyObject, verify } from 'node:crypto';
import type { Claims } from '../../base/signing-key.ts';

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

/** A signature is no JSON, and reads as null. */
function decode(part: string): Claims | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Claims) : null;
  } catch {
    return null;
  }
}
