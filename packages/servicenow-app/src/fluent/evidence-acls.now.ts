/**
 * Who may do what with evidence. Rows are written by the app's scripts alone, which no access control holds: so for everybody
 * else, admins too, each rule has a condition that no row meets.
 */
import { Acl } from '@servicenow/sdk/core';

Acl({
  $id: Now.ID['acl-evidence-read'],
  type: 'record',
  table: 'x_change_gate_evidence',
  operation: 'read',
  description: 'Whoever may read the change.',
  script: Now.include('../server/acls/reader-of-change.js'),
});

Acl({
  $id: Now.ID['acl-evidence-create'],
  type: 'record',
  table: 'x_change_gate_evidence',
  operation: 'create',
  adminOverrides: false,
  condition: 'sys_idISEMPTY^sys_idISNOTEMPTY',
  description: 'Nobody.',
});

Acl({
  $id: Now.ID['acl-evidence-write'],
  type: 'record',
  table: 'x_change_gate_evidence',
  operation: 'write',
  adminOverrides: false,
  condition: 'sys_idISEMPTY^sys_idISNOTEMPTY',
  description: 'Nobody.',
});

Acl({
  $id: Now.ID['acl-evidence-delete'],
  type: 'record',
  table: 'x_change_gate_evidence',
  operation: 'delete',
  adminOverrides: false,
  condition: 'sys_idISEMPTY^sys_idISNOTEMPTY',
  description: 'Nobody.',
});

Acl({
  $id: Now.ID['acl-evidence-item-read'],
  type: 'record',
  table: 'x_change_gate_evidence_item',
  operation: 'read',
  description: 'Whoever may read the change.',
  script: Now.include('../server/acls/reader-of-change.js'),
});

Acl({
  $id: Now.ID['acl-evidence-item-create'],
  type: 'record',
  table: 'x_change_gate_evidence_item',
  operation: 'create',
  adminOverrides: false,
  condition: 'sys_idISEMPTY^sys_idISNOTEMPTY',
  description: 'Nobody.',
});

Acl({
  $id: Now.ID['acl-evidence-item-write'],
  type: 'record',
  table: 'x_change_gate_evidence_item',
  operation: 'write',
  adminOverrides: false,
  condition: 'sys_idISEMPTY^sys_idISNOTEMPTY',
  description: 'Nobody.',
});

Acl({
  $id: Now.ID['acl-evidence-item-delete'],
  type: 'record',
  table: 'x_change_gate_evidence_item',
  operation: 'delete',
  adminOverrides: false,
  condition: 'sys_idISEMPTY^sys_idISNOTEMPTY',
  description: 'Nobody.',
});

// No script: on a table of another scope an ACL may have none (ServiceNow docs, ACL rules in scoped applications).
Acl({
  $id: Now.ID['acl-change-evidence-create'],
  type: 'record',
  table: 'change_request',
  field: 'x_change_gate_evidence',
  operation: 'create',
  adminOverrides: false,
  condition: 'sys_idISEMPTY^sys_idISNOTEMPTY',
  description: 'Nobody: Change Gate points the change at its evidence.',
});

Acl({
  $id: Now.ID['acl-change-evidence-write'],
  type: 'record',
  table: 'change_request',
  field: 'x_change_gate_evidence',
  operation: 'write',
  adminOverrides: false,
  condition: 'sys_idISEMPTY^sys_idISNOTEMPTY',
  description: 'Nobody: Change Gate points the change at its evidence.',
});
