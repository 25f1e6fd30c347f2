import { ChoiceColumn, DateTimeColumn, IntegerColumn, StringColumn, Table } from '@servicenow/sdk/core';

/**
 * How the self-test ended last: a row for each thing that it looked at. `seen` of an event or a scheduled job is what the event's
 * script or the job itself writes, so such a row may be there before the first run, without an outcome.
 */
export const x_change_gate_self_test = Table({
  name: 'x_change_gate_self_test',
  label: 'Gate self-test',
  display: 'title',
  accessibleFrom: 'package_private',
  allowWebServiceAccess: false,
  schema: {
    finding: StringColumn({ label: 'Finding', readOnly: true, maxLength: 100, unique: true }),
    sequence: IntegerColumn({ label: 'Order', readOnly: true }),
    title: StringColumn({ label: 'Looked at', readOnly: true, maxLength: 200 }),
    outcome: ChoiceColumn({
      label: 'Outcome',
      readOnly: true,
      maxLength: 20,
      dropdown: 'dropdown_with_none',
      choices: {
        holds: { label: 'Holds', sequence: 0 },
        'does-not-hold': { label: 'Does not hold', sequence: 1 },
        'could-not-be-seen': { label: 'Could not be seen', sequence: 2 },
      },
    }),
    detail: StringColumn({ label: 'Found', readOnly: true, maxLength: 1000 }),
    remedy: StringColumn({ label: 'What to do', readOnly: true, maxLength: 1000 }),
    who: StringColumn({ label: 'Who can do it', readOnly: true, maxLength: 40 }),
    ran_at: DateTimeColumn({ label: 'Ran', readOnly: true }),
    app_version: StringColumn({ label: 'Version of Change Gate', readOnly: true, maxLength: 40 }),
    release: StringColumn({ label: 'Release of the instance', readOnly: true, maxLength: 100 }),
    instance: StringColumn({
      label: 'Instance',
      readOnly: true,
      maxLength: 255,
      hint: 'Where it ran; on a clone it says nothing',
    }),
    asked: DateTimeColumn({
      label: 'Waited for since',
      readOnly: true,
      hint: 'Of an event: when the self-test queued it. Of a job: when the self-test first found that it had not run',
    }),
    seen: DateTimeColumn({
      label: 'Last seen',
      readOnly: true,
      hint: 'Of an event: when it last reached its script. Of a job: when it last came to its end',
    }),
  },
});
