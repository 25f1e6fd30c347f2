import type { GithubServer } from '@change-gate/sandbox';
import { assertMatchesDescription } from '../../adapters/github-action/test/openapi/description.ts';

/**
 * Holds whatever was asked of this GitHub, by the action or by ServiceNow, against GitHub's own description.
 * @throws Error that says what GitHub would not accept
 */
export function assertRequestsMatchDescription({ apiUrl, requests }: GithubServer): void {
  const { origin } = new URL(apiUrl);
  for (const { method, path, headers, body } of requests) {
    assertMatchesDescription({ method, url: origin + path, headers, ...(body !== '' && { body }) }, apiUrl);
  }
}
