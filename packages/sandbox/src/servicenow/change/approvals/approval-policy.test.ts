/** Approval policies and risk conditions as an admin makes them. */
import { describe, expect, it } from 'vitest';
import { SandboxClock } from '../../../clock.ts';
import { baseSystem } from '../../base-system/base-system.ts';
import { CAB } from '../../base-system/seed/approval-policies.ts';
import { USERS } from '../../base-system/seed/seed.ts';
import type { Behaviours } from '../../behaviours/switches.ts';
import type { Row } from '../../database/database.ts';

const APPROVED_BY_RULE = `${USERS.employee.userName}: approved`;
const ASKED = `${USERS.teamMember.userName}: requested`;

function instanceWith(behaviours: Partial<Behaviours> = {}) {
  const database = baseSystem(new SandboxClock(), behaviours);
  const insert = (table: string, row: Row) => database.insert(table, row, 'admin').sys_id ?? '';
  const idOf = (table: string, column: string, value: string) =>
    database.find(table, column, value)?.sys_id ?? '';
  const policy = idOf('chg_policy_approval', 'name', 'Normal Change Policy');
  const definition = (approval_action: string, who: Row) =>
    insert('chg_approval_def', { approval_action, approver_source: 'chg_approval_def', ...who });
  return {
    database,
    insert,
    policy,
    robot: { user: idOf('sys_user', 'user_name', USERS.employee.userName) },
    cab: { group: idOf('sys_user_group', 'name', CAB) },
    definition,
    decide(label: string, condition: string, answer: string, order = '-1'): string {
      return insert('sys_decision_question', { decision_table: policy, label, condition, answer, order });
    },
    first: () => database.update('chg_policy_approval', policy, { execution: 'first' }, 'admin'),
    /** Opens a change of the group DevOps, and asks for its approval. */
    submit(fields: Row = {}): string {
      const assignment_group = idOf('sys_user_group', 'name', 'DevOps');
      const change = insert('change_request', { assignment_group, ...fields });
      database.update('change_request', change, { state: '-4' }, 'admin');
      return change;
    },
    state: (change: string) => {
      const { state, approval, risk } = database.get('change_request', change) ?? {};
      return { state, approval, ...(risk && { risk }) };
    },
    asked: (change: string) =>
      database
        .query('sysapproval_approver', `sysapproval=${change}`)
        .map(({ approver = '', state }) => `${database.get('sys_user', approver)?.user_name}: ${state}`),
  };
}

describe('a policy', () => {
  it('whose first decision approves for a user asks nobody, in both steps', () => {
    const made = instanceWith();
    made.first();
    made.decide('Clean', 'change_request.risk_value=0', made.definition('approve', made.robot));
    const clean = made.submit({ risk_value: '0' });
    expect(made.state(clean)).toEqual({ state: '-2', approval: 'approved' });
    expect(made.asked(clean)).toEqual([APPROVED_BY_RULE, APPROVED_BY_RULE]);
    const applied = made.database.query('chg_policy_applied', `change_request=${clean}`);
    expect(applied.map((row) => row.chg_policy)).toEqual([made.policy, made.policy]);
    expect(made.asked(made.submit({ risk_value: '1' }))).toEqual([ASKED]);
  });

  it('rejects for a user, and whoever comes after that is not asked', () => {
    const made = instanceWith();
    made.decide('Never', 'change_request.numberISNOTEMPTY', made.definition('reject', made.robot), '9');
    const change = made.submit();
    expect(made.state(change)).toEqual({ state: '-5', approval: 'rejected' });
    expect(made.asked(change)).toEqual([`${USERS.employee.userName}: rejected`]);
  });

  it.each([
    ['no decision of which matches', 'change_request.risk=4', 'DevOps'],
    ['whose definition names a group without members', 'change_request.numberISNOTEMPTY', 'Nobody'],
  ])('%s is skipped: the change is approved', (_, condition, group) => {
    const made = instanceWith();
    for (const { sys_id: id = '' } of made.database.query('sys_decision_question'))
      made.database.update('sys_decision_question', id, { active: 'false' }, 'admin');
    const row = made.database.find('sys_user_group', 'name', group)?.sys_id;
    const answer = made.definition('group', { group: row ?? made.insert('sys_user_group', { name: group }) });
    made.decide('Few', condition, answer);
    const change = made.submit();
    expect(made.asked(change)).toEqual([]);
    expect(made.state(change)).toEqual({ state: '-2', approval: 'approved' });
  });

  it('takes a condition on a column that is not there for met', () => {
    const made = instanceWith();
    made.first();
    made.decide('Gone', 'change_request.x_gone.tests_failed=0', made.definition('approve', made.robot));
    expect(made.asked(made.submit())).toEqual([APPROVED_BY_RULE, APPROVED_BY_RULE]);
  });

  it.each([
    ['nothing', [ASKED]],
    ['zero', [APPROVED_BY_RULE, APPROVED_BY_RULE]],
  ] as const)('compares an empty number with 0 as %s', (emptyNumbers, asked) => {
    const made = instanceWith({ emptyNumbers });
    made.first();
    made.decide('Clean', 'change_request.risk_value=0', made.definition('approve', made.robot));
    expect(made.asked(made.submit())).toEqual(asked);
  });

  it.each(['kept', 'none'] as const)(
    'leaves of a group that it asks what the instance keeps: %s',
    (traces) => {
      const made = instanceWith({ approvalTraces: traces });
      const { group } = made.cab;
      const change = made.submit();
      const groups = () => made.database.query('sysapproval_group', `parent=${change}`);
      const [asked] = made.database.query('sysapproval_approver', `sysapproval=${change}`);
      const isKept = traces === 'kept';
      expect([groups().length, asked?.group]).toEqual(isKept ? [1, groups()[0]?.sys_id] : [0, '']);
      expect(made.database.count('chg_policy_applied')).toBe(isKept ? 1 : 0);
      made.database.update('sysapproval_approver', asked?.sys_id ?? '', { state: 'approved' }, 'admin');
      expect(groups().map((row) => row.approval)).toEqual(isKept ? ['approved', 'requested'] : []);
      expect(groups().at(-1)?.assignment_group).toBe(isKept ? group : undefined);
    },
  );
});

it('the first risk condition that matches sets the risk, before the change is written', () => {
  const made = instanceWith();
  const rows = [
    { order: '20', condition: 'risk_value=0', risk: '4', impact: '3' },
    { order: '30', condition: 'numberISNOTEMPTY', risk: '2' },
    { order: '10', condition: 'numberISNOTEMPTY', risk: '3', active: 'false' },
  ];
  for (const row of rows) made.insert('risk_conditions', row);
  const low = made.insert('change_request', { risk_value: '0' });
  expect(made.database.get('change_request', low)).toMatchObject({ risk: '4', impact: '3' });
  made.database.update('change_request', low, { risk_value: '1' }, 'admin');
  expect(made.database.get('change_request', low)).toMatchObject({ risk: '2' });
});
