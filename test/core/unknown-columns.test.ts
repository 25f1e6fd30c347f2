/** A column of an approved change that is absent, empty, null, or holds something else: nothing of that passes for good. */
import type { BuildContext } from '@change-gate/core';
import { USERS } from '@change-gate/sandbox';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Inputs, Instance } from './instance.ts';

const TABLE = '/api/now/table/change_request';

/** Asks for all that a policy may ask for. */
const STRICT: Inputs = { 'window-policy': 'enforce', 'conflict-policy': 'reject' };

type Answer = Readonly<Record<string, unknown>>;

let instance: Instance;
let build: BuildContext;
/** The change as the instance shows it to the integration user: approved, in Implement and in its window. */
let shown: Answer;

beforeAll(async () => {
  instance = await Instance.start({ start: new Date('2026-03-01T12:00:00Z') });
  const { serviceNow } = instance;
  build = instance.newBuild();
  const data = '{"short_description": "Globex deployment", "cmdb_ci": "globex-web"}';
  const window = { 'planned-start': 'now', 'planned-end': '+2h' };
  expect(await instance.run('open', { data, ...window, ...STRICT }, build)).toMatchObject({ exitCode: 0 });
  const number = instance.changesOf(build)[0]?.number ?? '';
  serviceNow.approveAll(number);
  serviceNow.move(number, 'Implement');
  await serviceNow.idle();
  const { userName, password } = USERS.integration;
  const response = await fetch(`${serviceNow.url}${TABLE}?number=${number}&sysparm_display_value=all`, {
    headers: { authorization: `Basic ${btoa(`${userName}:${password}`)}`, accept: 'application/json' },
  });
  const { result } = (await response.json()) as { result: Answer[] };
  shown = result[0] ?? {};
});
afterEach(() => instance.serviceNow.faults.clear());
afterAll(() => instance.close());

/** An operation, where the instance answers with this row in place of its own. */
function runOn(row: Answer, operation: 'verify' | 'status', inputs: Inputs) {
  const body = JSON.stringify({ result: [row] });
  instance.serviceNow.faults.inject({ effect: { kind: 'status', status: 200, body }, path: TABLE, times: 1 });
  return instance.run(operation, inputs, build);
}

const without = (column: string): Answer => {
  const { [column]: _hidden, ...rest } = shown;
  return rest;
};
const withValue = (column: string, value: unknown): Answer => ({
  ...shown,
  [column]: { display_value: value, value },
});

it('an approved change passes with one request, and its own row is what the table below is made of', async () => {
  expect(await instance.run('verify', STRICT, build)).toMatchObject({
    exitCode: 0,
    requests: [`GET ${TABLE}`],
  });
  expect(await runOn(shown, 'verify', STRICT)).toMatchObject({ exitCode: 0 });
});

const ABSENT = (column: string) =>
  new RegExp(
    `change_request\\.${column} could not be read .*let the integration user read it.*\\[COLUMN_UNREADABLE\\]`,
  );

it.each([
  ...['active', 'on_hold', 'approval', 'conflict_status', 'start_date', 'end_date'].map(
    (column) => [column, ABSENT(column)] as const,
  ),
  ['sys_id', /\(sys_id\).*\[UNEXPECTED_ANSWER\]/],
  ['number', /\(number\).*\[UNEXPECTED_ANSWER\]/],
  ['state', /\(state\).*\[UNEXPECTED_ANSWER\]/],
  ['correlation_id', /\(correlation_id\).*\[UNEXPECTED_ANSWER\]/],
  ['sys_created_by', /change_request\.sys_created_by.*\[CHANGE_NOT_OURS\]/],
] as const)('without %s, verify fails and names it', async (column, words) => {
  const ran = await runOn(without(column), 'verify', STRICT);
  expect(ran).toMatchObject({ exitCode: 1, requests: [`GET ${TABLE}`] });
  expect(ran.log).toMatch(words);
});

const MISSING = /its window is enforced: set what is missing on the change.*\[NOT_APPROVED\]/;
const NOT_CHECKED =
  /has not been checked for schedule conflicts .*run Check Conflicts on it.*\[NOT_APPROVED\]/;
const NOT_APPROVED =
  /but its approval is .*not "approved": have it approved, or set approval-policy.*\[NOT_APPROVED\]/;

it.each([
  ['on_hold', ['', null, 'Yes', 'On hold'], ABSENT('on_hold')],
  ['on_hold', ['true', 'True', '1', 1, true], /is on hold.*\[NOT_APPROVED\]/],
  ['active', ['', null, 'Active'], ABSENT('active')],
  ['active', ['false', 'False', '0', 0, false], /is over \(Implement\).*\[NOT_APPROVED\]/],
  ['approval', ['', null, 'Approved', 'not requested', 'requested', 'not_required', 1], NOT_APPROVED],
  ['conflict_status', ['', null, 'Not Run', 'no conflict', 'No conflicts', 0], NOT_CHECKED],
  ['start_date', ['', null, '12/24/2026 10:00 PM', '2026-03-01', 0], MISSING],
  ['end_date', ['', null, '12/24/2026 10:00 PM', '2026-03-01T14:00:00Z', 0], MISSING],
  [
    'state',
    ['', null, 'Implement', 'implement', 1],
    /not yet in a state that lets the build go on.*\[NOT_APPROVED\]/,
  ],
] as const)('%s with one of %j does not pass', async (column, values, words) => {
  for (const value of values) {
    const ran = await runOn(withValue(column, value), 'verify', STRICT);
    expect(ran, String(value)).toMatchObject({ exitCode: 1 });
    expect(ran.log, String(value)).toMatch(words);
  }
});

it.each(['active', 'on_hold', 'approval', 'conflict_status', 'start_date', 'end_date', 'state'])(
  '%s of another type is no answer',
  async (column) => {
    for (const value of [['No Conflict'], { value: 'approved' }]) {
      const ran = await runOn(withValue(column, value), 'verify', STRICT);
      expect(ran).toMatchObject({ exitCode: 1 });
      expect(ran.log).toMatch(new RegExp(`\\(${column}\\.(value|display_value).*\\[UNEXPECTED_ANSWER\\]`));
    }
  },
);

it('status says what is missing, and fails on nothing', async () => {
  const ran = await runOn(without('on_hold'), 'status', {});
  expect(ran).toMatchObject({ exitCode: 0, outputs: { decision: 'pending' } });
  expect(ran.outputs?.reason).toContain('change_request.on_hold could not be read');
});

it.each([
  ['conflict_status', {}],
  ['start_date', {}],
  ['end_date', {}],
  ['approval', { 'approval-policy': 'state' }],
])(
  '%s need not be there where neither the policy nor the one that open left asks for it',
  async (column, policy) => {
    const row = { ...without(column), correlation_display: { display_value: '', value: '' } };
    expect(await runOn(row, 'verify', policy)).toMatchObject({
      exitCode: 0,
      outputs: { decision: 'approved' },
    });
  },
);

it.each([
  [{}],
  [{ 'planned-start': 'now' }],
  [{ data: 'start_date: 2026-03-01 12:00:00\nend_date: 12/24/2026 10:00 PM' }],
])('open creates nothing for a window that is enforced and not there: %j', async (inputs) => {
  const other = instance.newBuild();
  const ran = await instance.run('open', { 'window-policy': 'enforce', ...inputs }, other);
  expect(ran).toMatchObject({ exitCode: 1, requests: [] });
  expect(ran.log).toContain('[INVALID_INPUT]');
});

it('open says so where the instance has dropped the window', async () => {
  const keep = instance.serviceNow.rules.ignore({
    table: 'change_request',
    operations: ['insert'],
    fields: ['end_date'],
  });
  const window = { 'planned-start': 'now', 'planned-end': '+2h', 'window-policy': 'enforce' };
  const ran = await instance.run('open', window, instance.newBuild());
  keep();
  expect(ran).toMatchObject({ exitCode: 0, outputs: { decision: 'pending' } });
  expect(ran.log).toMatch(/WARNING CHG\d+ has no planned end \(end_date\), and its window is enforced/);
});

it('conflicts that the API has never looked for are not known to be none', async () => {
  const other = instance.newBuild();
  await instance.run('open', {}, other);
  const number = instance.changesOf(other)[0]?.number ?? '';
  instance.serviceNow.approveAll(number);
  instance.serviceNow.move(number, 'Implement');
  const ran = await instance.run('verify', { 'conflict-policy': 'wait', 'conflict-check': 'true' }, other);
  expect(ran).toMatchObject({ exitCode: 1, outputs: { decision: 'pending' } });
  expect(ran.log).toMatch(NOT_CHECKED);
});
