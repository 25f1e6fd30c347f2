/** What of the instance's data can be wrong for a configuration, one thing at a time. */
import { USERS } from '@change-gate/sandbox';
import type { TestEnvironment } from '../environment/environment.ts';
import { STEP_TYPE } from '../gate/references.ts';
import type { Row } from './harness.ts';
import { describeRows } from './rows.ts';

type Step = Readonly<Record<string, string>>;
type ServiceNow = TestEnvironment['sandbox']['serviceNow'];

const DATA = { short_description: 'Globex deployment to QA', assignment_group: 'DevOps' };
const WINDOW = { start_date: '2036-03-01T22:00:00Z', end_date: '2036-03-01T23:00:00Z' };

/** The one step of a pipeline, by its arguments. */
function step(given: Step, data: Readonly<Record<string, unknown>> = {}): Pick<Row, 'ci' | 'codefresh'> {
  const all = { OPERATION: 'check', DATA: JSON.stringify({ ...DATA, ...data }), ...given };
  const lines = Object.entries(all).map(([name, value]) => `      ${name}: ${JSON.stringify(value)}`);
  const pipeline = [
    "version: '1.0'",
    'steps:',
    '  check_change:',
    `    type: ${STEP_TYPE}`,
    '    arguments:',
    ...lines,
  ].join('\n');
  return { ci: 'codefresh', codefresh: { pipeline } };
}

function row(
  broken: string,
  doesNotHold: readonly string[],
  more: Partial<Row> & Pick<Row, 'ci'>,
  exitCode: 0 | 1 = 1,
): Row {
  return { broken, doesNotHold, exitCode, ...more };
}

/** Breaks the instance, once the integration user sees what it has: the dictionary, and a change. */
function breaking(act: (serviceNow: ServiceNow) => void): Pick<Row, 'break'> {
  return {
    break({ sandbox: { serviceNow } }) {
      serviceNow.grantRole(USERS.integration.userName, 'personalize_dictionary');
      serviceNow.database.insert('change_request', {}, USERS.integration.userName);
      act(serviceNow);
    },
  };
}

function insert({ database }: ServiceNow, table: string, fields: Step): void {
  database.insert(table, fields, 'admin');
}

function update({ database }: ServiceNow, table: string, column: string, name: string, fields: Step): void {
  database.update(table, database.find(table, column, name)?.sys_id ?? '', fields, 'admin');
}

/** Lets everybody who signs in read a table. */
function open(serviceNow: ServiceNow, ...tables: readonly string[]): void {
  for (const name of tables)
    insert(serviceNow, 'sys_security_acl', { name, type: 'record', operation: 'read' });
}

/** An access control that nobody passes. */
function hide(serviceNow: ServiceNow, name: string): void {
  const nobody = { condition: 'sys_idISEMPTY^sys_idISNOTEMPTY', admin_overrides: 'false' };
  insert(serviceNow, 'sys_security_acl', { name, type: 'record', operation: 'read', ...nobody });
}

const POLICIES = ['sys_data_policy2', 'sys_data_policy_rule'];

/** A model of the company's own, and transitions between its states as `-5 20`. */
function model(serviceNow: ServiceNow, ...ways: readonly string[]): void {
  const transitions = ways.map((way) => {
    const [from = '', to = ''] = way.split(' ');
    return { from, to };
  });
  const values = [...new Set(transitions.flatMap(({ from, to }) => [from, to]))];
  const states = values.map((value) => ({ value, label: `State ${value}` }));
  serviceNow.defineChangeModel({ name: 'Globex', states, transitions });
}

const OWN_MODEL = { CHANGE_MODEL: 'Globex' };

describeRows('what the operations read of a change', [
  row('nothing', [], { ...step({}), ...breaking(() => {}) }, 0),
  row('an ACL on a column of the decision', ['columns.change_request.on_hold'], {
    ...step({}),
    ...breaking((serviceNow) => hide(serviceNow, 'change_request.on_hold')),
  }),
  row('a column without which no gate knows its change', ['columns.change_request.correlation_display'], {
    ...step({}),
    ...breaking(({ database }) => database.dropColumn('change_request', 'correlation_display')),
  }),
  row(
    'a column that only says more',
    ['columns.change_request.on_hold_reason'],
    { ...step({}), ...breaking((serviceNow) => hide(serviceNow, 'change_request.on_hold_reason')) },
    0,
  ),
  row('an ACL on what the policy asks for', ['columns.change_request.conflict_status'], {
    ...step({ CONFLICT_POLICY: 'wait' }, { ...WINDOW, cmdb_ci: 'globex-web' }),
    ...breaking((serviceNow) => hide(serviceNow, 'change_request.conflict_status')),
  }),
  row('a column that the data names, strictly', ['columns.change_request.u_nothing'], {
    ...step({ STRICT: 'true' }, { u_nothing: 'x' }),
    ...breaking(() => {}),
  }),
  row(
    'a column that the data names',
    ['columns.change_request.u_nothing'],
    { ...step({}, { u_nothing: 'x' }), ...breaking(() => {}) },
    0,
  ),
  row('the roles of the integration user', ['roles.change'], {
    ...step({}),
    break({ sandbox: { serviceNow } }) {
      const { database } = serviceNow;
      for (const name of ['itil', 'sn_change_read', 'sn_change_write']) {
        const role = database.find('sys_user_role', 'name', name)?.sys_id ?? '';
        const user = database.find('sys_user', 'user_name', USERS.integration.userName)?.sys_id ?? '';
        const [held] = database.query('sys_user_has_role', `user=${user}^role=${role}`);
        database.delete('sys_user_has_role', held?.sys_id ?? '', 'admin');
      }
    },
  }),
]);

describeRows('what the data names and leaves out', [
  row('a group', ['data.assignment_group'], step({}, { assignment_group: 'No such group' })),
  row('a person of whom there are two', ['data.assigned_to'], {
    ...step({}, { assigned_to: USERS.teamMember.name }),
    ...breaking((serviceNow) =>
      insert(serviceNow, 'sys_user', { user_name: 'tina.other', name: USERS.teamMember.name }),
    ),
  }),
  row('a group that is inactive', ['data.assignment_group'], {
    ...step({}),
    ...breaking((serviceNow) => update(serviceNow, 'sys_user_group', 'name', 'DevOps', { active: 'false' })),
  }),
  row('the template', ['data.standard-template'], {
    ...step({ CHANGE_TYPE: 'standard', STANDARD_TEMPLATE: 'Deploy a release' }),
    ...breaking((serviceNow) =>
      update(serviceNow, 'std_change_record_producer', 'name', 'Deploy a release', { active: 'false' }),
    ),
  }),
  row('an affected CI', ['data.affected-cis'], step({ AFFECTED_CIS: 'no-such-server' })),
  row(
    'whom a task is given to',
    ['data.assigned_to'],
    step({ TASKS: JSON.stringify([{ short_description: 'Watch', assigned_to: 'nobody' }]) }),
  ),
  row('the planned times', ['data.inputs'], {
    ...step({}, { start_date: WINDOW.end_date, end_date: WINDOW.start_date }),
    ...breaking(() => {}),
  }),
  row('a data policy', ['data.policies.globex-justification'], {
    ...step({}),
    ...breaking((serviceNow) => {
      open(serviceNow, ...POLICIES);
      const policy = { name: 'Globex: justification', table: 'task', inherit: true };
      serviceNow.addDataPolicy({ ...policy, conditions: 'state=-5^EQ', mandatory: ['justification'] });
    }),
  }),
  row(
    'a column that the dictionary makes mandatory',
    ['data.mandatory'],
    {
      ...step({}),
      ...breaking(({ database }) =>
        database.define({ name: 'change_request', columns: [{ name: 'u_cost_center', mandatory: true }] }),
      ),
    },
    0,
  ),
  row(
    "a reference of the company's own, by name",
    ['data.u_team'],
    {
      ...step({}, { u_team: 'Shop' }),
      ...breaking(({ database }) => {
        const team = { name: 'u_team', type: 'reference', reference: 'sys_user_group' };
        database.define({ name: 'change_request', columns: [team] });
      }),
    },
    0,
  ),
]);

describeRows('the model, and conflicts', [
  row(
    "nothing of a model of the company's own",
    [],
    {
      ...step({ ...OWN_MODEL, PROCEED_STATES: '20' }),
      ...breaking((serviceNow) => model(serviceNow, '-5 -4', '-4 20', '20 3', '20 4')),
    },
    0,
  ),
  row('the name of the model', ['model.found'], step({ CHANGE_MODEL: 'No such model' })),
  row('a proceed state that the model lacks', ['model.proceed-states'], {
    ...step({ ...OWN_MODEL, PROCEED_STATES: '30' }),
    ...breaking((serviceNow) => model(serviceNow, '-5 -4', '-4 20', '20 3')),
  }),
  row('a proceed state in which no gate opens', ['model.proceed-states'], {
    ...step({ ...OWN_MODEL, PROCEED_STATES: 'Assess' }),
    ...breaking((serviceNow) => model(serviceNow, '-5 -4', '-4 20', '20 3')),
  }),
  row('the way to the proceed state', ['model.way'], {
    ...step({ ...OWN_MODEL, PROCEED_STATES: '20' }),
    ...breaking((serviceNow) => model(serviceNow, '-5 -4', '-4 4', '20 3')),
  }),
  row('the way to the end', ['model.end'], {
    ...step({ ...OWN_MODEL, PROCEED_STATES: '20' }),
    ...breaking((serviceNow) => model(serviceNow, '-5 -4', '-4 20', '20 21', '20 22', '21 3', '22 3')),
  }),
  row('the way to where approval is asked for, strictly', ['model.approval'], {
    ...step({ ...OWN_MODEL, PROCEED_STATES: '20', STRICT: 'true' }),
    ...breaking((serviceNow) => model(serviceNow, '-5 10', '-5 11', '10 20', '11 20', '20 3')),
  }),
  row('conflict detection', ['conflicts.detection'], {
    ...step({ CONFLICT_POLICY: 'wait' }, { ...WINDOW, cmdb_ci: 'globex-web' }),
    ...breaking((serviceNow) => {
      open(serviceNow, 'sys_properties');
      serviceNow.setProperty('change.conflict.refresh.conflicts', 'false');
    }),
  }),
  row('what conflict detection needs', ['conflicts.data'], step({ CONFLICT_POLICY: 'reject' })),
]);

const WRITE = { CHECK_WRITE: 'true' };

describeRows('what happens to a change that a check opens', [
  row('nothing', [], step(WRITE), 0),
  row(
    'nothing of one with a task and an affected CI',
    [],
    step({ ...WRITE, AFFECTED_CIS: 'globex-web', TASKS: '[{"short_description": "Watch"}]' }),
    0,
  ),
  row(
    'nothing of a standard change',
    [],
    step({ ...WRITE, CHANGE_TYPE: 'standard', STANDARD_TEMPLATE: 'Deploy a release' }),
    0,
  ),
  row('a rule that lets none be opened', ['write.opened'], {
    ...step(WRITE),
    break({ sandbox: { serviceNow } }) {
      serviceNow.rules.abort({ name: 'Freeze', table: 'change_request', operations: ['insert'] });
    },
  }),
  row(
    'a rule that lets no approval be requested',
    ['write.approval'],
    {
      ...step(WRITE),
      break({ sandbox: { serviceNow } }) {
        serviceNow.rules.abort({ name: 'Night', table: 'change_request', when: 'state=-4' });
      },
    },
    0,
  ),
  row('a rule that lets none be canceled', ['write.canceled'], {
    ...step(WRITE),
    break({ sandbox: { serviceNow } }) {
      serviceNow.rules.abort({ name: 'Keep', table: 'change_request', when: 'state=4' });
    },
  }),
]);
