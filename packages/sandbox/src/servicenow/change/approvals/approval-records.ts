/**
 * The records of who was asked to approve a change, and what they answered.
 * @fact A request for approval | is a `sysapproval_approver` for each person who is asked | documented | r_WorkflowTables
 */
import type { Database, Row } from '../../database/database.ts';

/** Who the instance's own flows write as. */
export const SYSTEM = 'system';

/** The requests of a change that nobody has answered yet. */
export function openApprovals(database: Database, change: string): Row[] {
  return database.query('sysapproval_approver', `sysapproval=${change}^state=requested`);
}

/**
 * Asks each of these users, but for those who are asked already.
 * @fact Asking somebody who is asked already | makes no second request | documented |
 *   use-apply-change-approval-policy-flow-activity
 */
export function requestApprovals(database: Database, change: string, approvers: readonly string[]): void {
  const asked = new Set(openApprovals(database, change).map(({ approver }) => approver));
  for (const approver of approvers) {
    if (asked.has(approver)) continue;
    const approval = {
      sysapproval: change,
      document_id: change,
      source_table: 'change_request',
      approver,
      state: 'requested',
    };
    database.insert('sysapproval_approver', approval, SYSTEM);
  }
}

/** Ends the requests of a change that nobody has answered. */
export function withdrawApprovals(
  database: Database,
  change: string,
  state: 'not_required' | 'cancelled',
): void {
  for (const { sys_id: sysId = '' } of openApprovals(database, change)) {
    database.update('sysapproval_approver', sysId, { state }, SYSTEM);
  }
}
