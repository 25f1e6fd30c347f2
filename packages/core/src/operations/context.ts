/** What every operation works with, and what it gives back. */
import type { BuildContext, DisplayName, GateOutputs } from '../adapter.ts';
import type { Clock } from '../clock.ts';
import type { Verdict } from '../decision.ts';
import type { Log } from '../log.ts';
import type { Change } from '../servicenow/change.ts';
import type { Changes } from '../servicenow/changes.ts';
import type { ServiceNowClient } from '../servicenow/client.ts';

export interface OperationContext {
  readonly build: BuildContext;
  readonly client: ServiceNowClient;
  readonly changes: Changes;
  readonly log: Log;
  readonly clock: Clock;
  /** Gives an input's name as the build's CI writes it, for messages. */
  readonly displayName: DisplayName;
}

export interface OperationResult {
  readonly change: Change;
  readonly verdict: Verdict;
}

/** `verdictSentence('CHG0030001', verdict)`: `CHG0030001 is in Assess: not approved yet`. */
export function verdictSentence(change: Change, verdict: Verdict): string {
  return `${change.number} ${verdict.reason}`;
}

export function toOutputs({ change, verdict }: OperationResult, changes: Changes): GateOutputs {
  return {
    'change-number': change.number,
    'change-sys-id': change.sysId,
    'change-url': changes.url(change),
    state: change.state,
    approval: change.approval,
    decision: verdict.decision,
    reason: verdictSentence(change, verdict),
  };
}
