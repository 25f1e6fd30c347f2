import { Acl } from '@servicenow/sdk/core';
import { adminRole, pipelineRole } from './roles.now.ts';

/** Every resource of the app's REST APIs asks for it: pipelines, and nobody else. */
export const pipelineEndpointAcl = Acl({
  $id: Now.ID['acl-rest-pipeline'],
  type: 'rest_endpoint',
  name: 'Change Gate pipeline',
  operation: 'execute',
  roles: [pipelineRole],
  description: 'Who may register a build that waits for a change',
});

/** For admins: a pipeline is told how the self-test ended, and runs none. */
export const adminEndpointAcl = Acl({
  $id: Now.ID['acl-rest-admin'],
  type: 'rest_endpoint',
  name: 'Change Gate admin',
  operation: 'execute',
  roles: [adminRole],
  description: 'Who may run the self-test of Change Gate',
});

Acl({
  $id: Now.ID['acl-registration-read'],
  type: 'record',
  table: 'x_change_gate_registration',
  operation: 'read',
  roles: [adminRole],
});

// Beside the role: an approver sees which builds wait for what she decides. Most of it stands in the work notes too.
Acl({
  $id: Now.ID['acl-registration-read-of-change'],
  type: 'record',
  table: 'x_change_gate_registration',
  operation: 'read',
  description: 'Whoever may read the change.',
  script: Now.include('../server/acls/reader-of-change.js'),
});

// What the CI is called with and where is for admins of the app alone.
Acl({
  $id: Now.ID['acl-registration-token-read'],
  type: 'record',
  table: 'x_change_gate_registration',
  field: 'token',
  operation: 'read',
  roles: [adminRole],
});

Acl({
  $id: Now.ID['acl-registration-target-read'],
  type: 'record',
  table: 'x_change_gate_registration',
  field: 'target',
  operation: 'read',
  roles: [adminRole],
});

Acl({
  $id: Now.ID['acl-registration-credential-read'],
  type: 'record',
  table: 'x_change_gate_registration',
  field: 'credential',
  operation: 'read',
  roles: [adminRole],
});

Acl({
  $id: Now.ID['acl-registration-write'],
  type: 'record',
  table: 'x_change_gate_registration',
  operation: 'write',
  roles: [adminRole],
});

Acl({
  $id: Now.ID['acl-registration-delete'],
  type: 'record',
  table: 'x_change_gate_registration',
  operation: 'delete',
  roles: [adminRole],
});

Acl({
  $id: Now.ID['acl-delivery-read'],
  type: 'record',
  table: 'x_change_gate_delivery',
  operation: 'read',
  roles: [adminRole],
});

Acl({
  $id: Now.ID['acl-delivery-write'],
  type: 'record',
  table: 'x_change_gate_delivery',
  operation: 'write',
  roles: [adminRole],
});

Acl({
  $id: Now.ID['acl-report-read'],
  type: 'record',
  table: 'x_change_gate_report',
  operation: 'read',
  roles: [adminRole],
});

Acl({
  $id: Now.ID['acl-ci-server-read'],
  type: 'record',
  table: 'x_change_gate_ci_server',
  operation: 'read',
  roles: [adminRole],
});

Acl({
  $id: Now.ID['acl-ci-server-create'],
  type: 'record',
  table: 'x_change_gate_ci_server',
  operation: 'create',
  roles: [adminRole],
});

Acl({
  $id: Now.ID['acl-ci-server-write'],
  type: 'record',
  table: 'x_change_gate_ci_server',
  operation: 'write',
  roles: [adminRole],
});

Acl({
  $id: Now.ID['acl-ci-server-delete'],
  type: 'record',
  table: 'x_change_gate_ci_server',
  operation: 'delete',
  roles: [adminRole],
});

Acl({
  $id: Now.ID['acl-credential-read'],
  type: 'record',
  table: 'x_change_gate_credential',
  operation: 'read',
  roles: [adminRole],
});

Acl({
  $id: Now.ID['acl-credential-create'],
  type: 'record',
  table: 'x_change_gate_credential',
  operation: 'create',
  roles: [adminRole],
});

Acl({
  $id: Now.ID['acl-credential-write'],
  type: 'record',
  table: 'x_change_gate_credential',
  operation: 'write',
  roles: [adminRole],
});

Acl({
  $id: Now.ID['acl-credential-delete'],
  type: 'record',
  table: 'x_change_gate_credential',
  operation: 'delete',
  roles: [adminRole],
});

Acl({
  $id: Now.ID['acl-person-read'],
  type: 'record',
  table: 'x_change_gate_person',
  operation: 'read',
  roles: [adminRole],
});

Acl({
  $id: Now.ID['acl-person-create'],
  type: 'record',
  table: 'x_change_gate_person',
  operation: 'create',
  roles: [adminRole],
});

Acl({
  $id: Now.ID['acl-person-write'],
  type: 'record',
  table: 'x_change_gate_person',
  operation: 'write',
  roles: [adminRole],
});

Acl({
  $id: Now.ID['acl-person-delete'],
  type: 'record',
  table: 'x_change_gate_person',
  operation: 'delete',
  roles: [adminRole],
});

Acl({
  $id: Now.ID['acl-self-test-read'],
  type: 'record',
  table: 'x_change_gate_self_test',
  operation: 'read',
  roles: [adminRole],
});
