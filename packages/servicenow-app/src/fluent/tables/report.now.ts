import { DateTimeColumn, IntegerColumn, ReferenceColumn, StringColumn, Table } from '@servicenow/sdk/core';

/** One report on a paused build of how its change stands. As with deliveries, inserting the row is the claim. */
export const x_change_gate_report = Table({
  name: 'x_change_gate_report',
  label: 'Gate report',
  display: 'claim',
  accessibleFrom: 'package_private',
  allowWebServiceAccess: false,
  index: [{ name: 'registration', element: 'registration', unique: false }],
  schema: {
    registration: ReferenceColumn({
      label: 'Registration',
      readOnly: true,
      referenceTable: 'x_change_gate_registration',
      cascadeRule: 'delete',
    }),
    number: IntegerColumn({ label: 'Number', readOnly: true }),
    claim: StringColumn({
      label: 'Claim',
      readOnly: true,
      maxLength: 64,
      unique: true,
      hint: 'Registration and number; unique, which makes it a lock across nodes',
    }),
    reason: StringColumn({ label: 'Reason', maxLength: 1000, readOnly: true }),
    started: DateTimeColumn({ label: 'Started', readOnly: true }),
    finished: DateTimeColumn({ label: 'Finished', readOnly: true }),
    outcome: StringColumn({ label: 'Outcome', maxLength: 40, readOnly: true }),
    answer: StringColumn({ label: 'Answer', maxLength: 1000, readOnly: true }),
  },
});
