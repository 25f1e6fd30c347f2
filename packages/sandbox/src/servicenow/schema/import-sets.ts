import type { TableDefinition } from '../database/dictionary.ts';
import { choice, flag, integer, reference, text } from './columns.ts';

const ROW_STATES = {
  pending: 'Pending',
  inserted: 'Inserted',
  updated: 'Updated',
  ignored: 'Ignored',
  error: 'Error',
};

/** Import sets, the rows that were sent, and the maps that transform them (ServiceNow docs, c_ImportSetAPI). */
export const IMPORT_SET_TABLES: readonly TableDefinition[] = [
  {
    name: 'sys_multi_import_set',
    label: 'Multi Import Set',
    webServiceAccess: true,
    columns: [text('table_name', 'Table', 80)],
  },
  {
    name: 'sys_import_set',
    label: 'Import Set',
    webServiceAccess: true,
    numberPrefix: 'ISET',
    columns: [
      text('number', 'Number'),
      text('table_name', 'Table', 80),
      choice('state', 'State', { loading: 'Loading', loaded: 'Loaded', processed: 'Processed' }, 'loading'),
      reference('multi_import_set', 'Multi Import Set', 'sys_multi_import_set'),
    ],
  },
  {
    name: 'sys_transform_map',
    label: 'Table Transform Map',
    webServiceAccess: true,
    columns: [
      text('name', 'Name', 100),
      text('source_table', 'Source table', 80),
      text('target_table', 'Target table', 80),
      flag('active', 'Active', 'true'),
      integer('order', 'Order', '100'),
    ],
  },
  {
    name: 'sys_transform_entry',
    label: 'Field Map',
    webServiceAccess: true,
    columns: [
      reference('map', 'Map', 'sys_transform_map'),
      text('source_field', 'Source field', 80),
      text('target_field', 'Target field', 80),
      flag('coalesce', 'Coalesce'),
    ],
  },
  {
    // Staging tables extend it.
    name: 'sys_import_set_row',
    label: 'Import Set Row',
    webServiceAccess: true,
    columns: [
      text('sys_class_name', 'Class', 80),
      reference('sys_import_set', 'Set', 'sys_import_set'),
      choice('sys_import_state', 'State', ROW_STATES, 'pending'),
      text('sys_import_state_comment', 'Comment', 4000),
      reference('sys_transform_map', 'Transform map', 'sys_transform_map'),
      text('sys_target_table', 'Target table', 80),
      text('sys_target_sys_id', 'Target record', 32),
    ],
  },
  {
    name: 'sys_rest_insert_multiple',
    label: 'REST Insert Multiple',
    webServiceAccess: true,
    columns: [
      text('source_table', 'Source table', 80),
      choice('column_mapping', 'Column mapping', { label: 'Label', column_name: 'Column name' }, 'label'),
    ],
  },
];
