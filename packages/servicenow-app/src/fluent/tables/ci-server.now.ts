import { BooleanColumn, ChoiceColumn, StringColumn, Table, UrlColumn } from '@servicenow/sdk/core';

/** The allow-list: ServiceNow calls no server that is not an active row here. */
export const x_change_gate_ci_server = Table({
  name: 'x_change_gate_ci_server',
  label: 'CI server',
  display: 'name',
  accessibleFrom: 'package_private',
  allowWebServiceAccess: false,
  audit: true,
  schema: {
    name: StringColumn({ label: 'Name', maxLength: 100, mandatory: true }),
    ci: StringColumn({
      label: 'CI',
      maxLength: 40,
      mandatory: true,
      hint: 'Which approval API the server speaks, as pipelines name it',
    }),
    base_url: UrlColumn({
      label: 'API base URL',
      maxLength: 255,
      mandatory: true,
      unique: true,
      hint: 'Lower-case https URL without a trailing slash',
    }),
    mid_server: StringColumn({
      label: 'MID Server',
      maxLength: 100,
      hint: 'Name of the MID Server that calls go through; empty: ServiceNow calls by itself',
    }),
    decided_by: ChoiceColumn({
      label: 'Decided by',
      maxLength: 20,
      dropdown: 'dropdown_with_none',
      hint: 'Empty: as property x_change_gate.decided_by says',
      choices: {
        rules: { label: 'Rules', sequence: 0 },
        subflow: { label: 'Subflow', sequence: 1 },
      },
    }),
    active: BooleanColumn({ label: 'Active', default: true }),
  },
});
