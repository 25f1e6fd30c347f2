/** The decision of an operation that stands between the build and its deployment: by its own policy and that of `open`. */
import { gapIn, type Policy, STATE, unreadable, unreadColumns, type Verdict } from '../decision.ts';
import { GateError } from '../errors.ts';
import { hidesStates, readPolicyMark } from '../policy/policy-mark.ts';
import type { Change } from '../servicenow/change.ts';
import type { OperationContext } from './context.ts';

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
  const left = readPolicyMark(change.correlationDisplay, policy.proceedStates);
  if (left === null) return own;
  if (left === undefined) return own.decision === 'denied' ? own : notUnderstood(change);
  const begun =
    implement && change.state === STATE.scheduled ? { ...change, state: STATE.implement } : change;
  const opened = decide(begun, left);
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
  if (verdict.decision !== 'pending') return verdict;
  const left = readPolicyMark(change.correlationDisplay, judged.policy.proceedStates);
  const policies = [judged.policy, ...(left ? [left] : [])];
  const blind = policies.find((policy) => unreadColumns(change, policy).length > 0);
  if (left !== undefined && blind === undefined) return verdict;
  const reason = (blind && gapIn(change, blind)) ?? verdict.reason;
  throw new GateError('COLUMN_UNREADABLE', `${change.number} ${reason}.`);
}

const STRICTNESS = { approved: 0, pending: 1, denied: 2 } as const;

function notUnderstood({ correlationDisplay }: Change): Verdict {
  if (correlationDisplay === null) {
    return { decision: 'pending', reason: unreadable(['change_request.correlation_display']) };
  }
  const remedy = hidesStates(correlationDisplay)
    ? 'whose proceed-states are too long to stand there and are not the ones of this step, or that is cut off: give open and this step the same proceed-states'
    : 'that is cut off or of another version: use the same version for open and verify';
  return { decision: 'pending', reason: `has a policy in correlation_display ${remedy}` };
}
