/** Checks the token with which an App signs in as itself. */

import type { App, Directory } from '../directory.ts';
import { readToken } from './authorization.ts';
import { isSignedBy, readClaims } from './jwt.ts';

/** `exp` may be at most this far ahead. */
const LONGEST_LIFE_S = 600;

/** GitHub's words; every one is a 401 but for an App that is not there. */
export type AppSignIn = { readonly app: App } | { readonly status: 401 | 404; readonly message: string };

/**
 * @fact An App signing in as itself | RS256, `iss` its id or client ID, `exp` 600 s ahead at most; else 401
 *   | documented | generating-a-json-web-token-jwt-for-a-github-app
 * @param authorization the header
 */
export function signInApp(authorization: string | undefined, directory: Directory, now: Date): AppSignIn {
  const token = readToken(authorization);
  const refuse = (message: string): AppSignIn => ({ status: 401, message });
  const claims = readClaims(token);
  if (claims === null) return refuse('A JSON web token could not be decoded');
  const app = directory.app(String(claims.iss));
  if (app === undefined) return { status: 404, message: 'Integration not found' };
  if (!isSignedBy(token, app.publicKey)) return refuse('A JSON web token could not be decoded');
  const seconds = now.getTime() / 1000;
  const { iat, exp } = claims;
  if (typeof iat !== 'number' || !Number.isInteger(iat) || iat > seconds) {
    return refuse(
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
  if (typeof exp !== 'number' || exp <= seconds) {
    return refuse(
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (exp > seconds + LONGEST_LIFE_S) {
    return refuse("'Expiration time' claim ('exp') is too far in the future");
  }
  return { app };
}
