import type { ColumnDefinition, TableDefinition } from '../../database/dictionary.ts';
import { choice, reference, text } from './columns.ts';

const CI_COLUMNS: readonly ColumnDefinition[] = [
  text('name', 'Name', 255),
  text('sys_class_name', 'Class', 80),
  text('short_description', 'Description', 1000),
  choice(
    'operational_status',
    'Operational status',
    { 1: 'Operational', 2: 'Non-Operational', 6: 'Retired' },
    '1',
  ),
  choice('environment', 'Environment', {
    production: 'Production',
    test: 'Test',
    development: 'Development',
  }),
  reference('owned_by', 'Owned by', 'sys_user'),
  reference('assignment_group', 'Change group', 'sys_user_group'),
  reference('support_group', 'Support group', 'sys_user_group'),
  reference('company', 'Company', 'core_company'),
  reference('location', 'Location', 'cmn_location'),
  text('correlation_id', 'Correlation ID', 512),
];

/** Configuration items and a few of their classes. */
export const CMDB_TABLES: readonly TableDefinition[] = [
  { name: 'cmdb_ci', label: 'Configuration Item', webServiceAccess: true, columns: CI_COLUMNS },
  { name: 'cmdb_ci_service', label: 'Service', parent: 'cmdb_ci', webServiceAccess: true },
  { name: 'cmdb_ci_appl', label: 'Application', parent: 'cmdb_ci', webServiceAccess: true },
  { name: 'cmdb_ci_server', label: 'Server', parent: 'cmdb_ci', webServiceAccess: true },
];
