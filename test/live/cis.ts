/** The CIs that the suite can drive, by the value of `CHANGE_GATE_LIVE_CI`. */
import { codefresh } from './ci/codefresh.ts';
import { github } from './ci/github.ts';
import { gitlab } from './ci/gitlab.ts';
import type { CiKind } from './ci.ts';

export const CIS: Readonly<Record<string, CiKind>> = { codefresh, github, gitlab };
