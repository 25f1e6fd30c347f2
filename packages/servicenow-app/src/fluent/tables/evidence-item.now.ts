import {
  ChoiceColumn,
  DateTimeColumn,
  IntegerColumn,
  ReferenceColumn,
  StringColumn,
  Table,
} from '@servicenow/sdk/core';

/**
 * What stands beside a row of evidence: each report that its numbers were read from, and what came after the change's
 * approval was asked for. Written once and never changed; it moves nothing that people have approved.
 */
export const x_change_gate_evidence_item = Table({
  name: 'x_change_gate_evidence_item',
  label: 'Change evidence item',
  display: 'name',
  accessibleFrom: 'public',
  actions: ['read'],
  allowWebServiceAccess: false,
  index: [
    { name: 'evidence', element: 'evidence', unique: false },
    { name: 'change', element: 'change', unique: false },
    { name: 'recorded', element: 'recorded', unique: false },
  ],
  schema: {
    evidence: ReferenceColumn({
      label: 'Change evidence',
      readOnly: true,
      referenceTable: 'x_change_gate_evidence',
      cascadeRule: 'none',
    }),
    change: ReferenceColumn({
      label: 'Change request',
      readOnly: true,
      referenceTable: 'change_request',
      cascadeRule: 'none',
    }),
    kind: ChoiceColumn({
      label: 'Kind',
      readOnly: true,
      maxLength: 20,
      dropdown: 'dropdown_without_none',
      choices: {
        tests: { label: 'Test report', sequence: 0 },
        coverage: { label: 'Coverage report', sequence: 1 },
        security: { label: 'Security report', sequence: 2 },
        sbom: { label: 'Bill of materials', sequence: 3 },
        update: { label: 'Later evidence', sequence: 4 },
        check: { label: 'Check before the deployment', sequence: 5 },
        override: { label: 'Emergency that was let pass', sequence: 6 },
      },
    }),
    name: StringColumn({
      label: 'Name',
      maxLength: 500,
      readOnly: true,
      hint: "A report's path, or the pattern that no file matches",
    }),
    format: StringColumn({ label: 'Format', maxLength: 40, readOnly: true }),
    status: StringColumn({ label: 'Status', maxLength: 40, readOnly: true }),
    problem: StringColumn({ label: 'Problem', maxLength: 1000, readOnly: true }),
    sha256: StringColumn({ label: 'SHA-256', maxLength: 64, readOnly: true }),
    size: IntegerColumn({ label: 'Bytes', readOnly: true }),
    text: StringColumn({ label: 'Text', maxLength: 5000, readOnly: true }),
    recorded: DateTimeColumn({ label: 'Recorded', readOnly: true }),
    claim: StringColumn({
      label: 'Claim',
      maxLength: 100,
      readOnly: true,
      unique: true,
      hint: 'What must be there once; unique, which makes it a lock across nodes',
    }),
  },
});
