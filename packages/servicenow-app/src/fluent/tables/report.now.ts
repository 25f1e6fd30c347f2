import { DateTimeColumn, IntegerColumn, ReferenceColumn, StringColumn, Table } from '@servicenow/sdk/core';

/** One report on a paused build of how its change stands. As with deliveries, inserting the row is the claim. */
export const x_change_gate_report = Table({
  name: 'x_change_gate_report',
  label: 'Gate report',
  display: 'claim',
  accessibleFrom: 'package_private',
  allowWebServiceAccess: false,
  schema: {
    registration: ReferenceColumn({
      label: 'Registration',
      referenceTable: 'x_change_gate_registration',
      cascadeRule: 'delete',
    }),
    number: IntegerColumn({ label: 'Number' }),
    claim: StringColumn({
      label: 'Claim',
      maxLength: 64,
      unique: true,
      hint: 'Registration and number; unique, which makes it a lock across nodes',
    }),
    reason: StringColumn({ label: 'Reason', maxLength: 1000 }),
    started: DateTimeColumn({ label: 'Started' }),
    finished: DateTimeColumn({ label: 'Finished' }),
    outcome: StringColumn({ label: 'Outcome', maxLength: 40 }),
    answer: StringColumn({ label: 'Answer', maxLength: 1000 }),
  },
});
