import { codefresh } from '../gate/codefresh.ts';
import { github } from '../gate/github.ts';
import { gitlab, MISSING_PROGRAMS } from '../gate/gitlab.ts';
import type { CiHarness } from '../gate/harness.ts';

/** The CIs that the demo shows, each with its documented pipeline. */
export const CIS: readonly CiHarness[] = [
  codefresh,
  github,
  ...(MISSING_PROGRAMS.length === 0 ? [gitlab] : []),
];

/** Why one of them is not shown; empty when all are. */
export const LEFT_OUT_REASON =
  MISSING_PROGRAMS.length === 0
    ? ''
    : `GitLab is left out: this machine lacks ${MISSING_PROGRAMS.join(', ')}`;
