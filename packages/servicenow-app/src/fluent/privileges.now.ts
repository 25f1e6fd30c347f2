import { CrossScopePrivilege } from '@servicenow/sdk/core';

CrossScopePrivilege({
  $id: Now.ID['privilege-change-read'],
  operation: 'read',
  status: 'allowed',
  targetName: 'change_request',
  targetScope: 'global',
  targetType: 'sys_db_object',
});

/** For work notes, the one thing that the app writes to a change. */
CrossScopePrivilege({
  $id: Now.ID['privilege-change-write'],
  operation: 'write',
  status: 'allowed',
  targetName: 'change_request',
  targetScope: 'global',
  targetType: 'sys_db_object',
});
