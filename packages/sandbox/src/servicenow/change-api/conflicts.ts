import type { Clock } from '../../clock.ts';
import { type Database, newSysId, type Row } from '../database.ts';
import { formatDateTime } from '../date-time.ts';
import { RestError } from '../rest-error.ts';
import { recordJson } from './record-json.ts';

const SYSTEM = 'system';

/** States of the job, as its worker counts them. */
const COMPLETE = '2';

/**
 * Conflict detection: another active change on the same configuration item at an overlapping time.
 * Blackout and maintenance windows are not modelled.
 */
export class Conflicts {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** `POST /change/{id}/conflict`. @returns the id of the checking process. @throws RestError 400 */
  check(change: Row): string {
    if (!change.cmdb_ci || !change.start_date || !change.end_date) {
      throw new RestError(
        400,
        'Conflict detection needs a configuration item, a planned start date and a planned end date',
        '',
      );
    }
    const sysId = change.sys_id ?? '';
    for (const { sys_id: old = '' } of this.#found(sysId)) this.#database.delete('conflict', old, SYSTEM);
    const others = this.#overlapping(change);
    for (const other of others) {
      const row = {
        change: sysId,
        conflicting_change: other.sys_id ?? '',
        configuration_item: change.cmdb_ci,
        type: 'ci_already_scheduled',
      };
      this.#database.insert('conflict', row, SYSTEM);
    }
    const result = {
      conflict_status: others.length > 0 ? 'Conflict' : 'No Conflict',
      conflict_last_run: formatDateTime(this.#clock.now()),
    };
    this.#database.update('change_request', sysId, result, SYSTEM);
    return newSysId();
  }

  /** `GET /change/{id}/conflict`. After a check the status is `Conflict` even where there is none, as documented. */
  result(change: Row) {
    const conflicts = this.#found(change.sys_id ?? '');
    const ran = change.conflict_last_run !== '';
    return {
      status: ran ? 'Conflict' : 'Not Run',
      last_run: change.conflict_last_run,
      record_count: ran ? '1' : '0',
      job_status: ran ? COMPLETE : '',
      conflicts: conflicts.map((row) => recordJson(this.#database, 'conflict', row)),
    };
  }

  #found(change: string): Row[] {
    return this.#database.query('conflict', `change=${change}`);
  }

  #overlapping({ sys_id, cmdb_ci, start_date = '', end_date = '' }: Row): Row[] {
    const query = `cmdb_ci=${cmdb_ci}^active=true^sys_id!=${sys_id}^start_date<${end_date}^end_date>${start_date}`;
    return this.#database.query('change_request', query);
  }
}
