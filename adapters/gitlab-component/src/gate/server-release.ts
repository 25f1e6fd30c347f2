/** Whether GitLab is of a release that the component is made for. */
import type { Environment } from '@change-gate/core';

/**
 * The lowest that takes the template, which says `manual_confirmation` (gitlab-org/gitlab, issue 18906). Inputs of components are
 * older (17.0), and so is `CI_SERVER_FQDN` (16.10).
 */
const LOWEST = '17.1';

/** A warning for an older release, which can run a job of the component only where somebody has changed the template. */
export function warnOfRelease({ CI_SERVER_VERSION: version = '' }: Environment): string[] {
  const { compare } = new Intl.Collator('en', { numeric: true });
  if (version === '' || compare(version, LOWEST) >= 0) return [];
  return [
    `This GitLab is ${version}, and Change Gate supports ${LOWEST} or later. Whether the gate holds on it, nobody has tried. An ` +
      'administrator of GitLab upgrades it.',
  ];
}
