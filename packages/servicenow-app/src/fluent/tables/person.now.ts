import { ReferenceColumn, StringColumn, Table } from '@servicenow/sdk/core';

/** Who a person of a pipeline is on this instance, where the CI does not tell the email that the user has here. */
export const x_change_gate_person = Table({
  name: 'x_change_gate_person',
  label: 'Person of pipelines',
  display: 'login',
  accessibleFrom: 'package_private',
  allowWebServiceAccess: false,
  audit: true,
  index: [{ name: 'login', element: 'login', unique: false }],
  schema: {
    ci: StringColumn({
      label: 'CI',
      maxLength: 40,
      mandatory: true,
      hint: 'As CI servers have it in their column CI',
    }),
    login: StringColumn({
      label: 'Login',
      maxLength: 100,
      mandatory: true,
      hint: 'The name with which the person signs in to the CI',
    }),
    user: ReferenceColumn({
      label: 'User',
      referenceTable: 'sys_user',
      cascadeRule: 'delete',
      mandatory: true,
    }),
  },
});
