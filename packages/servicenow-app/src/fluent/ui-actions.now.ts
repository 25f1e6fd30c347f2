import { UiAction } from '@servicenow/sdk/core';
import { adminRole } from './roles.now.ts';

/** What an admin can do: with a registration, on its form, and with the self-test. And the link on a change. */

UiAction({
  $id: Now.ID['ui-action-retry'],
  table: 'x_change_gate_registration',
  name: 'Retry delivery',
  actionName: 'x_change_gate_retry',
  hint: 'Tells the CI server again, with the token or credential as it is now',
  condition: "current.status == 'refused'",
  active: true,
  showInsert: false,
  showUpdate: true,
  form: { showButton: true },
  order: 100,
  roles: [adminRole],
  script: Now.include('../../dist/server/scripts/ui-action-retry.js'),
});

UiAction({
  $id: Now.ID['ui-action-withdraw'],
  table: 'x_change_gate_registration',
  name: 'Withdraw',
  actionName: 'x_change_gate_withdraw',
  hint: 'Nobody waits for the change any more; the build is told nothing',
  condition: "'waiting,due,delivering,refused'.split(',').indexOf(String(current.status)) >= 0",
  active: true,
  showInsert: false,
  showUpdate: true,
  form: { showButton: true },
  order: 200,
  roles: [adminRole],
  script: Now.include('../../dist/server/scripts/ui-action-withdraw.js'),
});

/** In the banner of the list, which is there before the first run, and on the form of each row. */
UiAction({
  $id: Now.ID['ui-action-self-test'],
  table: 'x_change_gate_self_test',
  name: 'Run self-test',
  actionName: 'x_change_gate_run_self_test',
  hint: 'Tries on this instance what Change Gate rests on; calls no CI',
  active: true,
  showInsert: false,
  showUpdate: true,
  form: { showButton: true },
  list: { showBannerButton: true },
  order: 100,
  roles: [adminRole],
  script: Now.include('../../dist/server/scripts/ui-action-self-test.js'),
});

/**
 * A link, as it adds to the form of a change and replaces nothing. The record of a form's related lists (sys_ui_related_list) is
 * one for each table and view, with all its lists: shipped, it would take the place of the customer's. On change_request, the app's
 * business rules rest on the same permission as this does: the table lets other scopes define them (t_EditingAUIAction).
 */
UiAction({
  $id: Now.ID['ui-action-waiting-builds'],
  table: 'change_request',
  name: 'Waiting builds',
  actionName: 'x_change_gate_waiting_builds',
  hint: 'The builds of pipelines that wait for this change',
  active: true,
  showInsert: false,
  showUpdate: true,
  form: { showLink: true },
  order: 1000,
  script: Now.include('../../dist/server/scripts/ui-action-waiting-builds.js'),
});
