import { SYS_DB_OBJECT, SYS_DICTIONARY, SYS_DICTIONARY_OVERRIDE } from '../base-system/tables/dictionary.ts';
import type { Database } from './database.ts';
import { derivedSysId } from './derived-sys-id.ts';
import type { Column, Table } from './dictionary.ts';
import type { Row } from './row-store.ts';

/** Makes tables and columns readable as an instance has them, in tables that nobody writes. */
export function deriveDictionary(database: Database): void {
  database.derive(SYS_DB_OBJECT, (tables) => tables.map(tableRow));
  database.derive(SYS_DICTIONARY, (tables) => {
    const byName = new Map(tables.map((table) => [table.name, table]));
    return tables.flatMap((table) => {
      const inherited = byName.get(table.parent ?? '')?.columns;
      const own = [...table.columns.values()].filter(({ name }) => !inherited?.has(name));
      return [collectionRow(table), ...own.map((column) => columnRow(table, column))];
    });
  });
  database.derive(SYS_DICTIONARY_OVERRIDE, (tables) => {
    const byName = new Map(tables.map((table) => [table.name, table]));
    return tables.flatMap((table) => overrideRows(table, byName));
  });
}

function overrideRows(table: Table, tables: ReadonlyMap<string, Table>): Row[] {
  const inherited = tables.get(table.parent ?? '')?.columns;
  return [...table.columns.values()].flatMap((column) => {
    const base = inherited?.get(column.name);
    const row = base === undefined ? undefined : overrideOf(base, column);
    return row === undefined
      ? []
      : [
          {
            ...row,
            sys_id: derivedSysId('sys_dictionary_override', table.name, column.name),
            name: table.name,
            base_table: origin(table, column, tables),
          },
        ];
  });
}

/** @returns undefined where the table has the column as it inherits it, but for choices, which are in `sys_choice` */
function overrideOf(base: Column, column: Column): Row | undefined {
  const mandatory = base.mandatory !== column.mandatory;
  const readOnly = base.readOnly !== column.readOnly;
  const byDefault = base.defaultValue !== column.defaultValue;
  const attributes = attributesOf(base) !== attributesOf(column);
  if (!mandatory && !readOnly && !byDefault && !attributes) return undefined;
  return {
    element: column.name,
    mandatory_override: String(mandatory),
    mandatory: String(column.mandatory),
    read_only_override: String(readOnly),
    read_only: String(column.readOnly),
    default_value_override: String(byDefault),
    default_value: byDefault ? column.defaultValue : '',
    attributes_override: String(attributes),
    attributes: attributes ? attributesOf(column) : '',
  };
}

/** The table that brings a column to those that extend it. */
function origin(table: Table, column: Column, tables: ReadonlyMap<string, Table>): string {
  const parent = tables.get(table.parent ?? '');
  return parent?.columns.has(column.name) ? origin(parent, column, tables) : table.name;
}

function tableRow({ name, label, parent, webServiceAccess }: Table): Row {
  return {
    sys_id: derivedSysId('sys_db_object', name),
    name,
    label,
    super_class: parent === null ? '' : derivedSysId('sys_db_object', parent),
    ws_access: String(webServiceAccess),
  };
}

/** The entry of the table itself. */
function collectionRow({ name, label }: Table): Row {
  return {
    sys_id: derivedSysId('sys_dictionary', name, ''),
    name,
    column_label: label,
    internal_type: 'collection',
  };
}

function columnRow({ name }: Table, column: Column): Row {
  return {
    sys_id: derivedSysId('sys_dictionary', name, column.name),
    name,
    element: column.name,
    column_label: column.label,
    internal_type: column.type,
    max_length: String(column.maxLength),
    reference: column.reference ?? '',
    mandatory: String(column.mandatory),
    read_only: String(column.readOnly),
    unique: String(column.unique),
    default_value: column.defaultValue,
    attributes: attributesOf(column),
  };
}

function attributesOf({ closeStates }: Column): string {
  return closeStates.length > 0 ? `close_states=${closeStates.join(';')}` : '';
}
