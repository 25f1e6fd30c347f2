import { Record, ScriptAction } from '@servicenow/sdk/core';

/**
 * A queue of the app's own, so that no event of the instance waits for a CI. It has more jobs on a node than calls may go to
 * one CI server at once (GateCircuit). Where an instance does not process it, the scheduled job does what is due.
 * Columns and the provider, Event Provider: SDK 4.9.0, Registering Events Guide.
 */
Record({
  $id: Now.ID['event-queue'],
  table: 'sysevent_queue',
  data: {
    sys_class_name: 'sysevent_queue',
    queue: 'x_change_gate.calls',
    suffix: 'calls',
    description: 'What Change Gate tells CI servers.',
    poll_interval: '1970-01-01 00:00:02',
    job_config: 'jobs_per_node',
    job_config_value: 3,
    provider: '44af4464431212108da9a574a9b8f2f5',
    automatic_processing: true,
    processing_order: 'parallel',
  },
});

Record({
  $id: Now.ID['event-deliver'],
  table: 'sysevent_register',
  data: {
    event_name: 'x_change_gate.deliver',
    suffix: 'deliver',
    queue: 'x_change_gate.calls',
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
    queue: 'x_change_gate.calls',
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

Record({
  $id: Now.ID['event-self-test'],
  table: 'sysevent_register',
  data: {
    event_name: 'x_change_gate.self_test',
    suffix: 'self_test',
    queue: 'x_change_gate.calls',
    table: 'x_change_gate_self_test',
    description: 'The self-test asks whether events of this queue reach their scripts.',
    fired_by: 'Script include GateSelfTestRuns',
  },
});

ScriptAction({
  $id: Now.ID['action-self-test'],
  name: 'Change Gate: self-test',
  eventName: 'x_change_gate.self_test',
  active: true,
  order: 100,
  description: 'Notes that an event has arrived.',
  script: Now.include('../../dist/server/scripts/action-self-test.js'),
});
