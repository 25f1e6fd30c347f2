import { type Environment, GateError, type IdTokenRequest } from '@change-gate/core';
import { displayName } from './arguments.ts';

/**
 * Where a step asks for an ID token, as Codefresh's own step obtain-oidc-id-token does (Codefresh docs, "OIDC in pipelines").
 * @throws GateError NO_ID_TOKEN where it cannot
 */
export function idTokenRequest(env: Environment, audience: string): IdTokenRequest {
  const { CF_OIDC_REQUEST_URL: url, CF_OIDC_REQUEST_TOKEN: token } = env;
  const asked = URL.parse(url ?? '');
  if (asked !== null && token) {
    asked.searchParams.set('audience', audience);
    return { url: asked.href, authorization: token, property: 'id_token' };
  }
  throw new GateError(
    'NO_ID_TOKEN',
    `${displayName('id-token-audience')}: Codefresh gives this build no ID tokens, as CF_OIDC_REQUEST_URL or CF_OIDC_REQUEST_TOKEN is not set, or the first is no URL.`,
    {
      remedy:
        'On premises, the admin of the platform turns its OIDC provider on; a step of your own passes both on.',
    },
  );
}
