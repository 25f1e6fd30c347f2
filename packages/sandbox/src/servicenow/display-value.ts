import type { Database, Row } from './database.ts';
import { type Column, displayColumn } from './dictionary.ts';
import { journalEntries } from './journal-fields.ts';

/** A value as people see it. Times are in UTC: the sandbox's users have no time zone of their own. */
export function displayValue(database: Database, row: Row, column: Column): string {
  const value = row[column.name] ?? '';
  if (column.type === 'journal_input') return journalText(database, row, column);
  if (column.type === 'password2') return value === '' ? '' : '********';
  if (column.reference !== null) return referencedName(database, column.reference, value);
  return column.choices.find((choice) => choice.value === value)?.label ?? value;
}

/**
 * The value that a display value stands for: a choice's label, the name of a referenced row.
 * @returns undefined when it stands for none
 */
export function valueOfDisplay(database: Database, display: string, column: Column): string | undefined {
  if (display === '') return '';
  if (column.reference !== null) return rowNamed(database, column.reference, display)?.sys_id;
  if (column.type === 'password2') return database.encrypt(display);
  if (column.choices.length === 0) return display;
  const wanted = display.toLowerCase();
  const choice = column.choices.find(
    ({ value, label }) => value === display || label.toLowerCase() === wanted,
  );
  return choice?.value;
}

function referencedName(database: Database, tableName: string, sysId: string): string {
  const table = database.table(tableName);
  if (sysId === '' || table === undefined) return '';
  return database.get(tableName, sysId)?.[displayColumn(table)] ?? '';
}

function rowNamed(database: Database, tableName: string, name: string): Row | undefined {
  const table = database.table(tableName);
  if (table === undefined) return undefined;
  return database.get(tableName, name) ?? database.find(tableName, displayColumn(table), name);
}

function journalText(database: Database, row: Row, column: Column): string {
  return journalEntries(database, column.name, row.sys_id ?? '')
    .map((entry) => {
      const author = database.find('sys_user', 'user_name', entry.sys_created_by ?? '')?.name;
      return `${entry.sys_created_on} - ${author ?? entry.sys_created_by} (${column.label})\n${entry.value}\n\n`;
    })
    .join('');
}
