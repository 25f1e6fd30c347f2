import type { Choice, ColumnDefinition, ColumnType } from '../../database/dictionary.ts';

/** Columns of the built-in tables, short to write and to read: `text('number', 'Number')`. */

export function text(name: string, label: string, maxLength = 40): ColumnDefinition {
  return { name, label, maxLength };
}

export function unique(name: string, label: string, maxLength = 40): ColumnDefinition {
  return { name, label, maxLength, unique: true };
}

export function integer(name: string, label: string, defaultValue = ''): ColumnDefinition {
  return { name, label, type: 'integer', defaultValue };
}

export function flag(name: string, label: string, defaultValue = 'false'): ColumnDefinition {
  return { name, label, type: 'boolean', defaultValue };
}

export function dateTime(name: string, label: string): ColumnDefinition {
  return { name, label, type: 'glide_date_time' };
}

export function day(name: string, label: string): ColumnDefinition {
  return { name, label, type: 'glide_date' };
}

/** A column of a type that has no more to it than its name. */
export function typed(name: string, label: string, type: ColumnType, defaultValue = ''): ColumnDefinition {
  return { name, label, type, defaultValue };
}

/** sys_ids of several rows of one table, separated by commas. */
export function list(name: string, label: string): ColumnDefinition {
  return { name, label, type: 'glide_list' };
}

/** Columns that the instance itself keeps: what a client writes into them is dropped. */
export function systemKept(...columns: readonly ColumnDefinition[]): ColumnDefinition[] {
  return columns.map((column) => ({ ...column, readOnly: true }));
}

export function reference(name: string, label: string, table: string): ColumnDefinition {
  return { name, label, type: 'reference', reference: table };
}

/** A reference that holds the name of a row. */
export function byName(name: string, label: string, table: string): ColumnDefinition {
  return { ...reference(name, label, table), byName: true, maxLength: 80 };
}

export function journal(name: string, label: string): ColumnDefinition {
  return { name, label, type: 'journal_input' };
}

/** @param choices value to label */
export function choice(
  name: string,
  label: string,
  choices: Readonly<Record<string, string>>,
  defaultValue = '',
): ColumnDefinition {
  return { name, label, type: 'string', choices: choiceList(choices), defaultValue };
}

/** A list whose values are numbers. An array, because an object would put `0` before `-5`. */
export function integerChoice(
  name: string,
  label: string,
  choices: readonly (readonly [value: string, label: string])[],
  defaultValue = '',
): ColumnDefinition {
  const list = choices.map(([value, text]) => ({ value, label: text }));
  return { name, label, type: 'integer', choices: list, defaultValue };
}

function choiceList(choices: Readonly<Record<string, string>>): Choice[] {
  return Object.entries(choices).map(([value, label]) => ({ value, label }));
}
