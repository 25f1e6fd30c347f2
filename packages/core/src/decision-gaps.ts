/** What is not known is never taken as good: what a policy asks for and a change does not tell. */
import { type ChangeSnapshot, isTime } from './change-snapshot.ts';
import type { Policy } from './policy/fields.ts';

/** The word among the proceed states that stands for those of the change's model. */
export const MODEL = 'model';

/**
 * What the policy asks for and the change does not tell, as the clause of a pending verdict with the remedy in it.
 * @returns `null` where the change tells all
 */
export function gapIn(change: ChangeSnapshot, policy: Policy): string | null {
  const unread = unreadColumns(change, policy);
  if (unread.length > 0) return unreadable(unread);
  if (policy.window !== 'enforce') return null;
  const missing = [
    isTime(change.plannedStart) ? '' : 'planned start (start_date)',
    isTime(change.plannedEnd) ? '' : 'planned end (end_date)',
  ].filter((name) => name !== '');
  if (missing.length === 0) return null;
  return `has no ${missing.join(' and no ')}, and its window is enforced: set what is missing on the change`;
}

/** What could not be read, as the clause of a pending verdict. @param columns `change_request.on_hold` */
export function unreadable(columns: readonly string[]): string {
  return `cannot be decided, as ${columns.join(' and ')} could not be read (no such column, no usable value, or hidden by an ACL): let the integration user read it`;
}

/** The columns that the policy asks for and that could not be read: `change_request.on_hold`. */
export function unreadColumns(change: ChangeSnapshot, policy: Policy): readonly string[] {
  // A rejection denies even where the state alone is believed.
  const asked: Record<string, unknown> = {
    active: change.active,
    on_hold: change.onHold,
    approval: change.approval,
  };
  if (policy.conflict !== 'ignore') asked.conflict_status = change.conflictStatus;
  if (policy.window === 'enforce') {
    asked.start_date = change.plannedStart;
    asked.end_date = change.plannedEnd;
  }
  const unread = Object.keys(asked).filter((column) => asked[column] === null);
  const columns = unread.map((column) => `change_request.${column}`);
  const wantsModel = policy.proceedStates.indexOf(MODEL) >= 0;
  return wantsModel && (change.modelStates ?? null) === null
    ? columns.concat('chg_model.implementation_states of its model')
    : columns;
}
