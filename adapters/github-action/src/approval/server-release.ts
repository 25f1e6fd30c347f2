/** Whether a GitHub Enterprise Server is of a release that the action is made for. Runs inside ServiceNow too: see `ApprovalApi`. */
import { type Seen, uncertain } from '@change-gate/core/approval-findings';

/**
 * The first one that is younger than the runner which knows `node24` (actions/runner 2.327, July 2025; GitHub docs, release notes of
 * 3.18, October 2025). Custom protection rules are older (3.10), and so are required reviewers (3.3).
 */
const LOWEST = { major: 3, minor: 18 };

/** GitHub docs, "Getting started with the REST API", for GitHub Enterprise Server: in each answer. Elsewhere no number stands in it. */
export const RELEASE_HEADER = 'x-github-enterprise-version';

/** @param way that GitHub was reached; stays as it is but for a server that is too old */
export function ofRelease(way: Seen, header: string | undefined): Seen {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(header ?? '') ?? [];
  const isOld =
    Number(major) < LOWEST.major || (Number(major) === LOWEST.major && Number(minor) < LOWEST.minor);
  if (!isOld) return way;
  return uncertain(
    `${way.detail} It is GitHub Enterprise Server ${major}.${minor}, and Change Gate supports ${LOWEST.major}.${LOWEST.minor} or later.`,
    'Upgrade it, or try a whole deployment before you rely on its gate.',
    'CI admin',
  );
}
