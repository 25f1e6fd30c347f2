import type { Database, Table } from './database.ts';
import { valueOfDisplay } from './display-value.ts';

/**
 * What an admin's form stores in a column for what is entered there: a record's name or sys_id, a choice's label or value,
 * a time on the instance's clock, a password in clear.
 * @throws Error that says what cannot be entered
 */
export function enteredValue(database: Database, table: Table, name: string, entered: string): string {
  const column = table.columns.get(name);
  if (column === undefined) throw new Error(`${table.name} has no such column`);
  // Lists of records, and what is no choice yet, are stored as they are.
  if (column.type === 'glide_list') return entered;
  const value = valueOfDisplay(database, entered, column);
  if (value !== undefined) return value;
  if (column.reference !== null) throw new Error(`there is no such record: ${entered}`);
  if (column.choices.length > 0) return entered;
  throw new Error(`this is no time: ${entered}`);
}
