/** Columns that data may not hold, because what they say decides whether the gate opens, and who decides it. */
import type { DisplayName } from '../adapter.ts';
import { invalidInput } from '../errors.ts';
import type { Fields } from '../inputs/fields.ts';

const GUARDED: Readonly<Record<string, string>> = {
  approval: 'people approve a change in ServiceNow, never the pipeline that waits for it',
  conflict_status: 'ServiceNow looks for conflicts itself',
  correlation_display: 'it is kept for what the gate itself leaves with the change',
  sys_id: 'the gate itself gives it to its change, and finds it by that',
  correlation_id: 'it is the key of the gate, by which each step finds its change',
};

/** Who is asked depends on them, so they cannot change under an approval. */
const GUARDED_ONCE_OPENED: Readonly<Record<string, string>> = {
  ...GUARDED,
  state: 'the step itself moves the change',
  type: 'who approves a change follows from it, so only open sets it',
  chg_model: 'who approves a change follows from it, so only open sets it',
};

const GUARDED_IN_TASKS: Readonly<Record<string, string>> = {
  active: 'it follows from the state of the task',
  approval: 'people approve in ServiceNow, never the pipeline',
  change_request: 'a task belongs to the change of its gate',
  correlation_display: 'by it the gate knows its tasks',
  correlation_id: 'by it the gate knows its tasks',
  created_from: 'it says who made the task',
  parent: 'a task belongs to the change of its gate',
  state: 'the state input of update moves a task',
};

/**
 * Refuses data that would decide in the place of people.
 * @param isOpened whether the data is for a change that exists
 * @throws GateError INVALID_INPUT naming each such column
 */
export function refuseGuardedColumns(data: Fields, isOpened: boolean, displayName: DisplayName): void {
  refuse(data, isOpened ? GUARDED_ONCE_OPENED : GUARDED, displayName('data'), 'change');
}

/**
 * Refuses data of a task that would take it from its change, or from what knows it by them.
 * @param where begins the message
 * @throws GateError INVALID_INPUT naming each such column
 */
export function refuseGuardedTaskColumns(data: Fields, where: string): void {
  refuse(data, GUARDED_IN_TASKS, where, 'task');
}

function refuse(
  data: Fields,
  guarded: Readonly<Record<string, string>>,
  where: string,
  what: 'change' | 'task',
): void {
  const problems = Object.keys(data)
    .filter((column) => Object.hasOwn(guarded, column))
    .map((column) => `${column} cannot be set (${guarded[column]})`);
  if (releasesHold(data.on_hold)) {
    problems.push(
      `on_hold cannot be taken back (whoever put the ${what} on hold releases it in ServiceNow; true puts it on hold)`,
    );
  }
  if (problems.length > 0) throw invalidInput([`${where}: ${problems.join('; ')}`]);
}

function releasesHold(onHold: unknown): boolean {
  return onHold !== undefined && String(onHold) !== 'true';
}
