import type { Database, Row } from '../database/database.ts';
import { notImplemented } from '../rest/rest-error.ts';
import { dateTime, toScheduleTime } from './schedule-time.ts';

/** A blackout or maintenance schedule, as an admin would define one. */
export interface ScheduleDefinition {
  readonly name: string;
  /** UTC, `yyyy-MM-dd HH:mm:ss`. */
  readonly windows: readonly { readonly start: string; readonly end: string }[];
  /** Names of the configuration items that it is for; all of them when left out. */
  readonly cis?: readonly string[];
  /** Encoded query over the changes that it is for, in place of `cis`: `type=normal^risk=2`. */
  readonly changes?: string;
}

const ADMIN = 'admin';
const TIME_ZONES = ['', 'UTC', 'GMT', 'floating'];

/** When changes may be made: what conflict detection and the scheduling assistant go by. */
export class Schedules {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** A time in which nothing may be changed. @returns its sys_id. @throws Error */
  blackout(definition: ScheduleDefinition): string {
    return this.#define('cmn_schedule_blackout', definition);
  }

  /** The only times in which something may be changed. @returns its sys_id. @throws Error */
  maintenance(definition: ScheduleDefinition): string {
    return this.#define('cmn_schedule_maintenance', definition);
  }

  #define(table: string, { name, windows, cis, changes }: ScheduleDefinition): string {
    for (const { start, end } of windows) checkWindow(name, start, end);
    const scope =
      changes === undefined
        ? { applies_to: 'cmdb_ci', condition: cis === undefined ? '' : `sys_idIN${this.#idsOf(name, cis)}` }
        : { applies_to: 'change_request', condition: changes };
    const { sys_id: schedule = '' } = this.#database.insert(table, { name, ...scope }, ADMIN);
    for (const { start, end } of windows) {
      const entry = { start_date_time: toScheduleTime(start), end_date_time: toScheduleTime(end) };
      this.#database.insert('cmn_schedule_span', { schedule, name, ...entry }, ADMIN);
    }
    return schedule;
  }

  #idsOf(schedule: string, cis: readonly string[]): string {
    const ids = cis.map((name) => {
      const found = this.#database.find('cmdb_ci', 'name', name);
      if (found === undefined) throw new Error(`${schedule}: there is no configuration item ${name}`);
      return found.sys_id;
    });
    return ids.join(',');
  }
}

function checkWindow(schedule: string, start: string, end: string): void {
  const [from, to] = [dateTime(start), dateTime(end)];
  if (from === undefined || to === undefined || from >= to) {
    throw new Error(`${schedule}: "${start}" to "${end}" is no window; write yyyy-MM-dd HH:mm:ss, in UTC`);
  }
}

/** Refuses what a schedule may say on an instance, and the sandbox would not heed. */
export function scheduleLimits(database: Database): void {
  database.before(({ table, next }) => {
    if (next === null) return;
    if (table === 'cmn_schedule_span' && !['', 'does_not_repeat'].includes(next.repeat_type ?? '')) {
      throw notImplemented('schedule entries that repeat; write one entry for each time');
    }
    if (!database.isA(table, 'cmn_schedule')) return;
    if (!TIME_ZONES.includes(next.time_zone ?? '')) {
      throw notImplemented(`schedules in ${next.time_zone}; write their entries in UTC`);
    }
    checkCondition(database, next);
  });
}

/** A query that nobody can read is refused here, and not at every check. */
function checkCondition(database: Database, { applies_to: table = '', condition = '' }: Row): void {
  const known = table === '' || table === 'change_request' || database.isA(table, 'cmdb_ci');
  if (!known) throw notImplemented(`schedules that apply to ${table}`);
  if (condition !== '') database.matches(table || 'cmdb_ci', {}, condition);
}
