/**
 * The records of who was asked to approve a change, and what they answered.
 * @fact A request for approval | is a `sysapproval_approver` for each person who is asked | documented | r_WorkflowTables
 */
import type { Database, Row } from '../../database/database.ts';

/** Who the instance's own flows write as. */
export const SYSTEM = 'system';

/** Somebody whom a policy asks, or for whom it answers. */
export interface PolicyApproval {
  /** sys_id of the user */
  readonly user: string;
  /** sys_id of the group whose member is asked; empty for a user alone. */
  readonly group: string;
  /** What an *approve* or *reject* definition answers for the user; empty where the user is asked. */
  readonly answer: '' | 'approved' | 'rejected';
}

/** The requests of a change that nobody has answered yet. */
export function openApprovals(database: Database, change: string): Row[] {
  return database.query('sysapproval_approver', `sysapproval=${change}^state=requested`);
}

/**
 * Asks each of these users, but for those who are asked already.
 * @fact Asking somebody again | makes no second request | documented |
 *   use-apply-change-approval-policy-flow-activity
 */
export function requestApprovals(
  database: Database,
  change: string,
  approvals: readonly PolicyApproval[],
): void {
  const asked = new Set(openApprovals(database, change).map(({ approver }) => approver));
  const groups = new Map<string, string>();
  for (const { user: approver, group, answer } of approvals) {
    if (asked.has(approver)) continue;
    asked.add(approver);
    if (group !== '' && database.behaviours.approvalTraces === 'kept' && !groups.has(group))
      groups.set(group, groupApproval(database, change, group));
    const approval = {
      sysapproval: change,
      document_id: change,
      source_table: 'change_request',
      approver,
      group: groups.get(group) ?? '',
      state: answer || 'requested',
    };
    database.insert('sysapproval_approver', approval, SYSTEM);
  }
}

function groupApproval(database: Database, change: string, group: string): string {
  const row = { parent: change, assignment_group: group, approval: 'requested' };
  return database.insert('sysapproval_group', row, SYSTEM).sys_id ?? '';
}

/** The groups whose member has answered, or that are not asked any more, wait no longer. */
export function endGroupApprovals(database: Database, change: string, approval: string): void {
  const open = database.query('sysapproval_group', `parent=${change}^approval=requested`);
  for (const { sys_id: sysId = '' } of open)
    database.update('sysapproval_group', sysId, { approval }, SYSTEM);
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
  endGroupApprovals(database, change, state);
}
