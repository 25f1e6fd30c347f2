import { CrossScopePrivilege } from '@servicenow/sdk/core';

CrossScopePrivilege({
  $id: Now.ID['privilege-change-read'],
  operation: 'read',
  status: 'allowed',
  targetName: 'change_request',
  targetScope: 'global',
  targetType: 'sys_db_object',
});

/** For work notes, the column of its evidence, and plans that are empty. */
CrossScopePrivilege({
  $id: Now.ID['privilege-change-write'],
  operation: 'write',
  status: 'allowed',
  targetName: 'change_request',
  targetScope: 'global',
  targetType: 'sys_db_object',
});

/** For the ATF test that registers a build, which makes a change of its own. */
CrossScopePrivilege({
  $id: Now.ID['privilege-change-create'],
  operation: 'create',
  status: 'allowed',
  targetName: 'change_request',
  targetScope: 'global',
  targetType: 'sys_db_object',
});

/** For registrations whose proceed states are those of the change's model. */
CrossScopePrivilege({
  $id: Now.ID['privilege-model-read'],
  operation: 'read',
  status: 'allowed',
  targetName: 'chg_model',
  targetScope: 'global',
  targetType: 'sys_db_object',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-model-state-read'],
  operation: 'read',
  status: 'allowed',
  targetName: 'sttrm_state',
  targetScope: 'global',
  targetType: 'sys_db_object',
});

/** Who approved a change, by which rule, and who is still asked: for people, and for the separation of duties. */
CrossScopePrivilege({
  $id: Now.ID['privilege-approval-read'],
  operation: 'read',
  status: 'allowed',
  targetName: 'sysapproval_approver',
  targetScope: 'global',
  targetType: 'sys_db_object',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-group-approval-read'],
  operation: 'read',
  status: 'allowed',
  targetName: 'sysapproval_group',
  targetScope: 'global',
  targetType: 'sys_db_object',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-applied-policy-read'],
  operation: 'read',
  status: 'allowed',
  targetName: 'chg_policy_applied',
  targetScope: 'global',
  targetType: 'sys_db_object',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-approval-definition-read'],
  operation: 'read',
  status: 'allowed',
  targetName: 'chg_approval_def',
  targetScope: 'global',
  targetType: 'sys_db_object',
});

/** For what an approver wrote on rejecting. */
CrossScopePrivilege({
  $id: Now.ID['privilege-journal-read'],
  operation: 'read',
  status: 'allowed',
  targetName: 'sys_journal_field',
  targetScope: 'global',
  targetType: 'sys_db_object',
});

/** For the separation of duties: which users the people of a pipeline are. */
CrossScopePrivilege({
  $id: Now.ID['privilege-user-read'],
  operation: 'read',
  status: 'allowed',
  targetName: 'sys_user',
  targetScope: 'global',
  targetType: 'sys_db_object',
});

/** For emergencies that are deployed before their approval: who may, for which incident, and the task of their review. */
CrossScopePrivilege({
  $id: Now.ID['privilege-user-role-read'],
  operation: 'read',
  status: 'allowed',
  targetName: 'sys_user_has_role',
  targetScope: 'global',
  targetType: 'sys_db_object',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-role-read'],
  operation: 'read',
  status: 'allowed',
  targetName: 'sys_user_role',
  targetScope: 'global',
  targetType: 'sys_db_object',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-incident-read'],
  operation: 'read',
  status: 'allowed',
  targetName: 'incident',
  targetScope: 'global',
  targetType: 'sys_db_object',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-task-read'],
  operation: 'read',
  status: 'allowed',
  targetName: 'change_task',
  targetScope: 'global',
  targetType: 'sys_db_object',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-task-create'],
  operation: 'create',
  status: 'allowed',
  targetName: 'change_task',
  targetScope: 'global',
  targetType: 'sys_db_object',
});

/** For the self-test: whether what makes the app work is switched on, and granted. */
CrossScopePrivilege({
  $id: Now.ID['privilege-rule-read'],
  operation: 'read',
  status: 'allowed',
  targetName: 'sys_script',
  targetScope: 'global',
  targetType: 'sys_db_object',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-script-action-read'],
  operation: 'read',
  status: 'allowed',
  targetName: 'sysevent_script_action',
  targetScope: 'global',
  targetType: 'sys_db_object',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-job-read'],
  operation: 'read',
  status: 'allowed',
  targetName: 'sysauto_script',
  targetScope: 'global',
  targetType: 'sys_db_object',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-access-control-read'],
  operation: 'read',
  status: 'allowed',
  targetName: 'sys_security_acl',
  targetScope: 'global',
  targetType: 'sys_db_object',
});

CrossScopePrivilege({
  $id: Now.ID['privilege-privilege-read'],
  operation: 'read',
  status: 'allowed',
  targetName: 'sys_scope_privilege',
  targetScope: 'global',
  targetType: 'sys_db_object',
});
