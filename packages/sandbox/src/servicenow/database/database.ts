import { randomUUID } from 'node:crypto';
import { formatDateTime } from '../time/date-time.ts';
import { Cipher } from './cipher.ts';
import { DatabaseError } from './database-error.ts';
import { DatabaseReader } from './database-reader.ts';
import { type Column, SYSTEM_COLUMNS, type Table, type TableDefinition } from './dictionary.ts';
import { type RowChange, type RowListener, RowListeners, type Values } from './row-change.ts';
import type { Row } from './row-store.ts';
import type { DerivedRows } from './storage.ts';
import { toStoredValue } from './stored-value.ts';
import { equality } from './text-case.ts';

export { DatabaseError, type DatabaseErrorCode } from './database-error.ts';
export type { QueryOptions } from './database-reader.ts';
export type { Choice, Column, ColumnDefinition, ColumnType, Table, TableDefinition } from './dictionary.ts';
export { isDateTime } from './dictionary.ts';
export type { RowChange, RowListener, Values } from './row-change.ts';
export type { Row } from './row-store.ts';

const NUMBER_BEFORE_FIRST = 30_000;
const SYSTEM_NAMES = new Set([...SYSTEM_COLUMNS.map(({ name }) => name), 'sys_class_name']);

/**
 * The instance's tables, in memory. Rows handed out are frozen snapshots; every write is one step, so a
 * unique column is a lock that holds across cluster nodes.
 */
export class Database extends DatabaseReader {
  readonly #cipher = new Cipher();
  readonly #numbers = new Map<string, number>();
  readonly #listeners = new RowListeners();

  /**
   * Creates a table, or adds columns to the one of this name and to those that extend it.
   * @throws DatabaseError `NO_TABLE` when its parent does not exist
   */
  define(definition: TableDefinition): Table {
    return this.storage.define(definition);
  }

  /** Takes a column, and what it holds, from a table and those that extend it. */
  dropColumn(tableName: string, column: string): void {
    this.storage.dropColumn(tableName, column);
  }

  /** Creates a table whose rows follow from the tables that there are, and which nobody writes. */
  derive(definition: TableDefinition, rows: DerivedRows): void {
    const at = formatDateTime(this.clock.now());
    const made = {
      sys_created_on: at,
      sys_updated_on: at,
      sys_created_by: 'system',
      sys_updated_by: 'system',
    };
    this.storage.derive(definition, (tables) => rows(tables).map((row) => ({ ...made, ...row })));
  }

  /**
   * Unknown columns are dropped silently. A `sys_id` of 32 hex digits is kept, in its case; without one, a new one is made.
   * @throws DatabaseError
   */
  insert(tableName: string, values: Row, actor: string): Row {
    const table = this.#writable(tableName);
    const next: Values = {};
    for (const column of table.columns.values()) {
      next[column.name] = toStoredValue(values[column.name] ?? column.defaultValue, column);
    }
    if (!isSysId(next.sys_id)) next.sys_id = newSysId();
    next.sys_created_on = formatDateTime(this.clock.now());
    next.sys_updated_on = next.sys_created_on;
    next.sys_created_by = next.sys_updated_by = actor;
    next.sys_mod_count = '0';
    if (table.columns.has('sys_class_name')) next.sys_class_name = tableName;
    if (table.numberPrefix !== null && !next.number) next.number = this.#nextNumber(table.numberPrefix);
    const change: RowChange = { operation: 'insert', table: tableName, previous: null, next, actor };
    this.#listeners.runBefore(change);
    return this.#commit(table, change, next);
  }

  /**
   * @fact A write that changes nothing | runs no rule and leaves `sys_updated_on` as it is | third party |
   *   articles about `setForceUpdate`
   * @returns the row as it is now; null when there is none
   * @throws DatabaseError
   */
  update(tableName: string, sysId: string, changes: Row, actor: string): Row | null {
    this.#writable(tableName);
    const found = this.storage.locate(tableName, sysId);
    if (found === undefined) return null;
    const { table, row: previous } = found;
    const next: Values = { ...previous };
    let changed = false;
    for (const [name, value] of Object.entries(changes)) {
      const column = table.columns.get(name);
      if (column === undefined || SYSTEM_NAMES.has(name) || this.#isKept(column, value)) continue;
      next[name] = toStoredValue(value, column);
      changed ||= next[name] !== (previous[name] ?? '');
    }
    if (!changed) return previous;
    const change: RowChange = { operation: 'update', table: table.name, previous, next, actor };
    this.#listeners.runBefore(change);
    next.sys_updated_on = formatDateTime(this.clock.now());
    next.sys_updated_by = actor;
    next.sys_mod_count = String(Number(previous.sys_mod_count) + 1);
    return this.#commit(table, change, next);
  }

  /** @returns whether there was such a row. @throws DatabaseError */
  delete(tableName: string, sysId: string, actor: string): boolean {
    this.#writable(tableName);
    const found = this.storage.locate(tableName, sysId);
    if (found === undefined) return false;
    const { table, row: previous } = found;
    const change: RowChange = { operation: 'delete', table: table.name, previous, next: null, actor };
    this.#listeners.runBefore(change);
    this.storage.store(table.name).remove(sysId);
    this.#listeners.runAfter(change);
    return true;
  }

  /** Called before each write, in the order of registration; may edit `next`, or throw `ABORTED`. */
  before(listener: RowListener): void {
    this.#listeners.before.push(listener);
  }

  /** Called after each write, in the order of the writes. */
  after(listener: RowListener): void {
    this.#listeners.after.push(listener);
  }

  /** What a password2 column holds for a clear text. */
  encrypt(clear: string): string {
    return this.#cipher.encrypt(clear);
  }

  /** @returns the clear text; empty for a value that `encrypt` did not make, or that was cut */
  decrypt(value: string): string {
    return this.#cipher.decrypt(value);
  }

  /** Journal columns keep nothing in the row: their text is for the listeners, who file it. */
  #commit(table: Table, change: RowChange, next: Values): Row {
    this.#checkUnique(table, change, next);
    const row: Values = { ...next };
    for (const column of table.columns.values()) if (column.type === 'journal_input') row[column.name] = '';
    this.storage.store(table.name).put(row);
    this.#listeners.runAfter(change);
    return row;
  }

  /**
   * @fact A value that another row of a unique column has | is refused, on any node: a script's `insert` returns null |
   * documented | t_RequiringUniqueValuesForAField
   */
  #checkUnique(table: Table, change: RowChange, next: Values): void {
    for (const { name, unique } of table.columns.values()) {
      const value = next[name] ?? '';
      if (!unique || value === '' || value === change.previous?.[name]) continue;
      const isSame = equality(value, this.behaviours.textInUniqueColumns === 'ignoresCase');
      const others = this.storage.store(table.name).withValue(name, value) ?? [];
      if (!others.some((row) => row.sys_id !== change.previous?.sys_id && isSame(row[name] ?? ''))) continue;
      throw new DatabaseError('UNIQUE', `Unique Key violation detected: ${table.name}.${name}`);
    }
  }

  #isKept({ type }: Column, value: string): boolean {
    return type === 'password2' && value === '' && this.behaviours.clearedPassword2 === 'kept';
  }

  #nextNumber(prefix: string): string {
    const number = (this.#numbers.get(prefix) ?? NUMBER_BEFORE_FIRST) + 1;
    this.#numbers.set(prefix, number);
    return prefix + String(number).padStart(7, '0');
  }

  /** @throws DatabaseError `NO_TABLE`, `READ_ONLY` */
  #writable(name: string): Table {
    if (this.isDerived(name)) throw new DatabaseError('READ_ONLY', `The sandbox does not write ${name}`);
    return this.storage.require(name);
  }
}

/** Whether a value is 32 hex digits, as a sys_id is. */
export function isSysId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{32}$/i.test(value);
}

export function newSysId(): string {
  return randomUUID().replaceAll('-', '');
}
