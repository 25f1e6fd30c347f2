import type { TableDefinition } from '../../database/dictionary.ts';
import { byName, flag, integer, reference, text } from './columns.ts';

/** The tables there are. Its rows follow from them. */
export const SYS_DB_OBJECT: TableDefinition = {
  name: 'sys_db_object',
  label: 'Table',
  webServiceAccess: true,
  display: 'label',
  columns: [
    text('name', 'Name', 80),
    text('label', 'Label', 80),
    reference('super_class', 'Extends table', 'sys_db_object'),
    flag('ws_access', 'Allow access to this table via web services'),
  ],
};

/**
 * The columns of each table, without those that it inherits. Its rows follow from the tables.
 * @fact `internal_type` and `reference` of `sys_dictionary` | refer by name: `{"link": ".../sys_glide_object?name=string", "value":
 *   "string"}` | third party | transcripts
 * @fact A column that a table inherits | has an entry in `sys_dictionary` for the table that brings it alone; what a table has
 *   otherwise is in `sys_dictionary_override` | third party | public scripts that read both
 */
export const SYS_DICTIONARY: TableDefinition = {
  name: 'sys_dictionary',
  label: 'Dictionary Entry',
  webServiceAccess: true,
  display: 'element',
  columns: [
    text('name', 'Table', 80),
    text('element', 'Column name', 80),
    text('column_label', 'Column label', 80),
    byName('internal_type', 'Type', 'sys_glide_object'),
    integer('max_length', 'Max length'),
    byName('reference', 'Reference', 'sys_db_object'),
    flag('mandatory', 'Mandatory'),
    flag('read_only', 'Read only'),
    flag('unique', 'Unique'),
    flag('active', 'Active', 'true'),
    text('default_value', 'Default value', 512),
    text('attributes', 'Attributes', 1000),
  ],
};

/**
 * What tables change of the columns that they inherit. Its rows follow from the tables.
 * @fact Columns of `sys_dictionary_override` | as here, each `_override` beside the value that it lets count | third party | a public
 *   script that makes types of a dictionary
 */
export const SYS_DICTIONARY_OVERRIDE: TableDefinition = {
  name: 'sys_dictionary_override',
  label: 'Dictionary Entry Override',
  webServiceAccess: true,
  display: 'element',
  columns: [
    text('name', 'Table', 80),
    text('base_table', 'Base table', 80),
    text('element', 'Column name', 80),
    flag('mandatory_override', 'Override mandatory'),
    flag('mandatory', 'Mandatory'),
    flag('read_only_override', 'Override read only'),
    flag('read_only', 'Read only'),
    flag('default_value_override', 'Override default value'),
    text('default_value', 'Default value', 512),
    flag('attributes_override', 'Override attributes'),
    text('attributes', 'Attributes', 1000),
  ],
};
