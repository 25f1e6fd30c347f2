import type { Database, Row } from '../../database/database.ts';
import { STATE } from '../transitions.ts';

/** Name of the group that is the change advisory board. */
export const CAB = 'CAB Approval';

/** Values of `risk`. */
const HIGH_OR_MODERATE: readonly string[] = ['2', '3'];
const LOW = '4';

/**
 * Whom a change asks for approval in the state that it is in: sys_ids of users, each once; empty where nobody is asked.
 * @fact Whom a normal change asks | in Assess the members of its assignment group; in Authorize the CAB, where the risk is
 *   high or moderate or the group has no manager, else the group's manager, where the risk is low and he has not approved
 *   already, else nobody | documented | DecisionTableAPI prints these decisions
 * @fact A normal change without a risk | asks nobody in Authorize when its group has a manager, and the CAB when it has
 *   none | documented | DecisionTableAPI: no other condition matches an empty risk
 * @fact Whom an emergency change asks | the CAB, in Authorize | third party | articles of ServiceNow's staff on change
 *   approval policies
 * @fact Whom a standard change asks | nobody: it was approved beforehand | documented | c_ChangeStateModel
 */
export function approversOf(database: Database, change: Row): string[] {
  const { type, state } = change;
  if (type === 'emergency' && state === STATE.authorize) return cab(database);
  if (type !== 'normal') return [];
  if (state === STATE.assess) return members(database, change.assignment_group ?? '');
  return state === STATE.authorize ? authorizers(database, change) : [];
}

function authorizers(database: Database, change: Row): string[] {
  const { risk = '', assignment_group: group = '' } = change;
  const manager = database.get('sys_user_group', group)?.manager ?? '';
  if (HIGH_OR_MODERATE.includes(risk) || manager === '') return cab(database);
  return risk === LOW && !hasApproved(database, change, manager) ? [manager] : [];
}

function hasApproved(database: Database, { sys_id: sysId }: Row, user: string): boolean {
  const query = `sysapproval=${sysId}^approver=${user}^state=approved`;
  return database.query('sysapproval_approver', query).length > 0;
}

function cab(database: Database): string[] {
  return members(database, database.find('sys_user_group', 'name', CAB)?.sys_id ?? '');
}

function members(database: Database, group: string): string[] {
  const rows = group === '' ? [] : database.query('sys_user_grmember', `group=${group}`);
  return [...new Set(rows.map(({ user = '' }) => user))];
}
