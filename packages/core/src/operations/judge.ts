/** The decision of an operation that stands between the build and its deployment: by its own policy and that of `open`. */
import { type Policy, STATE, unreadColumns, type Verdict } from '../decision.ts';
import { GateError } from '../errors.ts';
import { readPolicyMark } from '../policy/policy-mark.ts';
import type { Change } from '../servicenow/change.ts';
import type { OperationContext } from './context.ts';
import { verdictSentence } from './result.ts';

interface Judged {
  readonly policy: Policy;
  /** Whether Scheduled is as good as Implement, since the pipeline itself moves the change there. */
  readonly implement: boolean;
}

/** Decides by the stricter of the policy given and the one that `open` left with the change. */
export function decideStrictly(
  change: Change,
  { policy, implement }: Judged,
  { decide }: Pick<OperationContext, 'decide'>,
): Verdict {
  const own = decide(change, policy);
  const left = readPolicyMark(change.correlationDisplay);
  if (left === null) return own;
  const begun =
    implement && change.state === STATE.scheduled ? { ...change, state: STATE.implement } : change;
  const opened = left === undefined ? NOT_UNDERSTOOD : decide(begun, left);
  if (STRICTNESS[opened.decision] <= STRICTNESS[own.decision]) return own;
  return { ...opened, reason: `${opened.reason} (by the policy that open left with the change)` };
}

/**
 * The same, for an operation that the build must not pass otherwise.
 * @throws GateError COLUMN_UNREADABLE where the decision wants what was not in the answer or is not understood: no
 * waiting helps
 */
export function judge(change: Change, judged: Judged, context: Pick<OperationContext, 'decide'>): Verdict {
  const verdict = decideStrictly(change, judged, context);
  const left = readPolicyMark(change.correlationDisplay);
  const isReadable =
    left !== undefined &&
    [judged.policy, left ?? judged.policy].every((policy) => unreadColumns(change, policy).length === 0);
  if (verdict.decision !== 'pending' || isReadable) return verdict;
  throw new GateError('COLUMN_UNREADABLE', `${verdictSentence({ change, verdict })}.`);
}

const STRICTNESS = { approved: 0, pending: 1, denied: 2 } as const;

const NOT_UNDERSTOOD: Verdict = {
  decision: 'pending',
  reason:
    'has a policy in correlation_display that is cut off or of another version: use the same version for open and verify',
};
