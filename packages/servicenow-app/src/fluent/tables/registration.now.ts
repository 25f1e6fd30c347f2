import {
  ChoiceColumn,
  DateTimeColumn,
  IntegerColumn,
  Password2Column,
  ReferenceColumn,
  StringColumn,
  Table,
  UrlColumn,
} from '@servicenow/sdk/core';

/** One build that waits for one change, from its registration to the CI's answer. */
export const x_change_gate_registration = Table({
  name: 'x_change_gate_registration',
  label: 'Gate registration',
  display: 'key',
  accessibleFrom: 'package_private',
  allowWebServiceAccess: false,
  schema: {
    instance: StringColumn({
      label: 'Instance',
      maxLength: 255,
      hint: 'The instance that the build registered on; a clone of it tells the build nothing',
    }),
    key: StringColumn({ label: 'Key', maxLength: 100, mandatory: true }),
    active_key: StringColumn({
      label: 'Active key',
      maxLength: 200,
      unique: true,
      hint: 'The key while the registration is active, ~a for A; "ended" and its sys_id afterwards: one key, one active registration',
    }),
    change: ReferenceColumn({
      label: 'Change request',
      referenceTable: 'change_request',
      // Keeps the sys_id when the change is deleted, so that the registration is found and its build denied.
      cascadeRule: 'none',
    }),
    change_number: StringColumn({ label: 'Change number', maxLength: 40 }),
    build_id: StringColumn({ label: 'Build ID', maxLength: 100 }),
    build_url: UrlColumn({ label: 'Build', maxLength: 1024 }),
    ci: StringColumn({ label: 'CI', maxLength: 40 }),
    server: ReferenceColumn({
      label: 'CI server',
      referenceTable: 'x_change_gate_ci_server',
      cascadeRule: 'none',
    }),
    target: StringColumn({ label: 'Target', maxLength: 2000, hint: 'What the approval API needs, as JSON' }),
    token: Password2Column({
      label: 'Token',
      maxLength: 4000,
      hint: 'Encrypted; wiped when the registration ends',
    }),
    credential: ReferenceColumn({
      label: 'Credential',
      referenceTable: 'x_change_gate_credential',
      cascadeRule: 'none',
      hint: 'Kept in ServiceNow, in place of a token',
    }),
    // generated: policy columns
    proceed_states: StringColumn({
      label: 'Proceed states',
      maxLength: 100,
    }),
    approval: ChoiceColumn({
      label: 'Approval',
      maxLength: 20,
      dropdown: 'dropdown_without_none',
      default: 'approved',
      choices: {
        approved: { label: 'Must be approved', sequence: 0 },
        state: { label: 'Believe the state alone', sequence: 1 },
      },
    }),
    conflict: ChoiceColumn({
      label: 'Schedule conflict',
      maxLength: 20,
      dropdown: 'dropdown_without_none',
      choices: {
        ignore: { label: 'Ignore', sequence: 0 },
        wait: { label: 'Wait until it is gone', sequence: 1 },
        reject: { label: 'Deny', sequence: 2 },
      },
    }),
    window: ChoiceColumn({
      label: 'Planned window',
      maxLength: 20,
      dropdown: 'dropdown_without_none',
      choices: {
        ignore: { label: 'Ignore', sequence: 0 },
        enforce: { label: 'Enforce', sequence: 1 },
      },
    }),
    deadline: DateTimeColumn({
      label: 'Deadline',
      hint: 'Nobody waits for the change after this time',
    }),
    on_deadline: ChoiceColumn({
      label: 'At the deadline',
      maxLength: 20,
      dropdown: 'dropdown_without_none',
      default: 'deny',
      choices: {
        deny: { label: 'Deny the build', sequence: 0 },
        leave: { label: 'Leave the build, tell nobody', sequence: 1 },
      },
    }),
    // /generated
    decided_by: ChoiceColumn({
      label: 'Decided by',
      maxLength: 20,
      dropdown: 'dropdown_without_none',
      default: 'rules',
      choices: {
        rules: { label: 'Rules', sequence: 0 },
        subflow: { label: 'Subflow', sequence: 1 },
      },
    }),
    flow_context: StringColumn({
      label: 'Flow context',
      maxLength: 32,
      hint: 'The run of subflow "Await change decision" that decides',
    }),
    status: ChoiceColumn({
      label: 'Status',
      maxLength: 20,
      dropdown: 'dropdown_without_none',
      default: 'waiting',
      choices: {
        waiting: { label: 'Waiting for the change', sequence: 0 },
        due: { label: 'Due', sequence: 1 },
        delivering: { label: 'Delivering', sequence: 2 },
        delivered: { label: 'Delivered', sequence: 3 },
        refused: { label: 'Refused', sequence: 4 },
        expired: { label: 'Expired', sequence: 5 },
        withdrawn: { label: 'Withdrawn', sequence: 6 },
        superseded: { label: 'Superseded', sequence: 7 },
        ended: { label: 'Ended', sequence: 8 },
      },
    }),
    ended_as: StringColumn({
      label: 'Ended as',
      maxLength: 20,
      hint: 'The last status, which nothing overwrites; empty while the registration is active',
    }),
    decision: ChoiceColumn({
      label: 'Decision',
      maxLength: 20,
      dropdown: 'dropdown_without_none',
      default: 'pending',
      choices: {
        pending: { label: 'Pending', sequence: 0 },
        approved: { label: 'Approved', sequence: 1 },
        denied: { label: 'Denied', sequence: 2 },
      },
    }),
    reason: StringColumn({ label: 'Reason', maxLength: 1000 }),
    evaluated_at: DateTimeColumn({ label: 'Evaluated', hint: 'When the change was last looked at' }),
    decided_at: DateTimeColumn({ label: 'Decided' }),
    retried_at: DateTimeColumn({ label: 'Retried', hint: 'When "Retry delivery" last made it due again' }),
    attempts: IntegerColumn({ label: 'Attempts', default: 0 }),
    next_attempt: DateTimeColumn({ label: 'Next attempt' }),
    last_outcome: StringColumn({ label: 'Last outcome', maxLength: 40 }),
    last_answer: StringColumn({ label: 'Last answer', maxLength: 1000 }),
    ended_at: DateTimeColumn({ label: 'Ended' }),
  },
});
