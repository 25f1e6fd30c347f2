import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { Catalog } from './catalog.ts';
import { Cipher } from './cipher.ts';
import { DatabaseError } from './database-error.ts';
import { formatDateTime } from './date-time.ts';
import { type Column, SYSTEM_COLUMNS, type Table, type TableDefinition } from './dictionary.ts';
import { parseEncodedQuery } from './encoded-query.ts';
import { type PreparedQuery, prepareQuery } from './query-match.ts';
import { type RowChange, type RowListener, RowListeners, type Values } from './row-change.ts';
import { type Row, RowStore } from './row-store.ts';
import { stored } from './stored-value.ts';

export { DatabaseError, type DatabaseErrorCode } from './database-error.ts';
export type { Choice, Column, ColumnDefinition, ColumnType, Table, TableDefinition } from './dictionary.ts';
export type { RowChange, RowListener, Values } from './row-change.ts';
export type { Row } from './row-store.ts';

export interface QueryOptions {
  readonly limit?: number;
  readonly offset?: number;
}

const NUMBER_BEFORE_FIRST = 30_000;
const SYSTEM_NAMES = new Set([...SYSTEM_COLUMNS.map(({ name }) => name), 'sys_class_name']);

/**
 * The instance's tables, in memory. Rows handed out are frozen snapshots; every write is one step, so a
 * unique column is a lock that holds across cluster nodes.
 */
export class Database {
  readonly #clock: Clock;
  readonly #cipher = new Cipher();
  readonly #catalog = new Catalog();
  readonly #stores = new Map<string, RowStore>();
  readonly #numbers = new Map<string, number>();
  readonly #listeners = new RowListeners();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Creates a table, or adds columns to the one of this name and to those that extend it.
   * @throws DatabaseError `NO_TABLE` when its parent does not exist
   */
  define(definition: TableDefinition): Table {
    const table = this.#catalog.define(definition);
    if (table === undefined) throw new DatabaseError('NO_TABLE', `Invalid table ${definition.parent}`);
    for (const heir of this.#catalog.heirs(table.name)) {
      const store = this.#stores.get(heir) ?? new RowStore();
      this.#stores.set(heir, store);
      for (const column of this.#require(heir).columns.values()) {
        if (isIndexed(column)) store.index(column.name);
      }
    }
    return table;
  }

  tables(): Table[] {
    return this.#catalog.all();
  }

  table(name: string): Table | undefined {
    return this.#catalog.get(name);
  }

  /** Whether a table is `ancestor`, or extends it at any remove. */
  isA(table: string, ancestor: string): boolean {
    return this.#catalog.isA(table, ancestor);
  }

  /**
   * Unknown columns are dropped silently. A `sys_id` of 32 hex digits is kept; without one, a new one is made.
   * @throws DatabaseError
   */
  insert(tableName: string, values: Row, actor: string): Row {
    const table = this.#require(tableName);
    const next: Values = {};
    for (const column of table.columns.values()) {
      next[column.name] = stored(values[column.name] ?? column.defaultValue, column);
    }
    if (!/^[0-9a-f]{32}$/.test(next.sys_id ?? '')) next.sys_id = newSysId();
    next.sys_created_on = formatDateTime(this.#clock.now());
    next.sys_updated_on = next.sys_created_on;
    next.sys_created_by = next.sys_updated_by = actor;
    next.sys_mod_count = '0';
    if (table.columns.has('sys_class_name')) next.sys_class_name = tableName;
    if (table.numberPrefix !== null && !next.number) next.number = this.#nextNumber(table.numberPrefix);
    const change: RowChange = { operation: 'insert', table: tableName, previous: null, next, actor };
    this.#listeners.ask(change);
    return this.#commit(table, change, next);
  }

  /**
   * A write that changes nothing is none: no rule runs and `sys_updated_on` stays.
   * @returns the row as it is now; null when there is none
   * @throws DatabaseError
   */
  update(tableName: string, sysId: string, changes: Row, actor: string): Row | null {
    const table = this.#tableOf(tableName, sysId);
    const previous = table && this.#store(table.name).get(sysId);
    if (table === undefined || previous === undefined) return null;
    const next: Values = { ...previous };
    let changed = false;
    for (const [name, value] of Object.entries(changes)) {
      const column = table.columns.get(name);
      if (column === undefined || SYSTEM_NAMES.has(name)) continue;
      next[name] = stored(value, column);
      changed ||= next[name] !== (previous[name] ?? '');
    }
    if (!changed) return previous;
    const change: RowChange = { operation: 'update', table: table.name, previous, next, actor };
    this.#listeners.ask(change);
    next.sys_updated_on = formatDateTime(this.#clock.now());
    next.sys_updated_by = actor;
    next.sys_mod_count = String(Number(previous.sys_mod_count) + 1);
    return this.#commit(table, change, next);
  }

  /** @returns whether there was such a row. @throws DatabaseError */
  delete(tableName: string, sysId: string, actor: string): boolean {
    const table = this.#tableOf(tableName, sysId);
    const previous = table && this.#store(table.name).get(sysId);
    if (table === undefined || previous === undefined) return false;
    const change: RowChange = { operation: 'delete', table: table.name, previous, next: null, actor };
    this.#listeners.ask(change);
    this.#store(table.name).remove(sysId);
    this.#listeners.announce(change);
    return true;
  }

  /** @throws DatabaseError `NO_TABLE` */
  get(tableName: string, sysId: string): Row | null {
    const table = this.#tableOf(tableName, sysId);
    return (table && this.#store(table.name).get(sysId)) ?? null;
  }

  /**
   * @param query encoded query; a condition on an unknown field is ignored, unless the property
   *   `glide.invalid_query.returns_no_rows` is true
   * @throws DatabaseError `NO_TABLE`; UnsupportedQueryError
   */
  query(tableName: string, query = '', { offset = 0, limit = Infinity }: QueryOptions = {}): Row[] {
    const prepared = prepareQuery(parseEncodedQuery(query), this.#require(tableName), this);
    if (prepared.invalid && this.property('glide.invalid_query.returns_no_rows') === 'true') return [];
    const rows: Row[] = [];
    for (const heir of this.#catalog.heirs(tableName)) {
      for (const row of candidates(this.#store(heir), prepared)) if (prepared.matches(row)) rows.push(row);
    }
    if (prepared.compare !== undefined) rows.sort(prepared.compare);
    return offset === 0 && rows.length <= limit ? rows : rows.slice(offset, offset + limit);
  }

  /** The first row of this very table with a value, taken as it is: for values that are not ours to put in a query. */
  find(tableName: string, column: string, value: string): Row | undefined {
    this.#require(tableName);
    return this.#store(tableName).find(column, value);
  }

  /** Whether a row, written or about to be, meets an encoded query. @throws DatabaseError `NO_TABLE`; UnsupportedQueryError */
  matches(tableName: string, row: Row, query: string): boolean {
    return prepareQuery(parseEncodedQuery(query), this.#require(tableName), this).matches(row);
  }

  count(tableName: string, query = ''): number {
    return this.query(tableName, query).length;
  }

  /** A system property's value; empty when there is none. */
  property(name: string): string {
    return this.#catalog.get('sys_properties')
      ? (this.find('sys_properties', 'name', name)?.value ?? '')
      : '';
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
    this.#store(table.name).put(row);
    this.#listeners.announce(change);
    return row;
  }

  #checkUnique(table: Table, change: RowChange, next: Values): void {
    for (const { name, unique } of table.columns.values()) {
      const value = next[name] ?? '';
      if (!unique || value === '' || value === change.previous?.[name]) continue;
      if (this.#store(table.name).withValue(name, value)?.length === 0) continue;
      throw new DatabaseError('UNIQUE', `Unique Key violation detected: ${table.name}.${name}`);
    }
  }

  #nextNumber(prefix: string): string {
    const number = (this.#numbers.get(prefix) ?? NUMBER_BEFORE_FIRST) + 1;
    this.#numbers.set(prefix, number);
    return prefix + String(number).padStart(7, '0');
  }

  /** The table that holds the row: the one named, or one that extends it. */
  #tableOf(name: string, sysId: string): Table | undefined {
    this.#require(name);
    const heir = this.#catalog.heirs(name).find((one) => this.#store(one).get(sysId) !== undefined);
    return heir === undefined ? undefined : this.#catalog.get(heir);
  }

  #require(name: string): Table {
    const table = this.#catalog.get(name);
    if (table === undefined) throw new DatabaseError('NO_TABLE', `Invalid table ${name}`);
    return table;
  }

  #store(name: string): RowStore {
    return this.#stores.get(name) as RowStore;
  }
}

export function newSysId(): string {
  return randomUUID().replaceAll('-', '');
}

function isIndexed({ name, type, unique, reference }: Column): boolean {
  return unique || reference !== null || type === 'GUID' || name === 'number';
}

function candidates(store: RowStore, query: PreparedQuery): Iterable<Row> {
  for (const { column, value } of query.equals) {
    const rows = store.withValue(column, value);
    if (rows !== undefined) return rows;
  }
  return store.all();
}
