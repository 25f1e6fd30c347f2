/** The CIs that the suite can drive, by the value of `CHANGE_GATE_LIVE_CI`. */
import { github } from './ci/github.ts';
import type { CiKind } from './ci.ts';

export const CIS: Readonly<Record<string, CiKind>> = { github };
