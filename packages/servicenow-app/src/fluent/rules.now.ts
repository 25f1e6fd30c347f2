import { BusinessRule } from '@servicenow/sdk/core';

/** Async: whoever saves the change does not wait for it. */
BusinessRule({
  $id: Now.ID['rule-change-written'],
  name: 'Change Gate: evaluate waiting builds',
  table: 'change_request',
  when: 'async',
  action: ['update', 'delete'],
  order: 1000,
  active: true,
  description: 'Decides for the builds that wait for this change. Costs one query when none does.',
  script: Now.include('../../dist/server/scripts/rule-change-written.js'),
});
