import type { Database, Row } from '../database/database.ts';
import type { ChangeModel } from './change-model.ts';
import { modelOf } from './model-of.ts';
import { hasActiveTasks } from './tasks/active-tasks.ts';
import { STATE } from './transitions.ts';

/**
 * Whether a change, as it is about to be written, may have gone to its state from another: by its model, and by what
 * holds for all of them.
 * @fact A change on hold | may go to Canceled only, which ends the hold | documented | t_PlaceAChangeRequestOnHold
 * @fact Closing a change with active tasks | 403, here by the rule *Change Model: Check State Transition* | documented |
 *   t_PlaceAChangeRequestOnHold; the name of the rule: belief
 */
export function mayEnter(database: Database, change: Row, model: ChangeModel, from: string): boolean {
  if (change.on_hold === 'true' && change.state !== STATE.canceled) return false;
  if (change.state === STATE.closed && hasActiveTasks(database, change.sys_id ?? '')) return false;
  return model.permits(change, from);
}

/** Whether a person may move a change to this state, as it is now. */
export function mayMoveTo(database: Database, change: Row, state: string): boolean {
  const { state: from = '' } = change;
  return state !== from && mayEnter(database, { ...change, state }, modelOf(database, change), from);
}
