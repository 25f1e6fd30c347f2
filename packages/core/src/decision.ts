/**
 * The decision: may the build that waits for this change go on?
 *
 * One pure function, used by `verify` in Node and by the app inside ServiceNow, from this very file.
 * ServiceNow's engine is a Rhino fork, so nothing here may use a Node or browser API, and times are
 * compared as text: ServiceNow sends UTC as `yyyy-MM-dd HH:mm:ss`, which sorts as it reads.
 */

import { type ChangeSnapshot, isTime } from './change-snapshot.ts';
import { gapIn, MODEL } from './decision-gaps.ts';
import type { Policy } from './policy/fields.ts';

export { type ChangeSnapshot, flagOf, isTime } from './change-snapshot.ts';
export { gapIn, MODEL, unreadable, unreadColumns } from './decision-gaps.ts';
export type { Policy };

export type Decision = 'approved' | 'denied' | 'pending';

export interface Verdict {
  readonly decision: Decision;
  /** One clause that follows the change number: `is in Assess: not approved yet`. */
  readonly reason: string;
}

/**
 * Out-of-the-box state values of `change_request` (ServiceNow docs, "Change state model").
 * Models may add states; the five named here keep their meaning in all of them.
 */
export const STATE = {
  new: '-5',
  assess: '-4',
  authorize: '-3',
  scheduled: '-2',
  implement: '-1',
  review: '0',
  closed: '3',
  canceled: '4',
} as const;

export const DEFAULT_POLICY: Policy = {
  proceedStates: [STATE.implement],
  conflict: 'ignore',
  window: 'ignore',
  deadline: '',
};

/**
 * @param change the change as it is now; `null` when it was deleted
 * @param policy what the registration asked for
 * @param now    UTC `yyyy-MM-dd HH:mm:ss`
 */
export function decide(change: ChangeSnapshot | null, policy: Policy, now: string): Verdict {
  if (change === null) return denied('was deleted');
  if (change.state === STATE.canceled) return denied('was canceled');
  if (change.state === STATE.closed) return denied('is closed: nothing more may be deployed under it');
  if (change.active === false)
    return denied(`is over (${labelOf(change)}): nothing more may be deployed under it`);
  // ServiceNow sends a rejected change back to New, so the state alone would wait for ever.
  if (change.approval === 'rejected') return denied('was rejected');

  const open = change.state === STATE.review ? REVIEW_OVER : whenOpen(change, policy, now);
  // A deadline ends waiting; it does not take back a decision.
  if (open.decision === 'pending' && isPastDeadline(policy, now) && policy.onDeadline !== 'leave') {
    return denied(`${open.reason}, and the deadline (${policy.deadline} UTC) has passed`);
  }
  return open;
}

/** @param now UTC `yyyy-MM-dd HH:mm:ss` */
export function isPastDeadline(policy: Policy, now: string): boolean {
  return policy.deadline !== '' && now > policy.deadline;
}

/** The state values in which this change lets the build go on. */
function proceedStates(change: ChangeSnapshot, policy: Policy): readonly string[] {
  if (policy.proceedStates.indexOf(MODEL) < 0) return policy.proceedStates;
  const named = change.modelStates ?? [];
  return policy.proceedStates.concat(named.length > 0 ? named : [STATE.implement]);
}

const REVIEW_OVER: Verdict = denied('is in review: its implementation is over');

function whenOpen(change: ChangeSnapshot, policy: Policy, now: string): Verdict {
  const enforced = policy.window === 'enforce';
  if (enforced && isTime(change.plannedEnd) && now > change.plannedEnd) {
    return denied(`is past its planned end (${change.plannedEnd} UTC)`);
  }
  const gap = gapIn(change, policy);
  if (gap !== null) return pending(gap);
  if (change.onHold) {
    return pending(change.onHoldReason === '' ? 'is on hold' : `is on hold: ${change.onHoldReason}`);
  }
  if (proceedStates(change, policy).indexOf(change.state) < 0) {
    return pending(`is in ${labelOf(change)}: ${approvalOf(change)}`);
  }
  if (policy.approval !== 'state' && (change.approval !== 'approved' || isBeingApproved(change))) {
    return pending(withoutApproval(change));
  }
  if (policy.conflict !== 'ignore' && change.conflictStatus !== 'No Conflict') {
    if (change.conflictStatus !== 'Conflict') return pending(NOT_CHECKED);
    const conflict = 'has a schedule conflict';
    return policy.conflict === 'reject' ? denied(conflict) : pending(conflict);
  }
  if (enforced && now < (change.plannedStart ?? '')) {
    return pending(`is approved, but its planned start is ${change.plannedStart} UTC`);
  }
  return { decision: 'approved', reason: `is in ${labelOf(change)}` };
}

/** A change gets "No Conflict" from a check alone (ServiceNow docs, c_ConflictDetection). */
const NOT_CHECKED =
  'has not been checked for schedule conflicts (conflict_status): give it a configuration item and planned dates, and run Check Conflicts on it';

function labelOf({ state, stateLabel }: ChangeSnapshot): string {
  return stateLabel || `state ${state}`;
}

/** A normal change is approved in each of the two: meanwhile the field holds what the first step has left there. */
function isBeingApproved({ state }: ChangeSnapshot): boolean {
  return state === STATE.assess || state === STATE.authorize;
}

/** How far the approval of an undecided change is, in words. */
function approvalOf(change: ChangeSnapshot): string {
  return (isBeingApproved(change) ? undefined : APPROVAL[change.approval ?? '']) ?? 'not approved yet';
}

const APPROVAL: Readonly<Record<string, string>> = {
  'not requested': 'approval has not been requested',
  requested: 'not approved yet',
  approved: 'approved, but not yet in a state that lets the build go on',
};

function withoutApproval(change: ChangeSnapshot): string {
  const where = `is in ${labelOf(change)}`;
  if (isBeingApproved(change)) return `${where}: not approved yet`;
  const is = change.approval === '' ? 'empty' : `"${change.approval}"`;
  return `${where}, but its approval is ${is}, not "approved": have it approved, or set approval-policy to state if its process has no approvals`;
}

function denied(reason: string): Verdict {
  return { decision: 'denied', reason };
}

function pending(reason: string): Verdict {
  return { decision: 'pending', reason };
}
