/** Nobody decides about a clean change: a policy of the instance does, by its evidence, and asks people about the other one. */
import { Admin, RULE_USER } from '../environment/approval-policies.ts';
import type { TestEnvironment } from '../environment/environment.ts';
import type { CiHarness, GatedBuild } from '../gate/harness.ts';
import { CLEAN, FAILING, startTested } from '../gate/tested.ts';
import type { Ending } from './report.ts';
import { stateLabel } from './stories.ts';
import type { Terminal } from './terminal.ts';

export const RULE_TITLE =
  'A rule decides by the evidence: clean changes are approved, and people asked about the others';

/** As docs/approval-by-rule.md tells an admin: one that asks nothing about reviews, of which Codefresh tells none. */
export function installRule({ sandbox }: TestEnvironment): void {
  new Admin(sandbox.serviceNow).installPolicy('Policy 3');
}

/** Runs a clean build and one with a failing test on one CI, and reports what happens. */
export async function reportRule(
  ci: CiHarness,
  testEnv: TestEnvironment,
  terminal: Terminal,
): Promise<Ending[]> {
  const clean = await start(ci, testEnv, CLEAN);
  terminal.say(ci.name, 'starts a pipeline whose tests pass');
  await clean.ended;
  const approved = told(clean, testEnv);
  terminal.say(
    'ServiceNow',
    `approves ${approved.number} by the rule ${approved.rules} (${approved.evidence}): nobody is asked`,
  );
  const failing = await start(ci, testEnv, FAILING);
  terminal.say(ci.name, 'starts a pipeline with a failing test');
  await failing.paused;
  const asked = told(failing, testEnv);
  terminal.say('ServiceNow', `asks people about ${asked.number}, by ${asked.rules} (${asked.evidence})`);
  terminal.say('a person', `rejects ${asked.number} ("Mend the test first")`);
  testEnv.sandbox.serviceNow.reject(asked.number, 'Mend the test first');
  await failing.ended;
  await testEnv.sandbox.serviceNow.idle();
  return [
    judge(ci, clean, told(clean, testEnv), { deployed: true, state: 'Closed', asked: RULE_USER }),
    judge(ci, failing, told(failing, testEnv), { deployed: false, state: 'New', asked: 'people' }),
  ];
}

function start(ci: CiHarness, testEnv: TestEnvironment, junit: string): Promise<GatedBuild> {
  return startTested(ci, testEnv.sandbox, testEnv.inputs(ci), junit);
}

interface Told {
  readonly number: string;
  /** State of the change, as people see it. */
  readonly state: string;
  readonly evidence: string;
  /** The decisions of the policy that applied. */
  readonly rules: string;
  /** The user for whom rules approve, where nobody else was asked; `people` else. */
  readonly asked: string;
}

/** What the instance says of the change of a build. */
function told({ id }: GatedBuild, { sandbox }: TestEnvironment): Told {
  const { database, userActions } = sandbox.serviceNow;
  const number = database.find('x_change_gate_registration', 'build_id', id)?.change_number ?? '';
  const change = userActions.change(number);
  const row = database.get('x_change_gate_evidence', change.x_change_gate_evidence ?? '') ?? {};
  const applied = database.query('chg_policy_applied', `change_request=${change.sys_id}`);
  const rules = applied.map(
    ({ sys_decision_question: rule = '' }) => database.get('sys_decision_question', rule)?.label ?? '',
  );
  const approvers = database
    .query('sysapproval_approver', `sysapproval=${change.sys_id}`)
    .map(({ approver = '' }) => database.get('sys_user', approver)?.user_name ?? '');
  return {
    number,
    state: stateLabel(database, change),
    evidence: `${row.tests_total} tests, ${row.tests_failed} failed, ${row.findings_high} high findings`,
    rules: [...new Set(rules)].map((rule) => `"${rule}"`).join(' and '),
    asked: approvers.length > 0 && approvers.every((name) => name === RULE_USER) ? RULE_USER : 'people',
  };
}

function judge(
  ci: CiHarness,
  build: GatedBuild,
  { number, state, asked }: Told,
  must: { readonly deployed: boolean; readonly state: string; readonly asked: string },
): Ending {
  const { succeeded, deployed, log } = build.view();
  const good =
    succeeded === must.deployed && deployed === must.deployed && state === must.state && asked === must.asked;
  const verdict = [
    `${ci.name} ${succeeded ? 'succeeded' : 'stopped'}, ${deployed ? 'deployed' : 'not deployed'}`,
    asked === RULE_USER ? 'approved by rule' : 'people were asked',
    `${number} in ${state}.`,
  ].join('; ');
  return { good, verdict, log };
}
