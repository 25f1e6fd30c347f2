/** What every operation gives back. */
import type { GateOutputs } from '../adapter.ts';
import type { Verdict } from '../decision.ts';
import type { Change } from '../servicenow/change.ts';
import type { Changes } from '../servicenow/changes.ts';

/** An emergency that was let pass before its approval: the build may deploy, and nobody has approved it. */
export interface Overridden {
  readonly decision: 'overridden';
  readonly reason: string;
}

/** The change after an operation, and what was decided about it. */
export interface OperationResult {
  /** As it was read or written last. */
  readonly change: Change;
  readonly verdict: Verdict | Overridden;
  /** What the outputs tell of the evidence, where the operation has any. */
  readonly evidence?: Pick<GateOutputs, 'evidence' | 'rollback-to' | 'separation'> | undefined;
}

/** Whether a build may deploy by this decision of `verify` or `wait`. */
export function letsDeploy(decision: string): boolean {
  return decision === 'approved' || decision === 'overridden';
}

/** The decision in words. @returns a sentence without its full stop: `CHG0030001 is in Assess: not approved yet` */
export function verdictSentence({ change, verdict }: Pick<OperationResult, 'change' | 'verdict'>): string {
  return `${change.number} ${verdict.reason}`.trimStart();
}

/** The outputs of an operation, the same for every CI. */
export function toOutputs(result: OperationResult, changes: Changes): GateOutputs {
  const { change, verdict } = result;
  return {
    'change-number': change.number,
    'change-sys-id': change.sysId,
    'change-url': change.sysId === '' ? '' : changes.url(change),
    state: change.state,
    approval: change.approval ?? '',
    decision: verdict.decision,
    reason: verdictSentence(result),
    ...result.evidence,
  };
}
