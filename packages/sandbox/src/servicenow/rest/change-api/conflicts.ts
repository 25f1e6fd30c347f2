import type { Clock } from '../../../clock.ts';
import { checkConflicts, isCheckable } from '../../change/conflicts/conflict-check.ts';
import { type Database, newSysId, type Row } from '../../database/database.ts';
import { RestError } from '../rest-error.ts';
import type { ChangeRecords } from './change-records.ts';

/** States of the job, as its worker counts them. */
const COMPLETE = '2';

/** The conflict endpoints of a change. A check ends within the request that asks for it. */
export class Conflicts {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** `POST /change/{id}/conflict`. @returns the id of the checking process. @throws RestError 400 */
  check(change: Row): string {
    if (!isCheckable(change)) {
      throw new RestError(
        400,
        'Conflict detection needs a configuration item, a planned start date and a planned end date',
        '',
      );
    }
    checkConflicts(this.#database, this.#clock, change);
    return newSysId();
  }

  /**
   * `GET /change/{id}/conflict`.
   * @fact `GET /change/{id}/conflict` after a check | `Conflict`, even with none | documented |
   *   change-management-api
   */
  result(change: Row, reader: ChangeRecords) {
    const conflicts = this.#database.query('conflict', `change=${change.sys_id}`);
    const ran = change.conflict_last_run !== '';
    return {
      status: ran ? 'Conflict' : 'Not Run',
      last_run: change.conflict_last_run,
      record_count: ran ? '1' : '0',
      job_status: ran ? COMPLETE : '',
      conflicts: conflicts.map((row) => reader.json('conflict', row)),
    };
  }

  /** `DELETE /change/{id}/conflict`. @throws RestError 400 always: no check is ever still running */
  cancel(change: Row): never {
    throw new RestError(400, `No conflict check is running for ${change.number}`, '');
  }
}
