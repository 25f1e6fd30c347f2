/** Tables of an application: `sys_db_object`, `sys_dictionary`, `sys_documentation`, `sys_choice`, `sys_number`. */
import type { Choice, ColumnDefinition, TableDefinition } from '../../database/database.ts';
import type { Refuse } from './refusal.ts';
import type { UpdateRecord } from './update-set.ts';

type Fields = UpdateRecord['fields'];

/** Parents come before the tables that extend them. */
export function readTables(records: readonly UpdateRecord[], refuse: Refuse): TableDefinition[] {
  const of = (table: string): Fields[] =>
    records.filter((one) => one.table === table).map(({ fields }) => fields);
  const dictionary = of('sys_dictionary').filter(({ element }) => element);
  const labels = of('sys_documentation').filter(({ language = 'en' }) => language === 'en');
  const choices = of('sys_choice').filter(
    ({ language = 'en', inactive }) => language === 'en' && inactive !== 'true',
  );
  const objects = of('sys_db_object');
  const nameById = new Map(objects.map(({ sys_id, name }) => [sys_id, name]));

  const unique = uniqueByIndex(of('sys_index'), refuse);

  const columnsOf = (table: string): ColumnDefinition[] =>
    dictionary
      .filter((fields) => tableOf(fields) === table)
      .map((fields) => readColumn(fields, labels, choices))
      .map((column) => (unique.has(`${table}.${column.name}`) ? { ...column, unique: true } : column));

  const tables = objects.map((fields): TableDefinition => {
    const name = fields.name ?? '';
    const parent = fields['super_class:name'] ?? nameById.get(fields.super_class) ?? fields.super_class;
    const prefix = of('sys_number').find(({ category }) => category === name)?.prefix;
    return {
      name,
      label: labelOf(labels, name, '') ?? fields.label ?? name,
      parent: parent || null,
      webServiceAccess: fields.ws_access === 'true',
      numberPrefix: prefix ?? null,
      columns: columnsOf(name),
    };
  });
  const own = new Set(tables.map(({ name }) => name));
  // Columns that the application adds to tables which are not its own.
  const others = new Set(dictionary.map(tableOf).filter((name) => !own.has(name)));
  return [...parentsFirst(tables), ...[...others].map((name) => ({ name, columns: columnsOf(name) }))];
}

/** @returns `table.column` of those that an index makes unique */
function uniqueByIndex(indexes: readonly Fields[], refuse: Refuse): Set<string> {
  const unique = indexes.filter(({ unique_index }) => unique_index === 'true');
  return new Set(
    unique.map(({ logical_table_name: table, col_name_string: columns = '' }) => {
      if (columns.includes(',')) {
        refuse(`table ${table}: the sandbox does not implement a unique index over ${columns}`);
      }
      return `${table}.${columns}`;
    }),
  );
}

function readColumn(fields: Fields, labels: readonly Fields[], choices: readonly Fields[]): ColumnDefinition {
  const name = fields.element ?? '';
  const table = tableOf(fields);
  const maxLength = Number(fields.max_length);
  const listed = choices
    .filter((choice) => choice.name === table && choice.element === name)
    .sort((a, b) => Number(a.sequence) - Number(b.sequence))
    .map(({ value = '', label = '' }): Choice => ({ value, label }));
  return {
    name,
    label: labelOf(labels, table, name) ?? fields.column_label ?? name,
    type: fields.internal_type ?? 'string',
    ...(maxLength > 0 ? { maxLength } : {}),
    mandatory: fields.mandatory === 'true',
    readOnly: fields.read_only === 'true',
    unique: fields.unique === 'true',
    ...(fields.default_value ? { defaultValue: fields.default_value } : {}),
    reference: fields.reference || null,
    choices: listed,
  };
}

function tableOf({ table, name }: Fields): string {
  return table ?? name ?? '';
}

function labelOf(labels: readonly Fields[], table: string, element: string): string | undefined {
  return labels.find((one) => one.name === table && (one.element ?? '') === element)?.label;
}

function parentsFirst(tables: readonly TableDefinition[]): TableDefinition[] {
  const sorted: TableDefinition[] = [];
  const add = (table: TableDefinition): void => {
    if (sorted.includes(table)) return;
    const parent = tables.find(({ name }) => name === table.parent);
    if (parent !== undefined && parent !== table) add(parent);
    sorted.push(table);
  };
  for (const table of tables) add(table);
  return sorted;
}
