import type { TableDefinition } from '../../database/dictionary.ts';
import { flag, integer, reference, text } from './columns.ts';

/** The catalog of pre-approved changes. A template (`std_change_record_producer`) has versions; one is current. */
export const STANDARD_CHANGE_TABLES: readonly TableDefinition[] = [
  {
    name: 'std_change_template',
    label: 'Standard Change Template Values',
    webServiceAccess: true,
    columns: [text('name', 'Name', 100), text('template', 'Template', 4000)],
  },
  {
    name: 'std_change_record_producer',
    label: 'Standard Change Template',
    webServiceAccess: true,
    columns: [
      text('name', 'Name', 100),
      text('sys_name', 'Display name', 255),
      text('short_description', 'Short description', 200),
      text('table_name', 'Table name', 80),
      flag('active', 'Active', 'true'),
      flag('retired', 'Retired'),
      reference('template', 'Template', 'std_change_template'),
      reference('current_version', 'Current version', 'std_change_producer_version'),
    ],
  },
  {
    name: 'std_change_producer_version',
    label: 'Standard Change Template Version',
    webServiceAccess: true,
    columns: [
      text('name', 'Name', 110),
      integer('version', 'Version'),
      reference('std_change_producer', 'Standard Change Template', 'std_change_record_producer'),
    ],
  },
];
