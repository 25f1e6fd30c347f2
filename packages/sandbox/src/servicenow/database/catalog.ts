import { column, SYSTEM_COLUMNS, type Table, type TableDefinition } from './dictionary.ts';

/** All tables, and which table extends which. */
export class Catalog {
  readonly #tables = new Map<string, Table>();
  /** By table: it and all that extend it. */
  readonly #subtables = new Map<string, string[]>();

  get(name: string): Table | undefined {
    return this.#tables.get(name);
  }

  all(): Table[] {
    return [...this.#tables.values()];
  }

  /** The table and those that extend it, at any remove. */
  subtables(name: string): readonly string[] {
    return this.#subtables.get(name) ?? [];
  }

  /** Whether a table is `ancestor`, or extends it at any remove. */
  isA(name: string, ancestor: string): boolean {
    return this.subtables(ancestor).includes(name);
  }

  /**
   * Creates a table, or adds columns to the one of this name and to those that extend it.
   * @returns the table; undefined when its parent does not exist
   */
  define(definition: TableDefinition): Table | undefined {
    const existing = this.#tables.get(definition.name);
    const parent = definition.parent ?? existing?.parent ?? null;
    const inherited =
      parent === null ? SYSTEM_COLUMNS.map(column) : this.#tables.get(parent)?.columns.values();
    if (inherited === undefined) return undefined;
    const table: Table = {
      name: definition.name,
      label: definition.label ?? existing?.label ?? definition.name,
      parent,
      columns: existing?.columns ?? new Map([...inherited].map((one) => [one.name, one])),
      webServiceAccess: definition.webServiceAccess ?? existing?.webServiceAccess ?? false,
      numberPrefix: definition.numberPrefix ?? existing?.numberPrefix ?? null,
      display: definition.display ?? existing?.display ?? this.#tables.get(parent ?? '')?.display ?? null,
    };
    this.#tables.set(table.name, table);
    if (existing === undefined) this.#inherit(table);
    for (const added of (definition.columns ?? []).map(column)) {
      for (const subtable of this.subtables(table.name)) this.get(subtable)?.columns.set(added.name, added);
    }
    return table;
  }

  #inherit(table: Table): void {
    this.#subtables.set(table.name, []);
    for (let one: Table | undefined = table; one !== undefined; ) {
      this.#subtables.get(one.name)?.push(table.name);
      one = one.parent === null ? undefined : this.#tables.get(one.parent);
    }
  }
}
