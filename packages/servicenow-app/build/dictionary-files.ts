/**
 * Labels and indexes of the app's tables. The SDK leaves labels that are nothing but a label, and every index, to files
 * that an update set does not have (`dist/app/dictionary`); instances export each as a record.
 */
import { join } from 'node:path';
import { type RecordFile, readXmlFiles, recordFile } from './record-file.ts';
import { sysId } from './sys-id.ts';
import { leaf, type XmlElement } from './xml-element.ts';

/** @param records those that there are: what is among them is not made again */
export async function readDictionary(output: string, records: readonly RecordFile[]): Promise<RecordFile[]> {
  const files = await readXmlFiles(join(output, 'dictionary'));
  const tables = files.flatMap(([, root]) => root.children);
  const made = tables.flatMap((table) => [...labelsOf(table), ...indexesOf(table, records)]);
  const known = new Set(records.map(({ updateName }) => updateName));
  return made.filter(({ updateName }) => !known.has(updateName));
}

/** Of the table, and of each column. */
function labelsOf(table: XmlElement): RecordFile[] {
  const columns = table.children.filter(({ name }) => name === 'element');
  const { label } = table.attributes;
  return [
    // A table of another scope, to which the app adds a column, keeps its own.
    ...(label === undefined ? [] : [labelOf(nameOf(table), '', label)]),
    ...columns.map((column) => labelOf(nameOf(table), nameOf(column), column.attributes.label ?? '')),
  ];
}

function labelOf(table: string, column: string, label: string): RecordFile {
  const updateName = `sys_documentation_${table}_${column}_en`;
  return newRecord('sys_documentation', updateName, {
    element: column,
    hint: '',
    label,
    language: 'en',
    name: table,
    plural: pluralOf(label),
  });
}

/** As the SDK makes it, for the labels of this app. */
function pluralOf(label: string): string {
  if (/[^aeiou]y$/.test(label)) return label.replace(/y$/, 'ies');
  return /(?:s|x|ch|sh)$/.test(label) ? `${label}es` : `${label}s`;
}

function indexesOf(table: XmlElement, records: readonly RecordFile[]): RecordFile[] {
  const idOf = (wanted: string, fields: Readonly<Record<string, string>>): string => {
    const matches = (record: RecordFile) =>
      record.table === wanted &&
      Object.entries(fields).every(([name, value]) => record.fields[name] === value);
    return records.find(matches)?.fields.sys_id ?? '';
  };
  const name = nameOf(table);
  return table.children
    .filter((one) => one.name === 'index')
    .map((index) => {
      const columns = index.children.map(nameOf);
      const [column = '', ...others] = columns;
      // Of an index over several columns nobody's export is at hand.
      if (others.length > 0) throw new Error(`Index ${index.attributes.name} of ${name} has several columns`);
      return newRecord(
        'sys_index',
        `sys_index_${name}_${column}`,
        {
          col_name_string: column,
          index_col_name: idOf('sys_dictionary', { name, element: column }),
          logical_table_name: name,
          table: idOf('sys_db_object', { name }),
          unique_index: index.attributes.unique ?? 'false',
        },
        { index_col_name: { element: column, name }, table: { name } },
      );
    });
}

/** A new record like the SDK's. */
function newRecord(
  table: string,
  updateName: string,
  fields: Readonly<Record<string, string>>,
  attributes: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
): RecordFile {
  const all = { ...fields, sys_id: sysId(updateName), sys_update_name: updateName };
  const children = Object.entries(all).map(([name, text]) => leaf(name, text, attributes[name]));
  const record = { name: table, attributes: { action: 'INSERT_OR_UPDATE' }, children, text: '' };
  const root = { name: 'record_update', attributes: { table }, children: [record], text: '' };
  return recordFile(root, updateName);
}

function nameOf({ attributes }: XmlElement): string {
  return attributes.name ?? '';
}
