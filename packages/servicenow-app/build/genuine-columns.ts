/**
 * What an instance writes into a record besides what the SDK does. An import takes a record as it is: a column that it
 * lacks is not filled with its default, but left without a value. The values are those of records that people made in
 * a browser and exported (ServiceNow/devtraining-needit-sandiego, ServiceNowDevProgram/SlackerBot and ActionPack,
 * mattermost/mattermost-plugin-servicenow, codefresh-io/argo-hub on GitHub).
 */
export interface GenuineColumns {
  /** The column that people know the record by, which becomes its `sys_name`. */
  readonly title: string;
  /** What stands in a column that the SDK leaves out, or empty. */
  readonly values: Readonly<Record<string, string>>;
  /** References whose elements say how the other record is called. */
  readonly references: readonly string[];
  /** Columns that the SDK writes, and that no export has. They hold what they would hold without it. */
  readonly dropped: readonly string[];
  /** Attributes of `record_update`. */
  readonly root: 'table' | 'table and domain' | 'none';
}

/** Names apart by spaces; `name=value` where the value is not empty. */
function columns(title: string, values: string, more: Partial<GenuineColumns> = {}): GenuineColumns {
  const pairs = values.split(' ').filter((name) => name !== '');
  return {
    title,
    values: Object.fromEntries(
      pairs.map((pair) => pair.split('=')).map(([name, value]) => [name, value ?? '']),
    ),
    references: [],
    dropped: [],
    root: 'table',
    ...more,
  };
}

/** Where an instance is separated into domains, a record belongs to one. */
const DOMAIN = 'sys_domain=global sys_domain_path=/';

const IN_DOMAIN = { root: 'table and domain' } as const;

const FALSE = (names: string) =>
  names
    .split(' ')
    .map((name) => `${name}=false`)
    .join(' ');

export const GENUINE_COLUMNS: Readonly<Record<string, GenuineColumns | undefined>> = {
  // The app has no modules: both columns are about those.
  sys_app: columns('', 'store_correlation_id store_url template vendor vendor_prefix', {
    dropped: ['package_json', 'package_resolver_version', 'sys_scope', 'sys_update_name'],
  }),
  sys_user_role: columns('name', 'includes_roles'),
  sys_db_object: columns('label', 'provider_class'),
  sys_dictionary: columns(
    'column_label',
    `calculation choice choice_field choice_table column_label comments create_roles default_value defaultsort delete_roles dependent dependent_on_field dynamic_creation_script dynamic_default_value dynamic_ref_qual foreign_database max_length=40 next_element read_roles reference reference_cascade_rule reference_key reference_qual reference_qual_condition reference_type use_reference_qualifier=simple widget write_roles ${FALSE('array display dynamic_creation element_reference function_field mandatory primary reference_floats spell_check staged table_reference unique use_dependent_field use_dynamic_default virtual xml_view')}`,
    { root: 'none' },
  ),
  sys_documentation: columns('label', 'help url url_target', { root: 'none' }),
  sys_choice_set: columns('element', '', { root: 'none' }),
  sys_index: columns('logical_table_name', '', { references: ['table'] }),
  sys_properties: columns('name', ''),
  sys_scope_privilege: columns('target_name', '', { references: ['source_scope', 'target_scope'] }),
  sys_security_acl: columns('name', '', { references: ['type'] }),
  sys_security_acl_role: columns('', '', { references: ['sys_security_acl', 'sys_user_role'] }),
  sys_script_include: columns('name', ''),
  sysevent_queue: columns('queue', ''),
  sysevent_register: columns('event_name', 'caller_access queue'),
  sysevent_script_action: columns('name', `synchronous=false ${DOMAIN} sys_overrides`, IN_DOMAIN),
  sys_script: columns('name', `${DOMAIN} sys_overrides`, IN_DOMAIN),
  // For runs on days of the week or a month: these run every so many minutes.
  sysauto_script: columns('name', '', {
    dropped: [
      ...['advanced', 'entered_run_end', 'entered_run_start', 'max_drift', 'repeat_every', 'run_daysofweek'],
      ...['run_end', 'run_month', 'run_weekinmonth'],
    ],
  }),
  sys_hub_action_type_definition: columns(
    'name',
    `acls action_template copied_from copied_from_name master_snapshot natlang outputs type ${FALSE('callable_by_client_api ih_action')} ${DOMAIN} sys_overrides`,
    IN_DOMAIN,
  ),
  sys_hub_flow: columns(
    'name',
    `acls copied_from copied_from_name master_snapshot natlang outputs remote_trigger_id ${FALSE('callable_by_client_api sc_callable show_triggered_flows')} ${DOMAIN} sys_overrides`,
    IN_DOMAIN,
  ),
  sys_ws_definition: columns('name', ''),
  sys_ws_version: columns('version_id', '', { references: ['web_service_definition'] }),
  sys_ws_operation: columns('name', '', { references: ['web_service_definition', 'web_service_version'] }),
  sys_app_application: columns('title', `view_name ${DOMAIN} sys_overrides`, IN_DOMAIN),
  sys_app_module: columns(
    'title',
    `device_type filter hint homepage image map_page mobile_title mobile_view_name=Mobile query report roles timeline_page uncancelable=false view_name window_name ${DOMAIN} sys_overrides`,
    { references: ['application'], ...IN_DOMAIN },
  ),
  sys_ui_action: columns('name', DOMAIN, IN_DOMAIN),
  sys_ui_action_role: columns('', '', { references: ['sys_ui_action', 'sys_user_role'] }),
  sys_ui_list: columns(
    'name',
    `element parent position relationship sys_user view_name ${FALSE('average_value max_value min_value sum')} ${DOMAIN}`,
    { references: ['view'], root: 'none' },
  ),
  sys_ui_list_element: columns('', FALSE('average_value max_value min_value sum')),
  sys_ui_section: columns('caption', `${DOMAIN} sys_overrides`, { references: ['view'], root: 'none' }),
  sys_ui_form_sections: columns('', '', { root: 'none' }),
  sys_atf_test: columns('name', `copied_from parameters ${FALSE('enable_parameterized_testing remember')}`),
  sys_atf_step: columns('display_name', 'copied_from inputs mugshots_cache_json', {
    references: ['step_config', 'test'],
  }),
  sys_choice: columns('', `dependent_value hint synonyms ${DOMAIN}`, { dropped: ['inactive_on_update'] }),
};
