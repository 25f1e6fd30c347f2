import { Catalog } from './catalog.ts';
import { DatabaseError } from './database-error.ts';
import type { Column, Table, TableDefinition } from './dictionary.ts';
import { type Row, RowStore } from './row-store.ts';

/** The rows of a table that follow from the tables there are. */
export type DerivedRows = (tables: readonly Table[]) => readonly Row[];

interface Derived {
  readonly rows: DerivedRows;
  /** Of the schema that the rows were made from. */
  version: number;
}

/**
 * The tables and the rows of each.
 * @fact A table that extends another | has its columns, and its rows are found in both | documented |
 *   table-extension-and-classes
 */
export class Storage {
  readonly #catalog = new Catalog();
  readonly #stores = new Map<string, RowStore>();
  readonly #derived = new Map<string, Derived>();
  readonly #ignoresCase: boolean;
  #version = 0;

  /** @param ignoresCase whether values are found in another case too */
  constructor(ignoresCase: boolean) {
    this.#ignoresCase = ignoresCase;
  }

  /** @throws DatabaseError `NO_TABLE` when its parent does not exist */
  define(definition: TableDefinition): Table {
    const table = this.#catalog.define(definition);
    if (table === undefined) throw new DatabaseError('NO_TABLE', `Invalid table ${definition.parent}`);
    this.#version += 1;
    for (const subtable of this.#catalog.subtables(table.name)) this.#open(this.require(subtable));
    return table;
  }

  dropColumn(name: string, column: string): void {
    for (const subtable of this.#catalog.subtables(name)) {
      const store = this.store(subtable);
      for (const { [column]: _, ...row } of [...store.all()]) store.put(row);
      this.require(subtable).columns.delete(column);
    }
    this.#version += 1;
  }

  /** @param rows without what it leaves out, which gets the columns' defaults */
  derive(definition: TableDefinition, rows: DerivedRows): void {
    const { name } = this.define(definition);
    this.#derived.set(name, { rows, version: 0 });
  }

  isDerived(name: string): boolean {
    return this.#derived.has(name);
  }

  tables(): Table[] {
    return this.#catalog.all();
  }

  table(name: string): Table | undefined {
    return this.#catalog.get(name);
  }

  isA(name: string, ancestor: string): boolean {
    return this.#catalog.isA(name, ancestor);
  }

  /** The table and those that extend it, at any remove. */
  subtables(name: string): readonly string[] {
    return this.#catalog.subtables(name);
  }

  /** @throws DatabaseError `NO_TABLE` */
  require(name: string): Table {
    const table = this.#catalog.get(name);
    if (table === undefined) throw new DatabaseError('NO_TABLE', `Invalid table ${name}`);
    return table;
  }

  /** The rows of one table, without those of the tables that extend it. */
  store(name: string): RowStore {
    const derived = this.#derived.get(name);
    if (derived !== undefined && derived.version !== this.#version) {
      this.#stores.delete(name);
      const table = this.require(name);
      const store = this.#open(table);
      for (const row of derived.rows(this.tables())) store.put(withDefaults(row, table));
      derived.version = this.#version;
    }
    return this.#stores.get(name) as RowStore;
  }

  /**
   * @returns the row, and the table that holds it: the one named, or one that extends it
   * @throws DatabaseError `NO_TABLE`
   */
  locate(name: string, sysId: string): { readonly table: Table; readonly row: Row } | undefined {
    this.require(name);
    for (const subtable of this.#catalog.subtables(name)) {
      const row = this.store(subtable).get(sysId);
      if (row !== undefined) return { table: this.require(subtable), row };
    }
    return undefined;
  }

  #open(table: Table): RowStore {
    const store = this.#stores.get(table.name) ?? new RowStore(this.#ignoresCase);
    this.#stores.set(table.name, store);
    for (const column of table.columns.values()) if (isIndexed(column)) store.index(column.name);
    return store;
  }
}

function withDefaults(row: Row, table: Table): Row {
  const columns = [...table.columns.values()];
  return Object.fromEntries(columns.map(({ name, defaultValue }) => [name, row[name] ?? defaultValue]));
}

function isIndexed({ name, type, unique, reference }: Column): boolean {
  return unique || reference !== null || type === 'GUID' || name === 'number';
}
