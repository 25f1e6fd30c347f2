import { notImplemented, RestError } from './rest-error.ts';

/** What names of ServiceNow's own tables begin with; those of a customer begin with `u_`, or `x_` and a scope. */
const FAMILIES = [
  ...['sys_', 'sysapproval_', 'sysauto_', 'sysevent', 'syslog', 'sysrule', 'sn_', 'v_', 'sp_', 'ts_'],
  ...['cmdb_', 'cmn_', 'core_', 'alm_', 'ast_', 'svc_', 'discovery_', 'ecc_', 'em_', 'oauth_', 'ldap_'],
  ...['cab_', 'mtg_', 'sc_', 'kb_', 'rm_', 'dmn_', 'pm_', 'wf_', 'asmt_', 'metric_', 'item_option_'],
];

/**
 * Tables that change work meets, by their whole names: what begins as they do and is none of them is most often a
 * slip (`change_requests`), and answered as an instance answers it. Names: ServiceNow docs (change-management) and
 * scripts of the base system.
 */
const TABLES = [
  ...['change_phase', 'change_request_imac', 'std_change_proposal', 'std_change_properties'],
  'chg_mgt_worker',
  ...['task_service_offering', 'task_cmdb_ci_business_app', 'task_ci_dynamic_group_association'],
  ...['task_outage', 'task_rel_task', 'task_rel_kb', 'task_sla', 'task_time_worked', 'time_card'],
  ...['planned_task', 'planned_task_rel_planned_task', 'release_project', 'service_offering'],
  ...['incident_task', 'problem', 'problem_task', 'interaction', 'sla', 'contract_sla'],
  ...['label', 'label_entry', 'business_calendar', 'business_calendar_span'],
];

/**
 * The answer for a table that the sandbox does not have: 501 if ServiceNow has it, else 400 as ServiceNow answers.
 * @fact A table that does not exist | 400 `Invalid table` | third party | transcripts
 */
export function missingTableError(name: string): RestError {
  const isKnown = TABLES.includes(name) || FAMILIES.some((family) => name.startsWith(family));
  return isKnown ? notImplemented(`the table ${name}`) : new RestError(400, `Invalid table ${name}`);
}
