import {
  BooleanColumn,
  ChoiceColumn,
  DateTimeColumn,
  IntegerColumn,
  StringColumn,
  Table,
  UrlColumn,
} from '@servicenow/sdk/core';

/** The allow-list: ServiceNow calls no server that is not an active row here. */
export const x_change_gate_ci_server = Table({
  name: 'x_change_gate_ci_server',
  label: 'CI server',
  display: 'name',
  accessibleFrom: 'package_private',
  allowWebServiceAccess: false,
  audit: true,
  index: [{ name: 'active', element: 'active', unique: false }],
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
      hint: 'https URL, its host in lower case, without a trailing slash',
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
    // Written by the app while the server is silent: an audit of it tells nothing.
    problem: StringColumn({
      label: 'Problem',
      maxLength: 1000,
      attributes: { no_audit: true },
      readOnly: true,
      hint: 'What is wrong with the server and what to do; empty while it answers',
    }),
    silent_since: DateTimeColumn({
      label: 'Silent since',
      attributes: { no_audit: true },
      readOnly: true,
      hint: 'Since when it has answered nothing; empty while it answers',
    }),
    silences: IntegerColumn({
      label: 'Silences',
      attributes: { no_audit: true },
      readOnly: true,
      hint: 'Calls in a row without an answer; from three on, builds wait, and one is tried now and then',
    }),
    next_probe: DateTimeColumn({
      label: 'Next probe',
      attributes: { no_audit: true },
      hint: 'When a silent server is tried again; empty it to have it tried within a minute',
    }),
  },
});
