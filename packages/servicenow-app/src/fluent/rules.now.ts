import { BusinessRule } from '@servicenow/sdk/core';

// Async: whoever saves the change does not wait for them. Below 1000: execution-order-scripts-engines has later rules,
// those after the write at least, run for active records only, and a change that was closed or canceled is not.

BusinessRule({
  $id: Now.ID['rule-change-written'],
  name: 'Change Gate: evaluate waiting builds',
  table: 'change_request',
  when: 'async',
  action: ['update'],
  // generated: change columns
  filterCondition:
    'numberVALCHANGES^ORstateVALCHANGES^ORactiveVALCHANGES^ORapprovalVALCHANGES^ORon_holdVALCHANGES^ORon_hold_reasonVALCHANGES^ORconflict_statusVALCHANGES^ORstart_dateVALCHANGES^ORend_dateVALCHANGES^ORchg_modelVALCHANGES^ORassignment_groupVALCHANGES',
  // /generated
  order: 900,
  active: true,
  description:
    'Decides for the builds that wait for a change of which something was updated that a decision or a report reads. Costs one query when none does.',
  script: Now.include('../../dist/server/scripts/rule-change-written.js'),
});

// A rule of its own: no page says what a filter on changed fields finds when a record is deleted.
BusinessRule({
  $id: Now.ID['rule-change-deleted'],
  name: 'Change Gate: stop builds of a deleted change',
  table: 'change_request',
  when: 'async',
  action: ['delete'],
  order: 900,
  active: true,
  description:
    'Decides for the builds that wait for a change that was deleted. Costs one query when none does.',
  script: Now.include('../../dist/server/scripts/rule-change-written.js'),
});

// The form lets people write the token of a registration that has ended. The condition leaves out the end itself, which
// overwrites the token with the same write.
BusinessRule({
  $id: Now.ID['rule-token-of-ended'],
  name: 'Change Gate: keep no token of an ended registration',
  table: 'x_change_gate_registration',
  when: 'async',
  action: ['update'],
  filterCondition: 'ended_asISNOTEMPTY^tokenISNOTEMPTY^tokenVALCHANGES',
  condition: '!current.ended_as.changes()',
  order: 900,
  active: true,
  description: 'Wipes a token that was put into the form of a registration that has ended.',
  script: Now.include('../../dist/server/scripts/rule-token-of-ended.js'),
});

// Beside the column's access control, which no script of the instance is held to. On a table of another scope a rule may set
// fields before the write, and can neither run a script nor abort (c_BusinessRulesInScopedApps). Without evidence, policies ask
// people, and `verify` refuses. The app's own write passes: the row is of this change, which is New.
BusinessRule({
  $id: Now.ID['rule-evidence-of-change'],
  name: 'Change Gate: no evidence of another change',
  table: 'change_request',
  when: 'before',
  action: ['update'],
  filterCondition:
    'x_change_gate_evidenceVALCHANGES^x_change_gate_evidence.change_numberNSAMEASnumber^ORstate!=-5',
  setFieldValue: 'x_change_gate_evidence=NULL^EQ',
  order: 900,
  active: true,
  description:
    "Empties a change's evidence where it becomes that of another change, or another one after the change has left New.",
});

BusinessRule({
  $id: Now.ID['rule-evidence-of-new-change'],
  name: 'Change Gate: no evidence before there is a change',
  table: 'change_request',
  when: 'before',
  action: ['insert'],
  filterCondition: 'x_change_gate_evidenceISNOTEMPTY',
  setFieldValue: 'x_change_gate_evidence=NULL^EQ',
  order: 900,
  active: true,
  description: 'A change that is created, or copied, has no evidence yet.',
});

// Without a script: a condition, an abort and a message are all that they need. A record that is not active may be incomplete.
BusinessRule({
  $id: Now.ID['rule-credential-without-alias'],
  name: 'Change Gate: no credential without its alias',
  table: 'x_change_gate_credential',
  when: 'before',
  action: ['insert', 'update'],
  filterCondition: 'active=true^kind=alias^aliasISEMPTY',
  abortAction: true,
  addMessage: true,
  message:
    'Nothing was saved: this credential has no Alias, so no build could be told with it. Choose a Connection & Credential alias whose active connection has the token as its password or API key, or clear Active.',
  order: 900,
  active: true,
  description: 'Refuses an active credential of the kind "Connection & Credential alias" that names none.',
});

BusinessRule({
  $id: Now.ID['rule-credential-without-app'],
  name: 'Change Gate: no app installation without its key',
  table: 'x_change_gate_credential',
  when: 'before',
  action: ['insert', 'update'],
  filterCondition: 'active=true^kind=app^jwt_providerISEMPTY^ORapp_idISEMPTY^ORinstallation_idISEMPTY',
  abortAction: true,
  addMessage: true,
  message:
    'Nothing was saved: an App installation needs JWT provider (a sys_id), App ID and Installation ID, or no build could be told with it. Fill them in, or clear Active.',
  order: 900,
  active: true,
  description:
    'Refuses an active credential of the kind "App installation" that lacks what a token is made with.',
});
