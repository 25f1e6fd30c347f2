import { SYS_DB_OBJECT, SYS_DICTIONARY } from '../base-system/tables/dictionary.ts';
import type { Database } from './database.ts';
import { derivedSysId } from './derived-sys-id.ts';
import type { Column, Table } from './dictionary.ts';
import type { Row } from './row-store.ts';

/** Makes tables and columns readable as an instance has them: `sys_db_object` and `sys_dictionary`, which nobody writes. */
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
    attributes: column.closeStates.length > 0 ? `close_states=${column.closeStates.join(';')}` : '',
  };
}
