import { UnsupportedQueryError } from '../query/encoded-query.ts';

/** Columns that an instance may have, by its plugins and release, and the sandbox does not; by the table that has them. */
const ABSENT: Readonly<Record<string, readonly string[]>> = {
  task: ['action_status', 'needs_attention', 'route_reason', 'task_for', 'universal_request'],
  change_request: ['ci_class', 'proposed_change'],
  chg_model: ['implementation_state_values'],
  cmdb_ci: [
    'business_unit',
    'duplicate_of',
    'life_cycle_stage',
    'life_cycle_stage_status',
    'managed_by_group',
  ],
  cmdb_ci_hardware: [
    ...['cpu_core_count', 'cpu_core_thread', 'cpu_manufacturer', 'cpu_name', 'cpu_speed', 'cpu_type'],
    ...['chassis_type', 'default_gateway', 'form_factor', 'hardware_status', 'hardware_substatus'],
    ...['dr_backup', 'firewall_status', 'object_id', 'os_address_width', 'os_domain', 'os_service_pack'],
  ],
  core_company: [
    'city',
    'country',
    'customer',
    'manufacturer',
    'parent',
    'phone',
    'state',
    'street',
    'vendor',
    'zip',
  ],
  cmn_location: ['city', 'country', 'full_name', 'latitude', 'longitude', 'parent', 'state', 'street', 'zip'],
  sys_user: ['avatar', 'federated_id', 'ldap_server', 'photo', 'sso_source', 'user_hashed_id', 'vip', 'zip'],
  sys_user_group: ['average_daily_fte', 'hourly_rate', 'points', 'vendors'],
};

/** Scoped plugins of ServiceNow's own add columns that begin so: `sn_esign_document`. */
const OF_PLUGINS = 'sn_';

interface Tables {
  isA(table: string, ancestor: string): boolean;
}

/**
 * Whether an instance may have a column: nobody is to believe that the sandbox wrote or compared it.
 * @param name of a column that the table does not have here
 */
export function isAbsentColumn(tables: Tables, table: string, name: string): boolean {
  const isListed = Object.entries(ABSENT).some(
    ([owner, names]) => names.includes(name) && tables.isA(table, owner),
  );
  return isListed || name.startsWith(OF_PLUGINS);
}

/**
 * Refuses a column that an instance may have.
 * @param name of a column that the table does not have here
 * @throws UnsupportedQueryError naming it; a column that no instance has passes, and is ignored as an instance would
 */
export function refuseAbsentColumn(tables: Tables, table: string, name: string): void {
  if (isAbsentColumn(tables, table, name)) {
    throw new UnsupportedQueryError(`The sandbox does not implement the column ${table}.${name}`);
  }
}

/** Refuses a step through a reference to a table that the sandbox does not have. @throws UnsupportedQueryError naming it */
export function refuseAbsentTable(table: string): never {
  throw new UnsupportedQueryError(`The sandbox does not implement the table ${table}`);
}
