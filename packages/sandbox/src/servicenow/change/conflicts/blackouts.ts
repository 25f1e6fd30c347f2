import type { Database, Row } from '../../database/database.ts';
import { parseDateTime } from '../../time/date-time.ts';

/** A time in which nothing may be changed. */
export interface BlackoutDefinition {
  readonly name: string;
  /** UTC, `yyyy-MM-dd HH:mm:ss`. */
  readonly windows: readonly TimeWindow[];
  /** Names of the configuration items that it is for; all of them when left out. */
  readonly cis?: readonly string[];
  /** A change lockdown instead, enforced at once: it also puts on hold what is planned in it. */
  readonly lockdown?: boolean;
}

/** UTC, `yyyy-MM-dd HH:mm:ss`, from `start` up to but without `end`. */
export interface TimeWindow {
  readonly start: string;
  readonly end: string;
}

/** Tables of schedules in which nothing may be changed. */
export const BLACKOUT = 'cmn_schedule_blackout';
export const LOCKDOWN = 'cmn_schedule_lockdown';

const ADMIN = 'admin';

/**
 * Adds a blackout schedule and its entries.
 * @returns its sys_id
 * @throws Error for a window that is none, and an item that does not exist
 */
export function addBlackout(
  database: Database,
  { name, windows, cis, lockdown = false }: BlackoutDefinition,
): string {
  for (const { start, end } of windows) {
    if (parseDateTime(start) === null || parseDateTime(end) === null || start >= end) {
      throw new Error(`${name}: "${start}" to "${end}" is no window; write yyyy-MM-dd HH:mm:ss, in UTC`);
    }
  }
  const condition = cis === undefined ? '' : `sys_idIN${cis.map((ci) => idOf(database, name, ci)).join(',')}`;
  const { sys_id: schedule = '' } = database.insert(
    lockdown ? LOCKDOWN : BLACKOUT,
    { name, condition },
    ADMIN,
  );
  for (const { start, end } of windows) {
    const entry = { start_date_time: scheduleTime(start), end_date_time: scheduleTime(end) };
    database.insert('cmn_schedule_span', { schedule, name, ...entry }, ADMIN);
  }
  return schedule;
}

/**
 * Finds the blackouts or lockdowns of a configuration item that a window overlaps.
 * @returns their sys_ids
 */
export function schedulesAt(
  database: Database,
  table: typeof BLACKOUT | typeof LOCKDOWN,
  ci: Row,
  window: TimeWindow,
): string[] {
  const [start, end] = [scheduleTime(window.start), scheduleTime(window.end)];
  return database
    .query(table)
    .filter(({ condition = '' }) => database.matches('cmdb_ci', ci, condition))
    .map(({ sys_id = '' }) => sys_id)
    .filter((schedule) =>
      database
        .query('cmn_schedule_span', `schedule=${schedule}`)
        .some((entry) => (entry.start_date_time ?? '') < end && start < (entry.end_date_time ?? '')),
    );
}

function idOf(database: Database, blackout: string, ci: string): string {
  const found = database.find('cmdb_ci', 'name', ci)?.sys_id;
  if (found === undefined) throw new Error(`${blackout}: there is no configuration item ${ci}`);
  return found;
}

/** How `cmn_schedule_span` writes a point in time: `20261224T000000Z`. It sorts as it reads. */
function scheduleTime(time: string): string {
  return `${time.replaceAll(/[-:]/g, '').replace(' ', 'T')}Z`;
}
