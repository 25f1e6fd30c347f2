import type { Database, Table } from '../database/database.ts';

/** A staging table and a map that transforms its rows, as an admin would set them up. */
export interface ImportDefinition {
  /** Of the transform map: answers name it. */
  readonly name: string;
  /** `u_change_import`; made when it is not there. A second definition gives it a second map. */
  readonly stagingTable: string;
  /** The table that rows are transformed into: `change_request`. */
  readonly target: string;
  /** Columns of the staging table, and the columns of the target that they fill: `{u_title: 'short_description'}`. */
  readonly fields: Readonly<Record<string, string>>;
  /** Columns of the target by which a row finds the record to update; without any each row makes a new record. */
  readonly coalesce?: readonly string[];
}

const ADMIN = 'admin';
const ROW = 'sys_import_set_row';
const LENGTH = 4000;

/** What an admin prepares for the Import Set API. */
export class Imports {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** @returns the sys_id of the transform map. @throws Error naming what of the definition cannot be */
  define(definition: ImportDefinition): string {
    const { name, stagingTable, target, fields, coalesce = [] } = definition;
    this.#check(definition);
    this.#database.define({
      name: stagingTable,
      label: labelOf(stagingTable),
      parent: ROW,
      webServiceAccess: true,
      columns: Object.keys(fields).map((field) => ({
        name: field,
        label: labelOf(field),
        maxLength: LENGTH,
      })),
    });
    const values = { name, source_table: stagingTable, target_table: target };
    const map = this.#database.insert('sys_transform_map', values, ADMIN).sys_id ?? '';
    for (const [source, targetField] of Object.entries(fields)) {
      const entry = { map, source_field: source, target_field: targetField };
      const key = String(coalesce.includes(targetField));
      this.#database.insert('sys_transform_entry', { ...entry, coalesce: key }, ADMIN);
    }
    return map;
  }

  #check({ name, stagingTable, target, fields, coalesce = [] }: ImportDefinition): void {
    if (this.#database.table(stagingTable) !== undefined && !this.#database.isA(stagingTable, ROW)) {
      throw new Error(`${name}: ${stagingTable} is there and is no staging table`);
    }
    const table: Table | undefined = this.#database.table(target);
    if (table === undefined) throw new Error(`${name}: the sandbox has no table ${target}`);
    const filled = Object.values(fields);
    const unknown = filled.find((field) => !table.columns.has(field));
    if (unknown !== undefined) throw new Error(`${name}: ${target} has no column ${unknown}`);
    const unfilled = coalesce.find((field) => !filled.includes(field));
    if (unfilled !== undefined) throw new Error(`${name}: nothing fills ${unfilled}, so it cannot coalesce`);
  }
}

/** `u_short_description` reads `Short description`. */
function labelOf(name: string): string {
  const words = name.replace(/^u_/, '').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
