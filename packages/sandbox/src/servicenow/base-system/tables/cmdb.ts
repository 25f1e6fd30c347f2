import type { ColumnDefinition, TableDefinition } from '../../database/dictionary.ts';
import {
  choice,
  dateTime,
  day,
  flag,
  integer,
  integerChoice,
  reference,
  systemKept,
  text,
  typed,
} from './columns.ts';

const CMDB_COLUMNS: readonly ColumnDefinition[] = [
  text('name', 'Name', 255),
  text('sys_class_name', 'Class', 80),
  integerChoice(
    'install_status',
    'Status',
    [
      ['1', 'Installed'],
      ['2', 'On Order'],
      ['3', 'In Maintenance'],
      ['4', 'Pending Install'],
      ['5', 'Pending Repair'],
      ['6', 'In Stock'],
      ['7', 'Retired'],
      ['8', 'Stolen'],
      ['100', 'Absent'],
    ],
    '1',
  ),
  reference('owned_by', 'Owned by', 'sys_user'),
  reference('managed_by', 'Managed by', 'sys_user'),
  reference('supported_by', 'Supported by', 'sys_user'),
  reference('assigned_to', 'Assigned to', 'sys_user'),
  reference('assignment_group', 'Change group', 'sys_user_group'),
  reference('support_group', 'Support group', 'sys_user_group'),
  reference('company', 'Company', 'core_company'),
  reference('manufacturer', 'Manufacturer', 'core_company'),
  reference('vendor', 'Vendor', 'core_company'),
  reference('location', 'Location', 'cmn_location'),
  reference('department', 'Department', 'cmn_department'),
  reference('cost_center', 'Cost center', 'cmn_cost_center'),
  reference('model_id', 'Model ID', 'cmdb_model'),
  reference('asset', 'Asset', 'alm_asset'),
  text('asset_tag', 'Asset tag'),
  text('serial_number', 'Serial number', 255),
  text('justification', 'Justification', 80),
  text('gl_account', 'GL account'),
  text('invoice_number', 'Invoice number'),
  text('lease_id', 'Lease contract'),
  text('po_number', 'PO number'),
  text('cost_cc', 'Cost currency', 3),
  text('due_in', 'Due in'),
  typed('cost', 'Cost', 'float'),
  dateTime('assigned', 'Assigned'),
  dateTime('checked_in', 'Checked in'),
  dateTime('checked_out', 'Checked out'),
  dateTime('delivery_date', 'Order received'),
  dateTime('due', 'Due'),
  dateTime('install_date', 'Installed'),
  dateTime('order_date', 'Ordered'),
  day('purchase_date', 'Purchased'),
  day('warranty_expiration', 'Warranty expiration'),
  flag('skip_sync', 'Skip sync'),
  flag('unverified', 'Requires verification'),
  ...systemKept(
    typed('sys_class_path', 'Sys class path', 'sys_class_path'),
    typed('sys_domain', 'Domain', 'domain_id', 'global'),
    typed('sys_domain_path', 'Domain Path', 'domain_path', '/'),
  ),
];

const CI_COLUMNS: readonly ColumnDefinition[] = [
  text('short_description', 'Description', 1000),
  integerChoice(
    'operational_status',
    'Operational status',
    [
      ['1', 'Operational'],
      ['2', 'Non-Operational'],
      ['3', 'Repair in Progress'],
      ['4', 'DR Standby'],
      ['5', 'Ready'],
      ['6', 'Retired'],
    ],
    '1',
  ),
  choice('environment', 'Environment', {
    production: 'Production',
    test: 'Test',
    development: 'Development',
  }),
  text('correlation_id', 'Correlation ID', 512),
  text('attributes', 'Attributes', 4000),
  text('category', 'Category'),
  text('subcategory', 'Subcategory'),
  text('comments', 'Comments', 4000),
  text('discovery_source', 'Discovery source'),
  text('dns_domain', 'DNS Domain', 255),
  text('fqdn', 'Fully qualified domain name', 255),
  text('mac_address', 'MAC Address', 18),
  text('model_number', 'Model number'),
  typed('ip_address', 'IP Address', 'ip_addr'),
  flag('can_print', 'Can Print'),
  flag('monitor', 'Monitor'),
  integer('fault_count', 'Fault count', '0'),
  dateTime('first_discovered', 'First discovered'),
  dateTime('last_discovered', 'Most recent discovery'),
  dateTime('start_date', 'Start date'),
  reference('change_control', 'Approval group', 'sys_user_group'),
  reference('maintenance_schedule', 'Maintenance schedule', 'cmn_schedule'),
  reference('schedule', 'Schedule', 'cmn_schedule'),
];

const COMPUTER_COLUMNS: readonly ColumnDefinition[] = [
  text('os', 'Operating System'),
  text('os_version', 'OS Version'),
  text('host_name', 'Host name'),
  integer('cpu_count', 'CPU count'),
  integer('ram', 'RAM (MB)'),
  typed('disk_space', 'Disk space (GB)', 'float'),
  flag('virtual', 'Is Virtual'),
];

/**
 * Configuration items and a few of their classes.
 * @fact Columns of configuration items | all of `cmdb` and `cmdb_ci` | third party | typings of a real instance
 * @fact Columns of `cmdb_ci_server` | a few of those of computers and servers | belief | none
 * @fact Values of `install_status` and `operational_status` | 1 to 8 and 100, 1 to 6, with the usual labels | belief |
 *   none
 */
export const CMDB_TABLES: readonly TableDefinition[] = [
  { name: 'cmdb', label: 'Base Configuration Item', webServiceAccess: true, columns: CMDB_COLUMNS },
  ...tables('cmdb', { cmdb_ci: 'Configuration Item' }, CI_COLUMNS),
  ...tables('cmdb_ci', {
    cmdb_ci_service: 'Service',
    cmdb_ci_appl: 'Application',
    cmdb_ci_hardware: 'Hardware',
  }),
  ...tables('cmdb_ci_hardware', { cmdb_ci_computer: 'Computer' }, COMPUTER_COLUMNS),
  ...tables('cmdb_ci_computer', { cmdb_ci_server: 'Server' }, [
    text('classification', 'Classification'),
    text('used_for', 'Used for'),
  ]),
];

/** @param labels by table */
function tables(
  parent: string,
  labels: Readonly<Record<string, string>>,
  columns: readonly ColumnDefinition[] = [],
): TableDefinition[] {
  return Object.entries(labels).map(([name, label]) => ({
    name,
    label,
    parent,
    webServiceAccess: true,
    columns,
  }));
}
