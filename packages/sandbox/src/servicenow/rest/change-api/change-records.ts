import { AccessControl, type AccessOperation } from '../../database/access.ts';
import { type Database, DatabaseError, type Row, type Table } from '../../database/database.ts';
import type { Principal } from '../../sign-in/principal.ts';
import { userTime } from '../../time/time-of-user.ts';
import { chosenSysId } from '../chosen-sys-id.ts';
import { NO_RECORD, RestError } from '../rest-error.ts';
import { missingTableError } from '../unimplemented-tables.ts';
import { acceptedFields } from './fields.ts';
import { type FieldJson, type RecordJson, recordJson } from './record-json.ts';

/** A record that was written, and what of the request was not applied. */
export interface WrittenJson {
  readonly [field: string]: FieldJson | WrittenMeta;
  readonly __meta: WrittenMeta;
}

export interface WrittenMeta {
  readonly ignoredFields: readonly string[];
}

export interface CreateOptions {
  /** Values that the request may replace. */
  readonly defaults?: Row;
  /** Values that the endpoint sets, whatever the request says. */
  readonly fixed?: Row;
  /** Fields that the endpoint does not take. */
  readonly never?: readonly string[];
}

const DONE = { create: 'created', write: 'updated', delete: 'deleted' } as const;

/** Changes and what belongs to them, as one caller may reach them through `sn_chg_rest`. Every method throws RestError. */
export class ChangeRecords {
  readonly #database: Database;
  readonly #access: AccessControl;
  readonly #principal: Principal;

  constructor(database: Database, principal: Principal) {
    this.#database = database;
    this.#access = new AccessControl(database);
    this.#principal = principal;
  }

  /** @param type that the change must have; any when left out */
  change(sysId: string, type?: string): Row {
    const row = this.find('change_request', sysId);
    if (type !== undefined && row.type !== type) throw NO_RECORD;
    return row;
  }

  find(table: string, sysId: string): Row {
    const row = this.#database.get(table, sysId);
    if (row === null || !this.#access.allows(this.#principal, 'read', table, row)) throw NO_RECORD;
    return row;
  }

  json(table: string, row: Row): RecordJson {
    const json = recordJson(this.#database, table, row, userTime(this.#database, this.#principal.userName));
    return this.#access.withoutHidden(this.#principal, table, row, json);
  }

  create(tableName: string, fields: Record<string, unknown>, options: CreateOptions): WrittenJson {
    const { defaults, fixed, never = [] } = options;
    const table = this.#table(tableName, 'create');
    const { values, ignored } = this.#accepted(table, fields, never);
    const chosen = chosenSysId(this.#database, table, fields, 'Change Management API');
    const row = this.#done(table, 'create', () =>
      this.#database.insert(
        tableName,
        { ...defaults, ...values, ...chosen, ...fixed },
        this.#principal.userName,
      ),
    );
    return { ...this.json(tableName, row), __meta: { ignoredFields: ignored } };
  }

  update(tableName: string, row: Row, fields: Record<string, unknown>): WrittenJson {
    const table = this.#table(tableName, 'write');
    const { values, ignored } = this.#accepted(table, fields, []);
    const now = this.#done(table, 'write', () =>
      this.#database.update(tableName, row.sys_id ?? '', values, this.#principal.userName),
    );
    return { ...this.json(tableName, now ?? row), __meta: { ignoredFields: ignored } };
  }

  /** @returns the record as it was */
  delete(tableName: string, row: Row): RecordJson {
    const table = this.#table(tableName, 'delete');
    const was = this.json(tableName, row);
    this.#done(table, 'delete', () =>
      this.#database.delete(tableName, row.sys_id ?? '', this.#principal.userName),
    );
    return was;
  }

  #table(name: string, operation: AccessOperation): Table {
    const table = this.#database.table(name);
    if (table === undefined) throw missingTableError(name);
    if (this.#access.allows(this.#principal, operation, name)) return table;
    throw new RestError(403, 'ACL Exception: failed due to security constraints', '');
  }

  #accepted(table: Table, fields: Record<string, unknown>, never: readonly string[]) {
    const taken = Object.fromEntries(Object.entries(fields).filter(([name]) => !never.includes(name)));
    const context = { database: this.#database, access: this.#access, principal: this.#principal };
    const { values, ignored } = acceptedFields(table, taken, context);
    return { values, ignored: [...ignored, ...never.filter((name) => name in fields)] };
  }

  /**
   * @fact A refused write in `sn_chg_rest` | `... record could not be updated. <the reason>` all in the message, an empty
   *   detail | third party | transcripts
   */
  #done<T>(table: Table, operation: keyof typeof DONE, write: () => T): T {
    try {
      return write();
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      const status = this.#database.behaviours.changeApiRefusal === 'forbidden' ? 403 : 400;
      throw new RestError(
        status,
        `${table.label} record could not be ${DONE[operation]}. ${error.message}`,
        '',
      );
    }
  }
}
