import type { AccessOperation } from '../../database/access.ts';

export interface AccessRule {
  /** A table, or `table.field`. */
  readonly name: string;
  readonly operation: AccessOperation;
  /** One of these is enough; none: everyone who is logged in. */
  readonly roles: readonly string[];
  /** Encoded query that the row must meet as well; empty for any. */
  readonly condition: string;
}

const ALL: readonly AccessOperation[] = ['read', 'create', 'write', 'delete'];
const EVERYBODY: readonly string[] = [];

/**
 * Who may do what on a new instance. Admins may do everything; what is not listed, only they may.
 * @fact Who may read `sys_choice`, `sys_data_policy2` and `sys_data_policy_rule` | admins | belief | none
 * @fact Who may read `sys_dictionary`, `sys_dictionary_override` and `sys_db_object` | the role `personalize_dictionary` | third party | permissions that public
 *   connectors ask for
 */
export const ACCESS_RULES: readonly AccessRule[] = [
  ...rules('change_request', ['read'], ['itil', 'sn_change_read']),
  ...rules('change_request', ['create', 'write'], ['itil', 'sn_change_write', 'change_manager']),
  ...rules('change_request', ['delete'], ['change_manager']),
  // Its approvers decide, or a change manager; a pipeline does not approve its own change.
  ...rules('change_request.approval', ['write'], ['change_manager']),
  ...rules('task', ['read'], ['itil']),
  ...rules('change_task', ['read'], ['itil', 'sn_change_read']),
  ...rules('change_task', ['create', 'write'], ['itil', 'sn_change_write', 'change_manager']),
  ...rules('change_task', ['delete'], ['change_manager']),
  ...rules('incident', ['read', 'create', 'write'], ['itil']),
  ...['task_ci', 'task_cmdb_ci_service'].flatMap((table) => rules(table, ALL, ['itil', 'sn_change_write'])),
  ...['conflict', 'std_change_template', 'std_change_record_producer', 'std_change_producer_version'].flatMap(
    (table) => rules(table, ['read'], ['itil', 'sn_change_read']),
  ),
  ...rules('sys_attachment', ['read'], ['itil']),
  ...rules('sysapproval_approver', ['read'], ['itil', 'approver_user']),
  ...rules('sysapproval_approver', ['write'], ['approver_user'], 'approver=javascript:gs.getUserID()'),
  ...rules('sysapproval_approver', ALL, ['approval_admin']),
  ...rules('sys_journal_field', ['read'], ['itil']),
  ...rules('sys_user_role', ['read'], ['user_admin']),
  ...rules('sys_user_has_role', ['read'], ['user_admin']),
  ...['sys_dictionary', 'sys_dictionary_override', 'sys_db_object'].flatMap((table) =>
    rules(table, ['read'], ['personalize_dictionary']),
  ),
  ...[
    'sys_user',
    'sys_user_group',
    'sys_user_grmember',
    'chg_model',
    'sttrm_state',
    'sttrm_state_attribute',
    'sttrm_state_transition',
    'sttrm_transition_condition',
    'core_company',
    'cmn_location',
    'cmdb_ci',
    'cmn_schedule',
    'cmn_schedule_span',
  ].flatMap((table) => rules(table, ['read'], EVERYBODY)),
];

function rules(
  name: string,
  operations: readonly AccessOperation[],
  roles: readonly string[],
  condition = '',
): AccessRule[] {
  return operations.map((operation) => ({ name, operation, roles, condition }));
}
