import type { Database, Row } from '../database/database.ts';
import type { Interval } from './intervals.ts';
import { dateTime, scheduleTime } from './schedule-time.ts';

/** What says when one configuration item may be changed. */
export interface ChangeLimits {
  /** Nothing may be changed in any of their entries. */
  readonly blackouts: readonly ScheduleEntries[];
  /** Each of them must cover a change. */
  readonly maintenance: readonly ScheduleEntries[];
  /** Other active changes of the same item that have a planned window. */
  readonly changes: readonly PlannedChange[];
}

export interface ScheduleEntries {
  /** sys_id */
  readonly schedule: string;
  readonly entries: readonly Interval[];
}

export interface PlannedChange {
  /** sys_id */
  readonly change: string;
  readonly window: Interval;
}

/** Which checks are made (ServiceNow docs, configure-conflict-properties). */
const CHECK = {
  changes: 'change.conflict.currentci',
  maintenance: 'change.conflict.currentwindow',
  ownMaintenance: 'change.conflict.ci_maint_sched',
  blackouts: 'change.conflict.blackout',
} as const;

/**
 * In basic mode: neither affected items nor parents and children are looked at.
 * @param ci     row of `cmdb_ci`
 * @param change that is to be made; schedules over changes apply to none when it is left out
 */
export function changeLimits(database: Database, ci: Row, change?: Row): ChangeLimits {
  const checks = (name: keyof typeof CHECK): boolean => database.property(CHECK[name]) === 'true';
  const schedules = (table: string): ScheduleEntries[] =>
    database
      .query(table)
      .filter((schedule) => appliesTo(database, schedule, ci, change))
      .map((schedule) => entriesOf(database, schedule.sys_id ?? ''));
  const own = ci.maintenance_schedule ?? '';
  return {
    blackouts: checks('blackouts') ? schedules('cmn_schedule_blackout') : [],
    maintenance: [
      ...(checks('maintenance') ? schedules('cmn_schedule_maintenance') : []),
      ...(checks('ownMaintenance') && own !== '' ? [entriesOf(database, own)] : []),
    ],
    changes: checks('changes') ? otherChanges(database, ci, change) : [],
  };
}

/** The planned window of a change; undefined when it has none. One without a length lasts for a second. */
export function plannedWindow({ start_date = '', end_date = '' }: Row): Interval | undefined {
  const [start, end] = [dateTime(start_date), dateTime(end_date)];
  if (start === undefined || end === undefined) return undefined;
  return { start, end: end === start ? end + 1000 : end };
}

function appliesTo(database: Database, schedule: Row, ci: Row, change: Row | undefined): boolean {
  const { applies_to: table = '', condition = '' } = schedule;
  if (table === 'change_request') {
    return change !== undefined && database.matches('change_request', change, condition);
  }
  const itemsOwn = ci.sys_class_name || 'cmdb_ci';
  return database.isA(itemsOwn, table || 'cmdb_ci') && database.matches(itemsOwn, ci, condition);
}

function entriesOf(database: Database, schedule: string): ScheduleEntries {
  const entries = database.query('cmn_schedule_span', `schedule=${schedule}`).flatMap((entry) => {
    const [start, end] = [entry.start_date_time, entry.end_date_time].map((at = '') => scheduleTime(at));
    return start === undefined || end === undefined ? [] : [{ start, end }];
  });
  return { schedule, entries };
}

function otherChanges(database: Database, ci: Row, change: Row | undefined): PlannedChange[] {
  return database.query('change_request', `cmdb_ci=${ci.sys_id}^active=true`).flatMap((other) => {
    const window = plannedWindow(other);
    return window === undefined || other.sys_id === change?.sys_id
      ? []
      : [{ change: other.sys_id ?? '', window }];
  });
}
