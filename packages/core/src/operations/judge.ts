import { type Policy, unreadColumns, type Verdict } from '../decision.ts';
import { GateError } from '../errors.ts';
import type { Change } from '../servicenow/change.ts';
import type { OperationContext } from './context.ts';
import { verdictSentence } from './result.ts';

/**
 * Decides, for an operation that stands between the build and its deployment.
 * @throws GateError COLUMN_UNREADABLE where the decision wants a column that was not in the answer: no waiting helps
 */
export function judge(change: Change, policy: Policy, { decide }: Pick<OperationContext, 'decide'>): Verdict {
  const verdict = decide(change, policy);
  if (verdict.decision !== 'pending' || unreadColumns(change, policy).length === 0) return verdict;
  throw new GateError('COLUMN_UNREADABLE', `${verdictSentence({ change, verdict })}.`);
}
