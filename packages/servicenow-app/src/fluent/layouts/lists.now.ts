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
