import { type Database, newSysId, type Row } from '../database/database.ts';
import { aborted, fieldsMissing } from '../database/refused-write.ts';
import { activeTasks } from './tasks/active-tasks.ts';
import { awaitsApproval, STATE } from './transitions.ts';

/** Who the instance's own flows write as. */
const SYSTEM = 'system';

const RULE = 'Change: On hold';
const RULE_SYS_ID = newSysId();

/** States in which nobody puts a change on hold. */
const NEVER_HELD: readonly string[] = [STATE.new, STATE.closed, STATE.canceled];

/** What a hold has stopped, as sys_ids. */
interface Stopped {
  /** Rows of `sysapproval_approver` that were asked for. */
  readonly approvals: readonly string[];
  /** Rows of `change_task` that were not on hold themselves. */
  readonly tasks: readonly string[];
}

/**
 * Adds what holds of a change or a task that is put on hold.
 * @fact Putting a change on hold | needs `on_hold_reason`, and is not possible in New, Closed and Canceled: else 403; the
 *   reason is empty again when the hold ends | third party | parameters of `servicenow.itsm`; the words of the refusals:
 *   belief
 * @fact Open approvals of a change on hold | are `not_required`, and `requested` again when the hold ends | documented |
 *   t_PlaceAChangeRequestOnHold
 * @fact Active tasks of a change on hold | are on hold for its reason until it goes on; those that were on hold before
 *   stay so | documented | t_PlaceAChangeRequestOnHold
 */
export function holdRules(database: Database): void {
  const stopped = new Map<string, Stopped>();
  database.before(({ table, previous, next, actor }) => {
    if ((table !== 'change_request' && table !== 'change_task') || next === null) return;
    if (next.on_hold !== 'true') next.on_hold_reason = '';
    else if (!next.on_hold_reason) throw fieldsMissing(['On hold reason']);
    const begins = next.on_hold === 'true' && previous?.on_hold !== 'true';
    // A lockdown holds new changes too.
    if (begins && table === 'change_request' && actor !== SYSTEM && NEVER_HELD.includes(next.state ?? '')) {
      throw aborted(table, RULE, RULE_SYS_ID);
    }
  });
  database.after(({ table, previous, next }) => {
    if (table !== 'change_request' || next === null) return;
    const [was, is] = [previous?.on_hold === 'true', next.on_hold === 'true'];
    const sysId = next.sys_id ?? '';
    if (is && !was) stopped.set(sysId, stop(database, next));
    if (was && !is) {
      resume(database, next, stopped.get(sysId));
      stopped.delete(sysId);
    }
  });
}

function stop(database: Database, { sys_id: change = '', on_hold_reason: reason = '' }: Row): Stopped {
  const approvals = idsOf(database.query('sysapproval_approver', `sysapproval=${change}^state=requested`));
  const tasks = idsOf(activeTasks(database, change).filter((task) => task.on_hold !== 'true'));
  setApprovals(database, approvals, 'not_required');
  for (const task of tasks) {
    database.update('change_task', task, { on_hold: 'true', on_hold_reason: reason }, SYSTEM);
  }
  return { approvals, tasks };
}

function resume(
  database: Database,
  change: Row,
  { approvals, tasks }: Stopped = { approvals: [], tasks: [] },
): void {
  if (awaitsApproval(change.state)) setApprovals(database, approvals, 'requested');
  for (const task of tasks) database.update('change_task', task, { on_hold: 'false' }, SYSTEM);
}

function setApprovals(database: Database, approvals: readonly string[], state: string): void {
  for (const approval of approvals) database.update('sysapproval_approver', approval, { state }, SYSTEM);
}

function idsOf(rows: readonly Row[]): string[] {
  return rows.map(({ sys_id: sysId = '' }) => sysId);
}
