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
  schema: {
    registration: ReferenceColumn({
      label: 'Registration',
      referenceTable: 'x_change_gate_registration',
      cascadeRule: 'delete',
    }),
    attempt: IntegerColumn({ label: 'Attempt' }),
    claim: StringColumn({
      label: 'Claim',
      maxLength: 64,
      unique: true,
      hint: 'Registration and attempt; unique, which makes it a lock across nodes',
    }),
    started: DateTimeColumn({ label: 'Started' }),
    finished: DateTimeColumn({ label: 'Finished' }),
    outcome: StringColumn({ label: 'Outcome', maxLength: 40 }),
    answer: StringColumn({ label: 'Answer', maxLength: 1000 }),
  },
});
