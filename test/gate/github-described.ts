import type { GithubServer } from '@change-gate/sandbox';
import { assertDescribed } from '../../adapters/github-action/openapi/described.ts';

/**
 * Holds whatever was asked of this GitHub, by the action or by ServiceNow, against GitHub's own description.
 * @throws Error that says what GitHub would not accept
 */
export function assertAllDescribed({ apiUrl, requests }: GithubServer): void {
  const { origin } = new URL(apiUrl);
  for (const { method, path, headers, body } of requests) {
    assertDescribed({ method, url: origin + path, headers, ...(body !== '' && { body }) }, apiUrl);
  }
}
