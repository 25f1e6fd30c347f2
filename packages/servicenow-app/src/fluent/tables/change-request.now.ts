import { ReferenceColumn, Table } from '@servicenow/sdk/core';

/** The one column that the app adds to a table of the base system: the evidence that the change counts with. */
export const change_request = Table({
  augments: 'change_request',
  schema: {
    x_change_gate_evidence: ReferenceColumn({
      label: 'Change evidence',
      readOnly: true,
      referenceTable: 'x_change_gate_evidence',
      cascadeRule: 'clear',
      hint: 'Set by Change Gate until approval is asked for, and by nobody else',
    }),
  },
});
