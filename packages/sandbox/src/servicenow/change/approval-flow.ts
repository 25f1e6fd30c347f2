import type { Database, Row, RowChange } from '../database/database.ts';
import { modelOf } from './model-of.ts';
import { awaitsApproval, STATE } from './transitions.ts';

/** Who the instance's own flows write as. */
const SYSTEM = 'system';

/** Name of the group that approves when the assignment group has no members. */
export const CAB = 'CAB Approval';

/**
 * What follows once a change or an approval is written: approvals are asked for.
 * @fact The last approval of a change | moves it to Scheduled; a rejection moves it back to New | documented |
 *   t_ProcessAChangeRequest
 * @fact Flows of a change that is on hold | rest | documented | c_ChangeStateModel
 * @fact Who approves | the members of the assignment group, or the CAB where it has none, once; the two steps of an
 *   instance are not here | belief | DecisionTableAPI prints two steps
 */
export function approvalFlow(database: Database): void {
  database.after((change) => {
    if (change.table === 'change_request') followChange(database, change);
    if (change.table === 'sysapproval_approver') followApproval(database, change);
  });
}

function followChange(database: Database, { operation, previous, next }: RowChange): void {
  if (operation === 'delete' || next === null) return;
  const sysId = next.sys_id ?? '';
  if (next.approval === 'requested' && previous?.approval !== 'requested') requestApproval(database, next);
  if (next.state !== previous?.state && !awaitsApproval(next.state)) {
    settle(database, sysId, next.state === STATE.scheduled ? 'not_required' : 'cancelled');
  }
  // As it is now: an earlier listener may have written to it.
  const now = database.get('change_request', sysId);
  if (now === null || now.on_hold === 'true') return;
  const onward = modelOf(database, now).automaticNext(now);
  if (onward !== undefined) write(database, sysId, { state: onward });
}

function followApproval(database: Database, { operation, previous, next }: RowChange): void {
  if (operation !== 'update' || next === null || next.state === previous?.state) return;
  if (next.state !== 'approved' && next.state !== 'rejected') return;
  const change = database.get('change_request', next.sysapproval ?? '');
  // The first answer decides; an answer that nobody waits for any more changes nothing.
  if (change === null || change.approval !== 'requested' || !awaitsApproval(change.state)) return;
  const sysId = change.sys_id ?? '';
  write(database, sysId, { approval: next.state });
  settle(database, sysId, 'not_required');
}

function requestApproval(database: Database, change: Row): void {
  for (const approver of approversOf(database, change)) {
    const approval = {
      sysapproval: change.sys_id ?? '',
      document_id: change.sys_id ?? '',
      source_table: 'change_request',
      approver,
      state: 'requested',
    };
    database.insert('sysapproval_approver', approval, SYSTEM);
  }
}

function approversOf(database: Database, change: Row): string[] {
  const own = change.assignment_group ? membersOf(database, change.assignment_group) : [];
  if (own.length > 0) return own;
  return membersOf(database, database.find('sys_user_group', 'name', CAB)?.sys_id ?? '');
}

function membersOf(database: Database, group: string): string[] {
  return database.query('sys_user_grmember', `group=${group}`).map((member) => member.user ?? '');
}

/** Ends the approvals of a change that are still open. */
function settle(database: Database, change: string, state: 'not_required' | 'cancelled'): void {
  for (const open of database.query('sysapproval_approver', `sysapproval=${change}^state=requested`)) {
    database.update('sysapproval_approver', open.sys_id ?? '', { state }, SYSTEM);
  }
}

function write(database: Database, sysId: string, values: Row): void {
  database.update('change_request', sysId, values, SYSTEM);
}
