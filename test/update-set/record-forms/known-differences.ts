/**
 * Where the built update set is known to differ from genuine ones: a line for each kind of difference, with the names
 * that it is about. A record that the SDK makes from Fluent sources leaves out most of what an instance writes
 * itself: who made it and when, its class and name, its package. What a real instance makes of each is not tried.
 *
 * A difference that is new is mended, or added here; one that is gone is taken out.
 */
export const KNOWN_DIFFERENCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sys_app: {
    'columns missing':
      'store_correlation_id store_url sys_class_name sys_created_by sys_created_on sys_mod_count sys_updated_by sys_updated_on template vendor vendor_prefix',
    'columns unknown': 'package_resolver_version sys_scope sys_update_name',
    'attributes of columns unknown': 'sys_scope/display_value',
  },
  sys_user_role: {
    'columns missing':
      'includes_roles sys_class_name sys_created_by sys_created_on sys_name sys_package sys_policy',
  },
  sys_db_object: {
    'columns missing': 'provider_class sys_created_by sys_created_on',
  },
  sys_dictionary: {
    'attributes of record_update unknown': 'table',
    'columns missing':
      'array calculation choice choice_field choice_table column_label comments create_roles default_value defaultsort delete_roles dependent display dynamic_creation dynamic_creation_script element_reference foreign_database mandatory max_length next_element primary read_roles reference reference_cascade_rule reference_floats reference_key reference_qual reference_type spell_check sys_class_name sys_created_by sys_created_on sys_updated_by sys_updated_on table_reference unique virtual widget write_roles xml_view',
    'columns unknown': 'read_only_option',
    'attributes of columns missing': 'internal_type/display_value reference/display_value reference/name',
  },
  sys_documentation: {
    'attributes of record_update unknown': 'table',
    wrapper: 'none instead of sys_documentation',
    'columns missing':
      'help sys_created_by sys_created_on sys_mod_count sys_updated_by sys_updated_on url url_target',
  },
  sys_choice_set: {
    wrapper: 'sys_choice_set instead of sys_choice',
    'columns missing': 'sys_created_by sys_created_on sys_mod_count sys_policy sys_updated_by sys_updated_on',
    sys_package: 'display_value=x_change_gate source=5f0c3e9a1d8b47c2a6e4907b3c21d8f5',
  },
  sys_properties: {
    'columns missing': 'sys_class_name sys_created_by sys_created_on sys_name sys_package sys_policy',
  },
  sys_scope_privilege: {
    'columns missing': 'sys_class_name sys_created_by sys_created_on sys_name sys_package sys_policy',
    'attributes of columns missing': 'source_scope/display_value target_scope/display_value',
  },
  sys_security_acl: {
    'columns missing': 'sys_created_by sys_created_on',
    'attributes of columns missing': 'type/display_value',
  },
  sys_security_acl_role: {
    'columns missing': 'sys_created_by sys_created_on',
    'attributes of columns missing': 'sys_security_acl/display_value sys_user_role/display_value',
  },
  sys_script_include: {
    'columns missing': 'sys_class_name sys_created_by sys_created_on sys_package sys_policy',
  },
  sysevent_register: {
    'columns missing':
      'caller_access queue sys_class_name sys_created_by sys_created_on sys_name sys_package sys_policy',
  },
  sysevent_script_action: {
    'attributes of record_update missing': 'sys_domain',
    'columns missing':
      'synchronous sys_class_name sys_created_by sys_created_on sys_domain sys_domain_path sys_mod_count sys_overrides sys_package sys_policy sys_updated_by sys_updated_on',
  },
  sys_script: {
    'attributes of record_update missing': 'sys_domain',
    'columns missing':
      'sys_class_name sys_created_by sys_created_on sys_domain sys_domain_path sys_overrides sys_package',
  },
  sysauto_script: {
    'columns missing':
      'sys_class_name sys_created_by sys_created_on sys_mod_count sys_package sys_updated_by sys_updated_on',
    'columns unknown':
      'advanced entered_run_end entered_run_start max_drift repeat_every run_daysofweek run_end run_month run_weekinmonth',
  },
  sys_hub_action_type_definition: {
    'attributes of record_update missing': 'sys_domain table',
    'columns missing':
      'acls action_template callable_by_client_api copied_from copied_from_name ih_action master_snapshot natlang outputs sys_class_name sys_created_by sys_created_on sys_domain sys_domain_path sys_name sys_overrides sys_package type',
  },
  sys_hub_flow: {
    'attributes of record_update missing': 'sys_domain table',
    'elements beside the record unknown': 'sys_hub_action_instance_v2 sys_hub_flow_logic_instance_v2',
    'columns missing':
      'acls callable_by_client_api copied_from copied_from_name master_snapshot natlang outputs remote_trigger_id sc_callable show_triggered_flows sys_class_name sys_created_by sys_created_on sys_domain sys_domain_path sys_name sys_overrides sys_package',
    'columns unknown': 'allow_high_security_roles flow_priority generation_source version',
  },
  sys_ws_definition: {
    'columns missing':
      'sys_class_name sys_created_by sys_created_on sys_mod_count sys_name sys_package sys_updated_by sys_updated_on',
  },
  sys_ws_version: {
    'columns missing':
      'sys_class_name sys_created_by sys_created_on sys_mod_count sys_name sys_package sys_policy sys_updated_by sys_updated_on',
    'attributes of columns missing': 'web_service_definition/display_value',
  },
  sys_ws_operation: {
    'columns missing':
      'sys_class_name sys_created_by sys_created_on sys_mod_count sys_name sys_package sys_updated_by sys_updated_on',
    'attributes of columns missing': 'web_service_definition/display_value web_service_version/display_value',
  },
  sys_app_application: {
    'attributes of record_update missing': 'sys_domain',
    'columns missing': 'sys_created_by sys_created_on sys_domain sys_overrides view_name',
  },
  sys_app_module: {
    'columns missing':
      'device_type filter hint homepage image map_page mobile_title mobile_view_name query report roles sys_created_by sys_created_on sys_domain sys_overrides timeline_page uncancelable view_name window_name',
    'attributes of columns missing': 'application/display_value',
  },
  sys_ui_action: {
    'attributes of record_update missing': 'sys_domain',
    'columns missing':
      'sys_class_name sys_created_by sys_created_on sys_domain sys_domain_path sys_package sys_policy',
  },
  sys_ui_list: {
    'attributes of the wrapper missing': 'parent sys_domain version view',
    'columns missing':
      'average_value element max_value min_value parent position relationship sum sys_created_by sys_created_on sys_domain sys_user view_name',
    'attributes of columns missing': 'view/display_value',
  },
  sys_ui_section: {
    'attributes of the wrapper missing': 'version',
    'columns missing':
      'sys_class_name sys_created_by sys_created_on sys_name sys_overrides sys_package sys_policy sys_update_name',
  },
  sys_ui_form_sections: {
    'attributes missing': 'version',
  },
  sys_atf_test: {
    'columns missing':
      'copied_from enable_parameterized_testing parameters remember sys_class_name sys_created_by sys_created_on sys_mod_count sys_name sys_package sys_policy sys_updated_by sys_updated_on',
  },
  sys_atf_step: {
    'columns missing':
      'copied_from inputs mugshots_cache_json sys_class_name sys_created_by sys_created_on sys_mod_count sys_name sys_package sys_policy sys_update_name sys_updated_by sys_updated_on',
    'attributes of columns missing': 'step_config/display_value test/display_value',
  },
};

/** Tables of which nobody's genuine record is at hand; the last is the app's own. */
export const NO_FORM = ['sys_ui_action_role', 'x_change_gate_ci_server'];
