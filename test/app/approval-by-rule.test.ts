/** The policies of `docs/approval-by-rule.md` decide from the evidence row alone: what they approve, and what they do not. */
import { type Behaviours, type Row, USERS } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { Admin, POLICIES, type PolicyName, RULE_USER, rowsOf } from '../environment/approval-policies.ts';
import { type App, startApp } from './app.ts';
import { CLEAN, mutations } from './clean-evidence.ts';

const EVIDENCE = 'x_change_gate_evidence';
const RULE = `${RULE_USER}: approved`;
const BY_RULE = [RULE, RULE];
const TEAM = [`${USERS.teamMember.userName}: requested`];
const CAB = [`${USERS.changeManager.userName}: requested`];
/** The one member of the security team. */
const SECURITY = [`${USERS.employee.userName}: requested`];

let app: App;
let admin: Admin;
let copies = 0;
afterEach(() => app.close());

async function start(behaviours: Partial<Behaviours> = {}): Promise<void> {
  app = await startApp(1, behaviours);
  admin = new Admin(app.sandbox.serviceNow);
}

const database = () => app.sandbox.serviceNow.database;

/** A normal change of the team DevOps, in New. @returns its sys_id */
function openChange(): string {
  return admin.insert('change_request', { type: 'normal', short_description: 'Globex to QA' });
}

/** Gives a change its row, as the app does. @param evidence `null` for none */
function record(change: string, evidence: Row | null): void {
  if (evidence === null) return;
  copies += 1;
  const { number = '' } = database().get('change_request', change) ?? {};
  const row = { ...evidence, change, change_number: number, digest: String(copies) };
  database().update('change_request', change, { [EVIDENCE]: admin.insert(EVIDENCE, row) }, 'system');
}

function submit(change: string): string[] {
  database().update('change_request', change, { state: '-4' }, USERS.integration.userName);
  return asked(change);
}

function asked(change: string): string[] {
  return database()
    .query('sysapproval_approver', `sysapproval=${change}^ORDERBYsys_created_on`)
    .map(({ approver = '', state }) => `${database().get('sys_user', approver)?.user_name}: ${state}`);
}

/** Asks for the approval of a change with this evidence. @returns who was asked, and what has become of it */
function decide(evidence: Row | null): string[] {
  const change = openChange();
  record(change, evidence);
  const found = submit(change);
  const { state, approval } = database().get('change_request', change) ?? {};
  const isByRule = found.every((one) => one === RULE);
  expect([state, approval]).toEqual(isByRule ? ['-2', 'approved'] : ['-4', 'requested']);
  return found;
}

/** The columns of a row that hold a number or a choice. */
const counted = () =>
  [...(database().table(EVIDENCE)?.columns.values() ?? [])].filter(
    ({ name, type, choices }) =>
      !name.startsWith('sys_') && (type === 'integer' || type === 'decimal' || choices.length > 0),
  );

describe.each(POLICIES)('%s', (policy: PolicyName) => {
  const approving = () => rowsOf(policy).filter(({ answer }) => answer === 'Approved by rule');

  it.each(['nothing', 'zero'] as const)(
    'approves clean evidence by rule, and nothing else, where an empty number is %s',
    async (emptyNumbers) => {
      await start({ emptyNumbers });
      admin.installPolicy(policy);
      expect(decide(CLEAN)).toEqual(BY_RULE);
      expect(decide(null)).toEqual(TEAM);
      expect(approving()).toHaveLength(1);
      const read = new Set(approving().flatMap((row) => [...admin.columnsRead(row)]));
      for (const { name, choices } of counted()) {
        const [bad, good] = mutations(
          name,
          choices.map(({ value }) => value),
        );
        const values = read.has(name) ? bad : [...bad, ...good, '7', ''];
        if (read.has(name)) expect(values.length, name).toBeGreaterThan(1);
        for (const value of values) {
          const found = decide({ ...CLEAN, [name]: value });
          if (read.has(name)) expect(found, `${name}=${value}`).not.toContain(RULE);
          else expect(found, `${name}=${value}`).toEqual(BY_RULE);
        }
        if (read.has(name))
          for (const value of good) expect(decide({ ...CLEAN, [name]: value })).toEqual(BY_RULE);
      }
      expect([...read].filter((name) => !counted().some((column) => column.name === name))).toEqual([]);
    },
  );

  it('asks people where every test was left out', async () => {
    await start();
    admin.installPolicy(policy);
    expect(decide({ ...CLEAN, tests_passed: '0', tests_skipped: '412' })).toEqual(TEAM);
  });

  it('ends with a row that asks a group about whatever comes to it', async () => {
    await start();
    admin.installPolicy(policy);
    expect(rowsOf(policy).at(-1)).toMatchObject({ label: 'Otherwise', answer: 'CAB Approval' });
    for (const label of [
      'Assess Technical Approvals',
      'Requires CAB Approval',
      'Low Risk Manager approval',
    ]) {
      const { sys_id: row = '' } = database().find('sys_decision_question', 'label', label) ?? {};
      database().update('sys_decision_question', row, { active: 'false' }, 'admin');
    }
    for (const evidence of [null, {}, { ...CLEAN, tests_failed: '1' }]) expect(decide(evidence)).toEqual(CAB);
  });

  it('asks people about evidence of another change, and where the app is gone', async () => {
    await start();
    admin.installPolicy(policy);
    const [other, change] = [openChange(), openChange()];
    record(other, CLEAN);
    const row = database().get('change_request', other)?.[EVIDENCE] ?? '';
    database().update('change_request', change, { [EVIDENCE]: row }, USERS.changeManager.userName);
    expect(submit(change)).toEqual(TEAM);
    expect(submit(other)).toEqual(BY_RULE);

    const rows = database().query('sys_decision_question', 'ORDERBYorder');
    for (const { sys_id: id = '', condition = '' } of rows) {
      const gone = condition.replaceAll(EVIDENCE, 'x_change_gate_gone');
      database().update('sys_decision_question', id, { condition: gone }, 'admin');
    }
    expect(decide(CLEAN)).toEqual(CAB);
  });
});

it.each([
  { approvalRequests: 'later' },
  { approvalBetweenSteps: 'requested' },
  { approvalBetweenSteps: 'notRequested' },
  { approvalTraces: 'none' },
] as const)('a policy decides the same where the instance is another: %o', async (behaviours) => {
  await start(behaviours);
  admin.installPolicy('Policy 1');
  const [clean, failing] = [openChange(), openChange()];
  record(clean, CLEAN);
  record(failing, { ...CLEAN, tests_failed: '1' });
  for (const change of [clean, failing]) submit(change);
  await app.pass(1);
  expect([asked(clean), asked(failing)]).toEqual([BY_RULE, TEAM]);
  expect(database().get('change_request', clean)).toMatchObject({ state: '-2', approval: 'approved' });
});

it('findings are asked about of those who know them, once', async () => {
  await start();
  admin.installPolicy('Policy 3');
  for (const found of ['findings_critical', 'findings_high'])
    expect(decide({ ...CLEAN, [found]: '2' })).toEqual(SECURITY);
  expect(decide({ ...CLEAN, findings_high: '2', tests_failed: '1' })).toEqual(TEAM);
  const change = openChange();
  record(change, { ...CLEAN, findings_high: '2' });
  submit(change);
  const { number = '' } = database().get('change_request', change) ?? {};
  app.sandbox.serviceNow.approve(number, USERS.employee.userName);
  expect(asked(change)).toEqual([`${USERS.employee.userName}: approved`, ...CAB]);
});

it('without its last row, and those of the base system, a policy approves whatever it does not match', async () => {
  await start();
  admin.installPolicy('Policy 1', ['Otherwise']);
  for (const { sys_id: id = '' } of database().query('sys_decision_question', 'order>=100'))
    database().update('sys_decision_question', id, { active: 'false' }, 'admin');
  const change = openChange();
  record(change, { ...CLEAN, tests_failed: '1' });
  expect(submit(change)).toEqual([]);
  const { number = '', state } = database().get('change_request', change) ?? {};
  expect(state).toBe('-2');
  const build = await app.pausedBuild();
  const registration = await app.register(number, build);
  app.implement(number);
  await app.idle();
  expect(app.registration(registration).reason).toBe(
    `${number} is in Implement; nobody was asked to approve it`,
  );
});

it.each([
  ['kept', ' "Clean evidence" of Normal Change Policy'],
  ['none', ''],
] as const)(
  'a build is told by which rule, where what the policy leaves is %s',
  async (approvalTraces, rule) => {
    await start({ approvalTraces });
    admin.installPolicy('Policy 1');
    const change = openChange();
    const { number = '' } = database().get('change_request', change) ?? {};
    const build = await app.pausedBuild();
    const registration = await app.register(number, build);
    record(change, CLEAN);
    submit(change);
    app.implement(number);
    await app.idle();
    expect(app.decisions(build)).toEqual(['approved']);
    const reason = `${number} is in Implement; approved by rule${rule} for Approval Rule`;
    expect(app.registration(registration).reason).toBe(reason);
    expect(app.notes(number).at(-1)).toContain(`Told Sandbox to go on: ${reason} (`);

    const asking = openChange();
    const waiting = database().get('change_request', asking)?.number ?? '';
    const second = await app.register(waiting, await app.pausedBuild());
    submit(asking);
    await app.idle();
    const who = approvalTraces === 'kept' ? 'DevOps (1 person), asked by rule "Assess' : 'Tina Team-Member';
    expect(app.registration(second).reason).toContain(
      `${waiting} is in Assess: not approved yet; waits for ${who}`,
    );
    app.sandbox.serviceNow.reject(waiting, 'Not on a Friday');
    await app.idle();
    const by = approvalTraces === 'kept' ? 'Tina Team-Member (DevOps)' : 'Tina Team-Member';
    expect(app.registration(second).reason).toBe(
      `${waiting} was rejected; rejected by ${by}: "Not on a Friday"`,
    );
  },
);

it.each(['nothing', 'zero'] as const)(
  'the risk follows from the evidence, where an empty number is %s',
  async (emptyNumbers) => {
    await start({ emptyNumbers });
    admin.installRiskConditions();
    const risk = (evidence: Row | null) => {
      const change = openChange();
      record(change, evidence);
      return database().get('change_request', change)?.risk;
    };
    const [, clean] = rowsOf('A risk condition');
    expect(risk(null)).toBe('');
    expect(risk(CLEAN)).toBe('4');
    for (const worse of [{ tests_passed: '0', tests_skipped: '412' }, { findings_unknown: '1' }])
      expect(risk({ ...CLEAN, ...worse })).toBe('2');
    for (const column of clean === undefined ? [] : admin.columnsRead(clean)) {
      const choices = database().table(EVIDENCE)?.columns.get(column)?.choices ?? [];
      const [bad] = mutations(
        column,
        choices.map(({ value }) => value),
      );
      for (const value of bad) expect(risk({ ...CLEAN, [column]: value }), `${column}=${value}`).toBe('2');
    }
    for (const { sys_id: id = '', condition = '' } of database().query('risk_conditions')) {
      const gone = condition.replaceAll(EVIDENCE, 'x_change_gate_gone');
      database().update('risk_conditions', id, { condition: gone }, 'admin');
    }
    expect(risk(CLEAN)).toBe('2');
  },
);
