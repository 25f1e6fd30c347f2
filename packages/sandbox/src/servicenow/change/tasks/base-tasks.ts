import type { Database, Row } from '../../database/database.ts';
import { modelOf } from '../model-of.ts';
import { STATE } from '../transitions.ts';
import { activeTasks, hasActiveTasks } from './active-tasks.ts';

/** Who the instance's own flows write as. */
const SYSTEM = 'system';

const TASK = { pending: '-5', open: '1', canceled: '4' } as const;

/**
 * What the base system does with the tasks of a change as that moves on.
 * @fact A change without states of its own that enters Implement | gets the tasks *Implement* and *Post implementation
 *   testing*, without group and person; here at once | documented | t_ProcessAChangeRequest; unassigned: third
 *   party; a flow runs a moment later
 * @fact Tasks that people or scripts have made | stay as they are when the change goes to Review, and have to be closed
 *   before it | documented | t_ProcessAChangeRequest
 * @fact The tasks of a change that is canceled | all active ones are canceled | documented | t_PlaceAChangeRequestOnHold
 */
export function baseTasks(database: Database): void {
  database.after(({ table, previous, next }) => {
    if (table === 'change_request' && next !== null && next.state !== previous?.state) {
      moveTasks(database, next);
    }
    if (table === 'change_request' && previous?.on_hold === 'true') reviewDoneWork(database, previous.sys_id);
    if (table === 'change_task' && previous?.active === 'true' && next?.active !== 'true') {
      reviewDoneWork(database, previous.change_request);
    }
  });
}

function moveTasks(database: Database, change: Row): void {
  const { sys_id: sysId = '', state } = change;
  if (state === STATE.implement && followsType(database, change)) createTasks(database, sysId);
  if (state === STATE.canceled) cancel(database, activeTasks(database, sysId));
  if (state === STATE.review) {
    cancel(database, activeTasks(database, sysId).filter(endsWithReview));
  }
}

function createTasks(database: Database, change: string): void {
  const { baseTasks: origin } = database.behaviours;
  const types = origin === 'flow' ? ['implementation', 'testing'] : ['planning', 'planning'];
  for (const [index, name] of ['Implement', 'Post implementation testing'].entries()) {
    const task = {
      change_request: change,
      parent: change,
      short_description: name,
      change_task_type: types[index] ?? '',
      created_from: origin,
    };
    database.insert('change_task', task, SYSTEM);
  }
}

function endsWithReview({ created_from: origin, state }: Row): boolean {
  const notBegun = state === TASK.pending || state === TASK.open;
  return origin === 'workflow' || (origin === 'flow' && notBegun);
}

function cancel(database: Database, tasks: readonly Row[]): void {
  for (const { sys_id: sysId = '' } of tasks) {
    database.update('change_task', sysId, { state: TASK.canceled }, SYSTEM);
  }
}

/** The automatic transition of the base models. */
function reviewDoneWork(database: Database, sysId = ''): void {
  const change = database.get('change_request', sysId);
  if (change === null || change.state !== STATE.implement || change.on_hold === 'true') return;
  if (database.behaviours.noActiveTask === 'stays' || !followsType(database, change)) return;
  if (hasActiveTasks(database, sysId)) return;
  database.update('change_request', sysId, { state: STATE.review }, SYSTEM);
}

/** Whether a change has no states of its own: the flow of another model is that model's own. */
function followsType(database: Database, change: Row): boolean {
  return modelOf(database, change).transitions === null;
}
