import { DateTimeColumn, IntegerColumn, ReferenceColumn, StringColumn, Table } from '@servicenow/sdk/core';

/**
 * One attempt at telling the CI. Inserting the row is the claim on that attempt: `claim` is unique, so of two
 * nodes that try, the database lets one.
 */
export const x_change_gate_delivery = Table({
  name: 'x_change_gate_delivery',
  label: 'Gate delivery',
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
    attempt: IntegerColumn({ label: 'Attempt', readOnly: true }),
    claim: StringColumn({
      label: 'Claim',
      readOnly: true,
      maxLength: 64,
      unique: true,
      hint: 'Registration and attempt; unique, which makes it a lock across nodes',
    }),
    started: DateTimeColumn({ label: 'Started', readOnly: true }),
    finished: DateTimeColumn({ label: 'Finished', readOnly: true }),
    outcome: StringColumn({ label: 'Outcome', maxLength: 40, readOnly: true }),
    answer: StringColumn({ label: 'Answer', maxLength: 1000, readOnly: true }),
  },
});
