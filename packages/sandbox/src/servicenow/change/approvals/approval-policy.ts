import { INPUTS } from '../../base-system/tables/approval-policies.ts';
import type { Database, Row } from '../../database/database.ts';
import { type PolicyApproval, SYSTEM } from './approval-records.ts';

/** The policy that the flow of a change applies, by the type of the change. */
const POLICIES: Readonly<Record<string, string>> = {
  normal: 'Normal Change Policy',
  emergency: 'Emergency Change Policy',
};

/**
 * Evaluates the policy of a change, in the state that it is in.
 * @fact A policy whose `execution` is `first` | applies the first decision that matches, in the order of `order`; any other
 *   all of them | documented | create-change-policy
 * @fact Conditions of a decision | encoded queries over the policy's inputs, through `change_request` to what it refers
 *   to; `manager_approved` is whether the group's manager has approved the change | documented | create-policy-input
 * @fact A policy without a matching decision, or whose definitions name nobody, such as a group without members | asks nobody:
 *   skipped, which is as good as approved | documented | change-approval-policiy-wf-activity
 * @fact An *approve* or a *reject* definition | writes a record that is answered from the start, for its user; nobody else is
 *   asked | source | base script ChangePolicyApprovalActivitySNC
 * @fact Whom a standard change asks | nobody: it was approved beforehand | documented | c_ChangeStateModel
 */
export function applyPolicy(database: Database, change: Row): PolicyApproval[] {
  const policy = database.find('chg_policy_approval', 'name', POLICIES[change.type ?? ''] ?? '');
  if (policy === undefined) return [];
  const inputs = { change_request: change.sys_id ?? '', manager_approved: managerApproved(database, change) };
  const query = `decision_table=${policy.sys_id}^active=true^ORDERBYorder`;
  const matching = database
    .query('sys_decision_question', query)
    .filter(({ condition = '' }) => database.matches(INPUTS, inputs, condition));
  const applied = policy.execution === 'first' ? matching.slice(0, 1) : matching;
  const approvals = applied.flatMap(({ answer = '' }) => approvalsOf(database, change, answer));
  if (database.behaviours.approvalTraces === 'kept' && approvals.length > 0) {
    for (const decision of applied) trace(database, change, policy, decision);
  }
  const answered = approvals.filter(({ answer }) => answer !== '');
  return answered.length > 0 ? answered : approvals;
}

function approvalsOf(database: Database, change: Row, definition: string): PolicyApproval[] {
  const row = database.get('chg_approval_def', definition);
  if (row === null) return [];
  const { approval_action: action = '', approver_source: source } = row;
  const isGroup = action === 'group';
  const named =
    source === 'change_request'
      ? walk(database, change, (isGroup ? row.group_field : row.user_field) ?? '')
      : ((isGroup ? row.group : row.user) ?? '');
  const ids = named.split(',').filter((id) => id !== '');
  if (isGroup)
    return ids.flatMap((group) => members(database, group).map((user) => ({ user, group, answer: '' })));
  const answer = action === 'approve' ? 'approved' : action === 'reject' ? 'rejected' : '';
  return ids.map((user) => ({ user, group: '', answer }));
}

/** @param path of reference columns: `assignment_group.manager` */
function walk(database: Database, change: Row, path: string): string {
  const [first = '', ...rest] = path.split('.');
  const value = change[first] ?? '';
  if (rest.length === 0 || value === '') return value;
  const table = database.table('change_request')?.columns.get(first)?.reference ?? '';
  return database.get(table, value)?.[rest.join('.')] ?? '';
}

function members(database: Database, group: string): string[] {
  const rows = database.query('sys_user_grmember', `group=${group}`);
  return [...new Set(rows.map(({ user = '' }) => user))];
}

function managerApproved(database: Database, change: Row): 'true' | 'false' {
  const manager = walk(database, change, 'assignment_group.manager');
  const query = `sysapproval=${change.sys_id}^approver=${manager}^state=approved`;
  return manager !== '' && database.count('sysapproval_approver', query) > 0 ? 'true' : 'false';
}

function trace(database: Database, change: Row, policy: Row, decision: Row): void {
  const row = {
    change_request: change.sys_id ?? '',
    chg_policy: policy.sys_id ?? '',
    sys_decision_question: decision.sys_id ?? '',
    chg_policy_action: decision.answer ?? '',
  };
  database.insert('chg_policy_applied', row, SYSTEM);
}
