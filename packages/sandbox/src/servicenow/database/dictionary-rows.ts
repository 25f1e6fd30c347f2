import { createHash } from 'node:crypto';
import {
  SYS_CHOICE,
  SYS_DB_OBJECT,
  SYS_DICTIONARY,
  SYS_DOCUMENTATION,
  SYS_GLIDE_OBJECT,
} from '../schema/dictionary-tables.ts';
import type { Database } from './database.ts';
import { type Column, displayColumn, type Table } from './dictionary.ts';
import type { Row } from './row-store.ts';

/** Choice of `sys_dictionary.choice`: a list, with "-- None --". */
const DROPDOWN = '1';

/** What people call the types; others go by their name. */
const TYPE_LABELS: Readonly<Record<string, string>> = {
  GUID: 'Sys ID (GUID)',
  boolean: 'True/False',
  choice: 'Choice',
  collection: 'Collection',
  glide_date_time: 'Date/Time',
  integer: 'Integer',
  journal_input: 'Journal Input',
  password2: 'Password (2 Way Encrypted)',
  reference: 'Reference',
  string: 'String',
  url: 'URL',
};

/** Makes the dictionary readable as an instance has it: `sys_db_object`, `sys_dictionary`, their labels and choices. */
export function deriveDictionary(database: Database): void {
  database.derive(SYS_GLIDE_OBJECT, types);
  database.derive(SYS_DB_OBJECT, (tables) => tables.map(objectRow));
  database.derive(SYS_DICTIONARY, (tables) => [
    ...tables.map(collectionRow),
    ...declarations(tables).map(({ table, column }) => dictionaryRow(table, column)),
  ]);
  database.derive(SYS_DOCUMENTATION, (tables) => [
    ...tables.map(({ name, label }) => documentationRow(name, '', label)),
    ...declarations(tables).map(({ table, column }) =>
      documentationRow(table.name, column.name, column.label),
    ),
  ]);
  database.derive(SYS_CHOICE, (tables) => declarations(tables, 'and overrides').flatMap(choiceRows));
}

interface Declaration {
  readonly table: Table;
  readonly column: Column;
}

/**
 * The columns, each with the table that has it of its own: those that a table inherits are its parent's.
 * @param which with `and overrides`, also columns that a table has otherwise than its parent
 */
function declarations(tables: readonly Table[], which?: 'and overrides'): Declaration[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  return tables.flatMap((table) => {
    const inherited = byName.get(table.parent ?? '')?.columns;
    const isOwn = (column: Column): boolean => {
      const above = inherited?.get(column.name);
      return above === undefined || (which !== undefined && above !== column);
    };
    return [...table.columns.values()].filter(isOwn).map((column) => ({ table, column }));
  });
}

function types(tables: readonly Table[]): Row[] {
  const used = tables.flatMap(({ columns }) => [...columns.values()].map(({ type }) => type));
  return [...new Set(['collection', ...used])].map((name) => ({
    sys_id: sysId('sys_glide_object', name),
    name,
    label: TYPE_LABELS[name] ?? name,
  }));
}

function objectRow({ name, label, parent, webServiceAccess }: Table): Row {
  return {
    sys_id: sysId('sys_db_object', name),
    name,
    label,
    super_class: parent === null ? '' : sysId('sys_db_object', parent),
    ws_access: String(webServiceAccess),
  };
}

/** The table's own entry: it has no element. */
function collectionRow({ name, label }: Table): Row {
  return {
    sys_id: sysId('sys_dictionary', name, ''),
    name,
    column_label: label,
    internal_type: 'collection',
  };
}

function dictionaryRow(table: Table, column: Column): Row {
  const { name } = table;
  return {
    sys_id: sysId('sys_dictionary', name, column.name),
    name,
    element: column.name,
    column_label: column.label,
    internal_type: column.type,
    max_length: String(column.maxLength),
    reference: column.reference ?? '',
    choice: column.choices.length > 0 ? DROPDOWN : '',
    default_value: column.defaultValue,
    mandatory: String(column.mandatory),
    read_only: String(column.readOnly),
    unique: String(column.unique),
    display: String(displayColumn(table) === column.name),
    primary: String(column.name === 'sys_id'),
  };
}

function documentationRow(name: string, element: string, label: string): Row {
  return { sys_id: sysId('sys_documentation', name, element), name, element, label, language: 'en' };
}

function choiceRows({ table: { name }, column }: Declaration): Row[] {
  return column.choices.map(({ value, label }, sequence) => ({
    sys_id: sysId('sys_choice', name, column.name, value),
    name,
    element: column.name,
    value,
    label,
    language: 'en',
    sequence: String(sequence),
  }));
}

/** The same for the same thing, whenever the rows are made. */
function sysId(...parts: readonly string[]): string {
  return createHash('md5').update(parts.join('|')).digest('hex');
}
