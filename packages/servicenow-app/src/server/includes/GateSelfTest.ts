/** The self-test: tries on this very instance what is not documented and everything depends on. */
import type { SelfTestAnswer } from '@change-gate/core/check';
import * as GateSelfTestRows from './GateSelfTestRows.ts';

/** The self-test as it ended last; `null` where nobody has run it. */
export function last(): SelfTestAnswer | null {
  return GateSelfTestRows.last();
}
