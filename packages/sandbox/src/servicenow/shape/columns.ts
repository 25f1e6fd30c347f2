/** Columns as another instance has them. */
import type { Column, ColumnDefinition, Database, Table } from '../database/database.ts';
import type { Note, ShapeColumn } from './shape.ts';

/** Adds the columns that a table lacks, and gives those that it has what the shape says of them. */
export function takeColumns(
  database: Database,
  table: Table,
  columns: readonly ShapeColumn[],
  note: Note,
): void {
  const definitions = columns.flatMap((column) => {
    const known = table.columns.get(column.name);
    if (known === undefined) return [newColumn(database, table, column, note)];
    // The instance keeps these, whatever the dictionary says.
    return column.name.startsWith('sys_') ? [] : [knownColumn(known, column)];
  });
  database.define({ name: table.name, columns: definitions });
}

/** A type that the sandbox does not know is stored and answered as text, and so is a reference to a table that it does not have. */
function newColumn(database: Database, table: Table, column: ShapeColumn, note: Note): ColumnDefinition {
  const { reference, choices = [], ...rest } = column;
  const isOpen = reference !== undefined && database.table(reference) === undefined;
  if (isOpen) {
    note(
      `Column ${column.name} of ${table.name} refers to ${reference}, a table that the sandbox does not have: what is written there is kept as it is.`,
    );
  }
  return { ...rest, reference: reference ?? null, choices: distinct(choices) };
}

/** Its type stays: the sandbox works with it. */
function knownColumn(known: Column, given: ShapeColumn): ColumnDefinition {
  const { label, mandatory = false, readOnly = false, maxLength, defaultValue, closeStates, choices } = given;
  return {
    ...known,
    label,
    mandatory,
    readOnly: known.readOnly || readOnly,
    ...(maxLength !== undefined && { maxLength }),
    ...(defaultValue !== undefined && { defaultValue }),
    ...(closeStates !== undefined && { closeStates }),
    ...(choices !== undefined && { choices: distinct(choices) }),
  };
}

/** One that depends on another column stands there once for each value of that. */
function distinct(choices: NonNullable<ShapeColumn['choices']>): Column['choices'] {
  return [...new Map(choices.map(({ value, label }) => [value, { value, label }])).values()];
}

/** Adds the columns that rules and conditions name, where the shape does not know the columns of their table. */
export function takeNamedColumns(database: Database, table: string, names: readonly string[]): void {
  const missing = [...new Set(names)].filter((name) => !database.table(table)?.columns.has(name));
  database.define({ name: table, columns: missing.map((name) => ({ name, maxLength: 4000 })) });
}

/** The columns that an encoded query begins its conditions with: `type=normal^ORrisk=2` gives `type` and `risk`. */
export function columnsOf(query: string): string[] {
  return query
    .split('^')
    .map((condition) => /^(?:OR|NQ|ORDERBY(?:DESC)?)?([a-z][a-z0-9_]*)/.exec(condition)?.[1] ?? '')
    .filter((name) => name !== '' && name !== 'constructor');
}
