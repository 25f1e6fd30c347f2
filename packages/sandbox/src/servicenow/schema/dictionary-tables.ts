import type { TableDefinition } from '../database/dictionary.ts';
import { flag, integer, reference, text, unique } from './columns.ts';

/** The tables that describe tables. Their rows follow from what they describe. */

export const SYS_GLIDE_OBJECT: TableDefinition = {
  name: 'sys_glide_object',
  label: 'Field class',
  webServiceAccess: true,
  display: 'label',
  columns: [unique('name', 'Name'), text('label', 'Label', 80)],
};

export const SYS_DB_OBJECT: TableDefinition = {
  name: 'sys_db_object',
  label: 'Table',
  webServiceAccess: true,
  display: 'label',
  columns: [
    unique('name', 'Name', 80),
    text('label', 'Label', 80),
    reference('super_class', 'Extends table', 'sys_db_object'),
    flag('ws_access', 'Allow access to this table via web services'),
  ],
};

export const SYS_DICTIONARY: TableDefinition = {
  name: 'sys_dictionary',
  label: 'Dictionary Entry',
  webServiceAccess: true,
  display: 'column_label',
  columns: [
    text('name', 'Table', 80),
    text('element', 'Column name', 80),
    text('column_label', 'Column label', 80),
    { ...reference('internal_type', 'Type', 'sys_glide_object'), referenceKey: 'name' },
    integer('max_length', 'Max length'),
    { ...reference('reference', 'Reference', 'sys_db_object'), referenceKey: 'name' },
    integer('choice', 'Choice'),
    text('default_value', 'Default value', 512),
    flag('mandatory', 'Mandatory'),
    flag('read_only', 'Read only'),
    flag('unique', 'Unique'),
    flag('display', 'Display'),
    flag('primary', 'Primary'),
    flag('active', 'Active', 'true'),
  ],
};

export const SYS_DOCUMENTATION: TableDefinition = {
  name: 'sys_documentation',
  label: 'Field Label',
  webServiceAccess: true,
  display: 'label',
  columns: [
    text('name', 'Table', 80),
    text('element', 'Element', 80),
    text('label', 'Label', 80),
    text('language', 'Language', 3),
  ],
};

export const SYS_CHOICE: TableDefinition = {
  name: 'sys_choice',
  label: 'Choice',
  webServiceAccess: true,
  display: 'label',
  columns: [
    text('name', 'Table', 80),
    text('element', 'Element', 80),
    text('value', 'Value', 100),
    text('label', 'Label', 100),
    text('language', 'Language', 3),
    integer('sequence', 'Sequence'),
    text('dependent_value', 'Dependent value'),
    flag('inactive', 'Inactive'),
  ],
};
