/** What every operation works with, and what it gives back. */
import type { BuildContext, GateOutputs, SpellInput } from '../adapter.ts';
import type { Verdict } from '../decision.ts';
import type { Change } from '../servicenow/change.ts';
import type { Changes } from '../servicenow/changes.ts';
import type { ServiceNowClient } from '../servicenow/client.ts';

/** Tells the person who reads the build's log. */
export interface Log {
  info(line: string): void;
  warning(line: string): void;
}

export interface Clock {
  now(): Date;
  sleep(milliseconds: number): Promise<void>;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => new Date(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

export interface OperationContext {
  readonly build: BuildContext;
  readonly client: ServiceNowClient;
  readonly changes: Changes;
  readonly log: Log;
  readonly clock: Clock;
  /** How the build's CI spells an input, for messages. */
  readonly spell: SpellInput;
}

export interface OperationResult {
  readonly change: Change;
  readonly verdict: Verdict;
}

/** `sentence('CHG0030001', verdict)`: `CHG0030001 is in Assess: not approved yet`. */
export function sentence(change: Change, verdict: Verdict): string {
  return `${change.number} ${verdict.reason}`;
}

/** UTC, as ServiceNow writes and compares times. */
export function serviceNowTime(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ');
}

export function toOutputs({ change, verdict }: OperationResult, changes: Changes): GateOutputs {
  return {
    'change-number': change.number,
    'change-sys-id': change.sysId,
    'change-url': changes.url(change),
    state: change.state,
    approval: change.approval,
    decision: verdict.decision,
    reason: sentence(change, verdict),
  };
}
