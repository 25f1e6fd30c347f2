import { userTime } from '../time/time-of-user.ts';
import type { UserTime } from '../time/user-time.ts';
import type { Database, Row } from './database.ts';
import { type Column, displayColumn, isDateTime } from './dictionary.ts';
import { journalEntries } from './journal-fields.ts';
import { referencedRow } from './reference.ts';

/**
 * A value as people see it.
 * @param time of the person who looks; as the system has it when left out
 */
export function displayValue(database: Database, row: Row, column: Column, time?: UserTime): string {
  const value = row[column.name] ?? '';
  if (column.type === 'journal_input')
    return journalText(database, row, column, time ?? userTime(database, ''));
  if (column.type === 'password2') return value === '' ? '' : '********';
  if (isDateTime(column.type)) return (time ?? userTime(database, '')).display(value);
  if (column.reference !== null) return referencedName(database, column, value);
  return column.choices.find((choice) => choice.value === value)?.label ?? value;
}

/**
 * The value that a display value stands for: a choice's label, the name of a referenced row, a time on the
 * clock of the person who gives it.
 * @returns undefined when it stands for none
 */
export function valueOfDisplay(
  database: Database,
  display: string,
  column: Column,
  time?: UserTime,
): string | undefined {
  if (display === '') return '';
  if (isDateTime(column.type)) return (time ?? userTime(database, '')).value(display);
  if (column.reference !== null) return rowNamed(database, column.reference, display)?.sys_id;
  if (column.type === 'password2') return database.encrypt(display);
  if (column.choices.length === 0) return display;
  const wanted = display.toLowerCase();
  const choice = column.choices.find(
    ({ value, label }) => value === display || label.toLowerCase() === wanted,
  );
  return choice?.value;
}

function referencedName(database: Database, column: Column, value: string): string {
  const table = database.table(column.reference ?? '');
  return (table && referencedRow(database, column, value)?.[displayColumn(table)]) ?? '';
}

function rowNamed(database: Database, tableName: string, name: string): Row | undefined {
  const table = database.table(tableName);
  if (table === undefined) return undefined;
  return database.get(tableName, name) ?? database.find(tableName, displayColumn(table), name);
}

function journalText(database: Database, row: Row, column: Column, time: UserTime): string {
  return journalEntries(database, column.name, row.sys_id ?? '')
    .map((entry) => {
      const author = database.find('sys_user', 'user_name', entry.sys_created_by ?? '')?.name;
      const at = time.display(entry.sys_created_on ?? '');
      return `${at} - ${author ?? entry.sys_created_by} (${column.label})\n${entry.value}\n\n`;
    })
    .join('');
}
