import { Record } from '@servicenow/sdk/core';

/** The public servers of the CIs whose approval API is in this app (see GateApprovalApis). */
Record({
  $id: Now.ID['ci-server-codefresh'],
  $meta: { installMethod: 'first install' },
  table: 'x_change_gate_ci_server',
  data: { name: 'Codefresh', ci: 'codefresh', base_url: 'https://g.codefresh.io/api', active: true },
});

Record({
  $id: Now.ID['ci-server-github'],
  $meta: { installMethod: 'first install' },
  table: 'x_change_gate_ci_server',
  data: { name: 'GitHub', ci: 'github', base_url: 'https://api.github.com', active: true },
});

Record({
  $id: Now.ID['ci-server-gitlab'],
  $meta: { installMethod: 'first install' },
  table: 'x_change_gate_ci_server',
  data: { name: 'GitLab', ci: 'gitlab', base_url: 'https://gitlab.com/api/v4', active: true },
});
