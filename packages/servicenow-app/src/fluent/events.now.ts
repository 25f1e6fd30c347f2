import { Record, ScriptAction } from '@servicenow/sdk/core';

Record({
  $id: Now.ID['event-deliver'],
  table: 'sysevent_register',
  data: {
    event_name: 'x_change_gate.deliver',
    suffix: 'deliver',
    table: 'x_change_gate_registration',
    description: 'A decision is due for delivery. parm1: sys_id of the registration.',
    fired_by: 'Script includes GateEvaluation, GateRegistrations and GateDelivery',
  },
});

ScriptAction({
  $id: Now.ID['action-deliver'],
  name: 'Change Gate: deliver decision',
  eventName: 'x_change_gate.deliver',
  active: true,
  order: 100,
  description: 'Tells the CI server what was decided.',
  script: Now.include('../../dist/server/scripts/action-deliver.js'),
});

Record({
  $id: Now.ID['event-progress'],
  table: 'sysevent_register',
  data: {
    event_name: 'x_change_gate.progress',
    suffix: 'progress',
    table: 'x_change_gate_registration',
    description: 'A change has progress to show on a paused build. parm1: sys_id of the registration.',
    fired_by: 'Script include GateProgress',
  },
});

ScriptAction({
  $id: Now.ID['action-progress'],
  name: 'Change Gate: show progress',
  eventName: 'x_change_gate.progress',
  active: true,
  order: 100,
  description: 'Shows on the paused build how its change stands.',
  script: Now.include('../../dist/server/scripts/action-progress.js'),
});
