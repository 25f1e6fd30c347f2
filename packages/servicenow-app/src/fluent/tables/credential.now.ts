import { BooleanColumn, ChoiceColumn, ReferenceColumn, StringColumn, Table } from '@servicenow/sdk/core';

/** A credential kept in ServiceNow, under the name by which pipelines ask for it. Holds no secret itself. */
export const x_change_gate_credential = Table({
  name: 'x_change_gate_credential',
  label: 'CI credential',
  display: 'name',
  accessibleFrom: 'package_private',
  allowWebServiceAccess: false,
  audit: true,
  schema: {
    name: StringColumn({
      label: 'Name',
      maxLength: 100,
      mandatory: true,
      unique: true,
      hint: 'What pipelines send as the alias: letters, digits, . _ -',
    }),
    server: ReferenceColumn({
      label: 'CI server',
      referenceTable: 'x_change_gate_ci_server',
      cascadeRule: 'delete',
      mandatory: true,
    }),
    user: ReferenceColumn({
      label: 'Used by',
      referenceTable: 'sys_user',
      cascadeRule: 'none',
      hint: 'The integration user who may register with it; empty: every user with the pipeline role',
    }),
    kind: ChoiceColumn({
      label: 'Kind',
      maxLength: 20,
      dropdown: 'dropdown_without_none',
      default: 'alias',
      choices: {
        alias: { label: 'Connection & Credential alias', sequence: 0 },
        app: { label: 'App installation', sequence: 1 },
      },
    }),
    alias: ReferenceColumn({
      label: 'Alias',
      referenceTable: 'sys_alias',
      cascadeRule: 'none',
      hint: 'Its active connection has the token as its password or API key',
    }),
    jwt_provider: StringColumn({
      label: 'JWT provider',
      maxLength: 32,
      hint: "Of an app installation: sys_id of the JWT provider with the app's private key",
    }),
    app_id: StringColumn({ label: 'App ID', maxLength: 40 }),
    installation_id: StringColumn({ label: 'Installation ID', maxLength: 40 }),
    active: BooleanColumn({ label: 'Active', default: true }),
  },
});
