/** The fields of a task, as a step's inputs ask for them. */
import { serviceNowTime } from '../../clock.ts';
import { invalidInput } from '../../errors.ts';
import type { Fields } from '../../inputs/fields.ts';
import { resolveTimeInput } from '../../inputs/time.ts';
import { refuseGuardedTaskColumns } from '../guarded-columns.ts';
import { type RequestedFields, timesIn } from '../requested-fields.ts';

/** The columns of a task that hold a time and may be written (ServiceNow's data dictionary). */
const TASK_TIMES: readonly string[] = [
  'planned_start_date',
  'planned_end_date',
  'work_start',
  'work_end',
  'due_date',
  'expected_start',
  'follow_up',
];

/** The types of the base system. */
const TASK_TYPES: readonly string[] = ['planning', 'implementation', 'testing', 'review'];

/**
 * The fields of a task as they are sent: times as ServiceNow wants them, its type by value. A planned end that is a
 * duration counts from the planned start.
 * @param where begins each message
 * @throws GateError INVALID_INPUT for a column that is guarded, a time that is none, and an end that is not after its start
 */
export function taskFields(data: Fields, now: Date, where: string): RequestedFields {
  refuseGuardedTaskColumns(data, where);
  const times = timesIn(data, TASK_TIMES, where);
  const { planned_start_date: start } = times;
  const startsAt = start === undefined ? now : resolveTimeInput(start, now);
  const written = Object.fromEntries(
    Object.entries(times).map(([column, time]) => [
      column,
      serviceNowTime(resolveTimeInput(time, column === 'planned_end_date' ? startsAt : now)),
    ]),
  );
  const { planned_start_date: from, planned_end_date: to } = written;
  if (from !== undefined && to !== undefined && to <= from) {
    throw invalidInput([`${where}: planned_end_date ${to} is not after planned_start_date ${from} (UTC)`]);
  }
  const type = String(data.change_task_type ?? '').toLowerCase();
  return {
    fields: { ...data, ...written, ...(TASK_TYPES.includes(type) && { change_task_type: type }) },
    moving: Object.entries(times).flatMap(([column, time]) => ('after' in time ? [column] : [])),
  };
}
