import { default_view, List } from '@servicenow/sdk/core';

List({
  table: 'x_change_gate_registration',
  view: default_view,
  columns: [
    'change',
    'status',
    'decision',
    'reason',
    'server',
    'build_url',
    'attempts',
    'next_attempt',
    'last_answer',
    'sys_created_on',
    'ended_at',
  ],
});

// As a related list on the form of a change, which is the customer's: an admin adds it there.
List({
  table: 'x_change_gate_registration',
  view: default_view,
  parent: 'change_request',
  columns: ['status', 'decision', 'reason', 'server', 'build_url', 'sys_created_on', 'ended_at'],
});

List({
  table: 'x_change_gate_delivery',
  view: default_view,
  columns: ['registration', 'attempt', 'started', 'finished', 'outcome', 'answer'],
});

List({
  table: 'x_change_gate_report',
  view: default_view,
  columns: ['registration', 'number', 'reason', 'started', 'finished', 'outcome', 'answer'],
});

List({
  table: 'x_change_gate_ci_server',
  view: default_view,
  columns: ['name', 'ci', 'base_url', 'mid_server', 'decided_by', 'active', 'problem', 'next_probe'],
});

List({
  table: 'x_change_gate_credential',
  view: default_view,
  columns: ['name', 'server', 'user', 'kind', 'active'],
});

List({
  table: 'x_change_gate_evidence',
  view: default_view,
  columns: [
    'change',
    'recorded',
    'status',
    'tests_failed',
    'code_coverage',
    'findings_critical',
    'findings_high',
    'commits_not_reviewed',
    'direction',
    'build_url',
  ],
});

// What the related list shows on the form of a change. The form itself is the customer's: an admin adds the list there.
List({
  table: 'x_change_gate_evidence',
  view: default_view,
  parent: 'change_request',
  columns: [
    'recorded',
    'status',
    'tests_failed',
    'code_coverage',
    'findings_critical',
    'findings_high',
    'commits_not_reviewed',
    'direction',
    'build_url',
  ],
});

List({
  table: 'x_change_gate_evidence_item',
  view: default_view,
  columns: ['change', 'recorded', 'kind', 'name', 'format', 'status', 'problem', 'sha256'],
});

List({
  table: 'x_change_gate_person',
  view: default_view,
  columns: ['ci', 'login', 'user'],
});

List({
  table: 'x_change_gate_self_test',
  view: default_view,
  columns: ['sequence', 'title', 'outcome', 'detail', 'remedy', 'who', 'ran_at', 'seen'],
});
