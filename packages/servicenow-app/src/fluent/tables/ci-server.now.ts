import { BooleanColumn, StringColumn, Table, UrlColumn } from '@servicenow/sdk/core';

/** The allow-list: ServiceNow calls no server that is not an active row here. */
export const x_change_gate_ci_server = Table({
  name: 'x_change_gate_ci_server',
  label: 'CI server',
  display: 'name',
  accessibleFrom: 'package_private',
  allowWebServiceAccess: false,
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
    active: BooleanColumn({ label: 'Active', default: true }),
  },
});
