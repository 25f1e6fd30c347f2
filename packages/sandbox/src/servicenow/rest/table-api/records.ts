import { AccessControl, type AccessOperation } from '../../database/access.ts';
import { type Database, DatabaseError, isDateTime, type Row, type Table } from '../../database/database.ts';
import { ISO } from '../../database/stored-value.ts';
import type { Principal } from '../../sign-in/principal.ts';
import { chosenSysId } from '../chosen-sys-id.ts';
import { NO_RECORD, NOT_AUTHORIZED, notImplemented, RestError } from '../rest-error.ts';
import { missingTableError } from '../unimplemented-tables.ts';
import { acceptedValues, enteredValues } from './record-input.ts';
import { type Rendering, recordJson } from './record-json.ts';

/** What a caller wants to write. */
export interface Input {
  readonly body: Record<string, unknown>;
  /** `sysparm_input_display_value` */
  readonly display: boolean;
}

/** A record, and the table that was asked for: only its columns show, also where the record's own table has more. */
export interface Found {
  readonly table: Table;
  readonly row: Row;
}

/** How a caller comes to records: a form reaches tables that are closed to web services, and says what cannot be entered. */
export type Way = 'web service' | 'form';

/** Records as one caller may reach them. Every method throws RestError. */
export class Records {
  readonly #database: Database;
  readonly #access: AccessControl;
  readonly #principal: Principal;
  readonly #way: Way;

  constructor(database: Database, principal: Principal, way: Way = 'web service') {
    this.#database = database;
    this.#access = new AccessControl(database);
    this.#principal = principal;
    this.#way = way;
  }

  /** A table that web services, and this caller, may reach at all. */
  table(name: string, operation: AccessOperation): Table {
    const table = this.#database.table(name);
    if (table === undefined) throw missingTableError(name);
    if (!table.webServiceAccess && this.#way === 'web service') throw NOT_AUTHORIZED;
    if (operation !== 'read' && this.#database.isDerived(name)) {
      throw notImplemented(`writing to ${name}: tables and columns come with an application's update set`);
    }
    if (!this.#access.allows(this.#principal, operation, name)) {
      throw operation === 'read' ? NOT_AUTHORIZED : denied(operation);
    }
    return table;
  }

  get(tableName: string, sysId: string): Found {
    const table = this.table(tableName, 'read');
    const row = this.#database.get(table.name, sysId);
    if (row === null || !this.#allows('read', table, row)) throw NO_RECORD;
    return { table, row };
  }

  /** Those of the rows that the caller may read. */
  readable(rows: readonly Row[], table: Table): Row[] {
    return rows.filter((row) => this.#allows('read', table, row));
  }

  /** A record as its caller may see it. */
  json({ table, row }: Found, rendering: Rendering): ReturnType<typeof recordJson> {
    const json = recordJson(this.#database, table, row, rendering);
    return this.#access.withoutHidden(this.#principal, table.name, row, json);
  }

  create(tableName: string, input: Input): Found {
    const table = this.table(tableName, 'create');
    const values = {
      ...this.#accepted(table, input),
      ...chosenSysId(this.#database, table, input.body, 'Table API'),
    };
    this.#checkMandatory(table, values);
    const row = unlessRefused(() => this.#database.insert(table.name, values, this.#principal.userName));
    return { table, row };
  }

  /**
   * @fact A time as `2021-07-15T08:00:00` | is accepted; the answer to PATCH has it as it was sent, a GET
   *   `2021-07-15 08:00:00` | live suite | `servicenow.itsm`
   */
  update(tableName: string, sysId: string, input: Input): Found {
    const { table, row } = this.#writable(tableName, sysId, 'write');
    const values = this.#accepted(table, input);
    this.#checkMandatory(table, { ...row, ...values });
    const now = unlessRefused(() =>
      this.#database.update(table.name, sysId, values, this.#principal.userName),
    );
    return { table, row: { ...(now ?? row), ...timesAsSent(table, values) } };
  }

  delete(tableName: string, sysId: string): void {
    const { table } = this.#writable(tableName, sysId, 'delete');
    unlessRefused(() => this.#database.delete(table.name, sysId, this.#principal.userName));
  }

  #writable(tableName: string, sysId: string, operation: 'write' | 'delete'): Found {
    this.table(tableName, operation);
    const found = this.get(tableName, sysId);
    if (!this.#allows(operation, found.table, found.row)) throw denied(operation);
    return found;
  }

  /** The rules of the record's own table count, whichever table it is reached through. */
  #allows(operation: AccessOperation, table: Table, row: Row): boolean {
    return this.#access.allows(this.#principal, operation, row.sys_class_name || table.name, row);
  }

  /** In forms only: the dictionary's *Mandatory* does not bind web services. @throws RestError 400 */
  #checkMandatory(table: Table, row: Row): void {
    if (this.#way !== 'form') return;
    for (const { name, mandatory, defaultValue } of table.columns.values()) {
      if (mandatory && !(row[name] ?? defaultValue))
        throw new RestError(400, `${name}: the column is mandatory`);
    }
  }

  #accepted(table: Table, { body, display }: Input): Row {
    const context = { database: this.#database, access: this.#access, principal: this.#principal, display };
    return this.#way === 'form' ? enteredValues(table, body, context) : acceptedValues(table, body, context);
  }
}

function timesAsSent(table: Table, values: Row): Row {
  const isTime = (name: string): boolean => isDateTime(table.columns.get(name)?.type ?? '');
  return Object.fromEntries(Object.entries(values).filter(([name, sent]) => isTime(name) && ISO.test(sent)));
}

const WORD = { create: 'Insert', write: 'Update', delete: 'Delete' } as const;

/** @fact A write that an access rule forbids | 403 `ACL Exception ... Failed due to security constraints` | documented | c_TableAPI */
function denied(operation: keyof typeof WORD): RestError {
  const detail = `ACL Exception ${WORD[operation]} Failed due to security constraints`;
  return new RestError(403, 'Operation Failed', detail);
}

/**
 * A rule, a data policy or a unique column that refuses a write.
 * @fact A write that a rule, a data policy or a unique column refuses | 403 `Operation Failed` | third party | transcripts
 */
function unlessRefused<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (error instanceof DatabaseError) throw new RestError(403, 'Operation Failed', error.message);
    throw error;
  }
}
