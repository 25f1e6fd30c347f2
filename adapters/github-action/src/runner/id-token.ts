import { type Environment, GateError, type IdTokenRequest } from '@change-gate/core';

/**
 * Where a job with `id-token: write` asks for an ID token (GitHub docs, "OpenID Connect reference").
 * @throws GateError NO_ID_TOKEN where it may not
 */
export function idTokenRequest(env: Environment, audience: string): IdTokenRequest {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = env;
  if (url && token) {
    return {
      url: `${url}&audience=${encodeURIComponent(audience)}`,
      authorization: `Bearer ${token}`,
      property: 'value',
    };
  }
  const fork =
    env.GITHUB_EVENT_NAME === 'pull_request'
      ? '; a pull request from a fork gets none all the same, and is deployed from a branch of this repository'
      : '';
  throw new GateError('NO_ID_TOKEN', 'GitHub gives this job no ID tokens to sign in to ServiceNow with.', {
    remedy: `Whoever maintains the workflow adds "id-token: write" to the permissions of this job, and to those of the job that calls it where its workflow is a reusable one${fork}.`,
  });
}
