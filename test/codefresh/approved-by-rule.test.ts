/** Whole builds with real reports and a real checkout, under a policy of `docs/approval-by-rule.md`: who decides, by what they tell. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Build, USERS } from '@change-gate/sandbox';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { Admin, RULE_USER } from '../environment/approval-policies.ts';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { codefresh } from '../gate/codefresh.ts';
import { STEP_TYPE } from '../gate/references.ts';
import { approveAndImplement, changeNumber, stepStatus, variables } from './builds.ts';

const CLEAN_JUNIT = '<testsuite><testcase name="pays"/><testcase name="ships"></testcase></testsuite>';
const FAILING_JUNIT = CLEAN_JUNIT.replace('"ships">', '"ships"><failure/>');
const SARIF = '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"scan"}},"results":[]}]}';
const REPORTS = 'TEST_REPORTS: junit.xml, SECURITY_REPORTS: scan.sarif';

let testEnv: TestEnvironment;
let repository: string;
let base: string;
let head: string;

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  testEnv.listServer(codefresh);
  // The policy that asks nothing about reviews: Codefresh tells of none.
  new Admin(testEnv.sandbox.serviceNow).installPolicy('Policy 3');
  repository = mkdtempSync(join(tmpdir(), 'change-gate-repository-'));
  git('init', '--quiet');
  base = commit('SHOP-1 Add the checkout');
  head = commit('SHOP-2 Fix the checkout');
});
afterAll(async () => {
  rmSync(repository, { recursive: true });
  await testEnv.close();
});

function git(...args: string[]): string {
  const who = ['-c', 'user.name=Dev Eloper', '-c', 'user.email=dev@example.com'];
  return execFileSync('git', ['-C', repository, ...who, ...args], { encoding: 'utf8' }).trim();
}

function commit(title: string): string {
  git('commit', '--quiet', '--allow-empty', '--message', title);
  return git('rev-parse', 'HEAD');
}

/** @param given arguments of `open` that name the evidence */
function start(title: string, junit: string, given: string): Build {
  const pipeline = `
version: '1.0'
steps:
  test:
    image: alpine
    commands:
      - git clone --quiet ${repository} $CF_REPO_NAME && cd $CF_REPO_NAME
      - printf '%s' '${junit}' > junit.xml
      - printf '%s' '${SARIF}' > scan.sarif
  open_change:
    type: ${STEP_TYPE}
    arguments: {OPERATION: open, IMPLEMENT: true, DATA: '{"short_description": "${title}"}', ${given}}
  wait_for_approval: {type: pending-approval}
  verify_change: {type: ${STEP_TYPE}, arguments: {OPERATION: verify, IMPLEMENT: true}}
  deploy: {image: alpine, commands: [echo deployed]}
  close_change: {type: ${STEP_TYPE}, arguments: {OPERATION: close, OUTCOME: success}}
`;
  return testEnv.sandbox.codefresh.run(pipeline, { variables: variables(testEnv), git: { revision: head } });
}

function asked(title: string): string[] {
  const { database } = testEnv.sandbox.serviceNow;
  const number = changeNumber(testEnv, title);
  return database
    .query('sysapproval_approver', `sysapproval.number=${number}^ORDERBYsys_created_on`)
    .map(({ approver = '', state }) => `${database.get('sys_user', approver)?.user_name}: ${state}`);
}

it('a clean build is approved by rule, and deploys with no person, also where who wrote it may not approve it', async () => {
  const build = start('Clean', CLEAN_JUNIT, `${REPORTS}, SINCE: ${base}, SEPARATION: deny`);
  // It is approved before it stands at its gate: ServiceNow asks again until it does.
  await testEnv.hurryUntil(build.finished);
  await testEnv.settled();
  expect([build.status, stepStatus(build, 'deploy')], build.log).toEqual(['success', 'success']);
  expect(asked('Clean')).toEqual([`${RULE_USER}: approved`, `${RULE_USER}: approved`]);
  const number = changeNumber(testEnv, 'Clean');
  expect(testEnv.sandbox.serviceNow.userActions.change(number)).toMatchObject({
    state: '3',
    close_code: 'successful',
  });
  const rule = `approved by rule "Clean evidence" of Normal Change Policy for Approval Rule`;
  expect(build.log).toContain(`${number} is in Scheduled (${rule}): the build may go on.`);
  const told = testEnv.sandbox.codefresh.annotations(build.id).map(({ value }) => value);
  expect(told).toContainEqual(expect.stringContaining(`approved: ${number} is in Scheduled; ${rule}`));
  expect(checkOf(number)).toContain('approved by rule, and by no person (separation of duties: separate)');
});

it.each([
  ['an approver', USERS.teamMember, 'Dev Eloper (an author) of what is deployed (NOT_SEPARATE)', false],
  ['somebody else', USERS.employee, 'who did not write, merge or start it', true],
])(
  'a build that %s wrote, and people approved, under separation: deny',
  async (who, author, said, passes) => {
    const { database } = testEnv.sandbox.serviceNow;
    const { sys_id: user = '' } = database.find('sys_user', 'user_name', author.userName) ?? {};
    database.update('sys_user', user, { email: 'dev@example.com' }, 'admin');
    // Who started it: Codefresh tells a login alone.
    const { sys_id: entered = '' } = database.insert(
      'x_change_gate_person',
      { ci: 'codefresh', login: 'dev', user },
      'admin',
    );
    onTestFinished(() => {
      database.delete('x_change_gate_person', entered, 'admin');
      database.update('sys_user', user, { email: '' }, 'admin');
    });
    const title = `Written by ${who}`;
    const build = start(title, FAILING_JUNIT, `${REPORTS}, SINCE: ${base}, SEPARATION: deny`);
    await build.paused;
    await testEnv.settled();
    const number = changeNumber(testEnv, title);
    approveAndImplement(testEnv, number);
    await testEnv.settled();
    await build.finished;
    expect(stepStatus(build, 'deploy') === 'success', build.log).toBe(passes);
    expect(build.log.includes('[NOT_SEPARATE]')).toBe(!passes);
    expect(checkOf(number)).toContain(said);
  },
);

/** The work note of the check before the deployment. */
function checkOf(number: string): string {
  const { database } = testEnv.sandbox.serviceNow;
  const { sys_id: change } = testEnv.sandbox.serviceNow.userActions.change(number);
  const notes = database.query('sys_journal_field', `element_id=${change}`).map(({ value = '' }) => value);
  return notes.filter((note) => / (?:may|must not) deploy/.test(note)).join('\n');
}

/** Each as it stands in the row, so that nothing else is why a person is asked. */
it.each([
  ['A failing test', FAILING_JUNIT, REPORTS, { tests_status: 'complete', tests_failed: '1' }],
  [
    'A report that is cut off',
    CLEAN_JUNIT.slice(0, 60),
    REPORTS,
    { tests_status: 'unreadable', tests_failed: '' },
  ],
  [
    'A report that is missing',
    CLEAN_JUNIT,
    REPORTS.replace('junit', 'no-such'),
    { tests_status: 'unreadable' },
  ],
  ['A report without tests', '<testsuite/>', REPORTS, { tests_status: 'none', tests_total: '' }],
  ['No security report', CLEAN_JUNIT, 'TEST_REPORTS: junit.xml', { security_status: 'not_given' }],
  ['No report', CLEAN_JUNIT, '', { tests_status: 'not_given', security_status: 'not_given' }],
])('%s: a person is asked', async (title, junit, reports, row) => {
  const build = start(title, junit, [reports, `SINCE: ${base}`].filter(Boolean).join(', '));
  await build.paused;
  await testEnv.settled();
  const number = changeNumber(testEnv, title);
  expect(asked(title), build.log).toEqual([`${USERS.teamMember.userName}: requested`]);
  const { database } = testEnv.sandbox.serviceNow;
  expect(database.query('x_change_gate_evidence', `change_number=${number}`)).toMatchObject([
    { changes_status: 'known', direction: 'ahead', ...row },
  ]);
  testEnv.sandbox.serviceNow.reject(number, 'Not like this');
  await build.finished;
  expect(stepStatus(build, 'deploy')).not.toBe('success');
});
