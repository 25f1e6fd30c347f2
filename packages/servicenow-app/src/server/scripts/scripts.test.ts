/** The scripts of rules, jobs, buttons and REST resources, each as the platform starts it. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  BUILD,
  CI,
  Codefresh,
  dueRegistration,
  listServer,
  openChange,
  REGISTRATION,
  registrationOf,
} from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import type { Row } from '../../../test/instance/tables.ts';

let instance: TestInstance;
let server: string;
let change: string;
beforeEach(() => {
  instance = startInstance();
  instance.server = new Codefresh().answer;
  server = listServer(instance);
  change = openChange(instance);
  vi.resetModules();
});

const status = (sysId: string) => instance.row(REGISTRATION, sysId).status;

/** Runs a script with what the platform hands it. */
function run(script: () => Promise<unknown>, given: Readonly<Record<string, unknown>>): Promise<unknown> {
  for (const [name, value] of Object.entries(given)) vi.stubGlobal(name, value);
  return script();
}

it('an event delivers its registration', async () => {
  const [sysId, other] = [
    dueRegistration(instance, change, server),
    dueRegistration(instance, change, server),
  ];
  await run(() => import('./action-deliver.ts'), { event: { parm1: sysId, parm2: other } });
  expect([status(sysId), status(other)]).toEqual(['delivered', 'due']);
});

it('an event reports its registration', async () => {
  const target = JSON.stringify({ way: 'protection-rule', environment: 'prod' });
  const github = { ci: 'github', target, reason: 'CHG0030001 is in Assess' };
  const sysId = registrationOf(instance, change, server, github);
  instance.server = () => ({ status: 200, body: '[{"environment":{"id":1,"name":"prod"}}]' });
  await run(() => import('./action-progress.ts'), { event: { parm1: sysId, parm2: '' } });
  expect(instance.tables.all('x_change_gate_report')).toMatchObject([
    { registration: sysId, outcome: 'delivered' },
  ]);
});

it('a flow calls back', async () => {
  const sysId = registrationOf(instance, change, server);
  const inputs = { registration: sysId, decision: 'denied', reason: 'was stopped' };
  await run(() => import('./flow-call-back.ts'), { inputs });
  expect(instance.row(REGISTRATION, sysId)).toMatchObject({
    decision: 'denied',
    reason: 'CHG0030001 was stopped',
  });
});

it('a change that was written is evaluated', async () => {
  const sysId = registrationOf(instance, change, server);
  await run(() => import('./rule-change-written.ts'), { current: { getUniqueValue: () => change } });
  expect(status(sysId)).toBe('due');
});

it('the jobs sweep and clean up', async () => {
  const sysId = dueRegistration(instance, change, server, { next_attempt: instance.time(-60) });
  const old = registrationOf(instance, change, server, { ended_at: instance.time(-400 * 86_400) });
  await run(() => import('./job-sweep.ts'), {});
  await run(() => import('./job-retention.ts'), {});
  await run(() => import('./job-build-end.ts'), {});
  expect(status(sysId)).toBe('delivered');
  expect(instance.tables.get(REGISTRATION, old)).toBeUndefined();
});

it.each([
  ['retries', () => import('./ui-action-retry.ts'), 'refused', 'due'],
  ['withdraws', () => import('./ui-action-withdraw.ts'), 'waiting', 'withdrawn'],
] as const)('a button %s, and stays at the form', async (_does, script, before, after) => {
  const sysId = registrationOf(instance, change, server, { status: before });
  const current = instance.record(REGISTRATION, sysId);
  const setRedirectURL = vi.fn();
  await run(script, { current, action: { setRedirectURL } });
  expect(status(sysId)).toBe(after);
  expect(setRedirectURL).toHaveBeenCalledWith(current);
});

describe('the REST resources', () => {
  const said: Record<string, unknown> = {};
  const response = {
    setStatus: (code: number) => Object.assign(said, { status: code }),
    setLocation: () => {},
    setBody: (body: Row) => Object.assign(said, { body }),
  };

  it('create, find, read, withdraw', async () => {
    const dataString = JSON.stringify({
      change: { number: 'CHG0030001', sys_id: change },
      build: { id: BUILD, url: 'https://ci.example.com/build/7' },
      ci: 'codefresh',
      server: CI,
      target: { gate: 'prod', build_id: BUILD },
      credential: { token: 'secret' },
      policy: { proceed_states: ['-1'], conflict: 'ignore', window: 'ignore', deadline: '' },
      key: 'codefresh:1:prod',
    });
    await run(() => import('./rest-registrations-create.ts'), {
      response,
      request: { body: { dataString } },
    });
    expect(said.status).toBe(201);
    const { sys_id } = said.body as Row;
    const found = {
      response,
      request: { queryParams: { key: ['codefresh:1:prod'] }, pathParams: { sys_id } },
    };
    for (const script of [
      () => import('./rest-registrations-find.ts'),
      () => import('./rest-registrations-read.ts'),
      () => import('./rest-registrations-withdraw.ts'),
    ]) {
      said.body = {};
      await run(script, found);
      expect(said.body).toMatchObject({ sys_id });
    }
    expect(status(sys_id ?? '')).toBe('withdrawn');
  });

  it("take a callback of Codefresh's original step", async () => {
    instance.roles.add('x_change_gate.pipeline');
    const dataString = JSON.stringify({
      cr_number: 'CHG0030001',
      cf_build_id: BUILD,
      cf_token: 'secret',
      cf_url: 'https://ci.example.com',
    });
    await run(() => import('./rest-codefresh-callback.ts'), { response, request: { body: { dataString } } });
    expect(said.status).toBe(200);
    expect(instance.tables.all(REGISTRATION)).toHaveLength(1);
  });
});

describe('the tests that an admin runs', () => {
  interface Assertion {
    readonly name: string;
    readonly shouldbe: unknown;
    readonly value: unknown;
  }
  const assertions = async (script: () => Promise<unknown>): Promise<Assertion[]> => {
    const made: Assertion[] = [];
    await run(script, { assertEqual: (assertion: Assertion) => made.push(assertion) });
    for (const { value, shouldbe } of made) expect(value).toBe(shouldbe);
    return made;
  };

  it.each([
    ['decide for each kind of change', () => import('./atf-decision.ts'), 1],
    ['find every method', () => import('./atf-platform.ts'), 1],
    ['insert each claim twice, and leave no row', () => import('./atf-locks.ts'), 5],
  ])('%s', async (_what, script, parts) => {
    expect(await assertions(script)).toHaveLength(parts);
    for (const table of ['x_change_gate_delivery', 'x_change_gate_evidence', 'x_change_gate_self_test'])
      expect(instance.tables.all(table)).toEqual([]);
  });

  it('register a build and withdraw it, and call no CI', async () => {
    const { tables } = instance;
    tables.beforeWrite = (table, _, row) => {
      if (table === 'change_request' && row.type === 'normal')
        Object.assign(row, { number: 'CHG0040001', state: '-5', approval: 'not requested' });
      return undefined;
    };
    const made = await assertions(() => import('./atf-codefresh-build.ts'));
    expect(made.map(({ name, shouldbe }) => [name, shouldbe])).toEqual([
      ['status', 'waiting'],
      ['the token is encrypted', false],
      ['the token can be read by the app', 'not-a-token'],
      ['status', 'withdrawn'],
      ['the token is overwritten', false],
    ]);
    expect(tables.all('x_change_gate_ci_server').at(-1)).toMatchObject({
      name: 'Test server',
      ci: 'codefresh',
      base_url: 'https://ci.invalid/api',
      active: '1',
    });
    expect(tables.all('change_request').at(-1)).toMatchObject({ short_description: 'Change Gate test' });
    expect(tables.all(REGISTRATION)).toMatchObject([
      { build_url: 'https://ci.invalid/api/build', window: 'ignore', conflict: 'ignore' },
    ]);
    expect(instance.sent).toEqual([]);
  });

  it('call the instance itself, and follow no redirect', async () => {
    instance.properties.set('glide.servlet.uri', 'https://globex.service-now.com/');
    instance.server = () => ({ status: 302, location: 'https://globex.service-now.com/x' });
    await assertions(() => import('./atf-redirect.ts'));
    expect(instance.sent).toMatchObject([
      { method: 'GET', url: 'https://globex.service-now.com/api/x_change_gate/redirect/start' },
    ]);
  });
});

it.each([
  ['start', { status: 302, location: 'https://globex.service-now.com/api/x_change_gate/redirect/end' }],
  ['end', { status: 200, body: 'followed' }],
])('the redirect that they call: %s', async (step, expected) => {
  instance.properties.set('glide.servlet.uri', 'https://globex.service-now.com/');
  const answer: Record<string, unknown> = {};
  const response = {
    setStatus: (status: number) => Object.assign(answer, { status }),
    setLocation: (location: string) => Object.assign(answer, { location }),
    setBody: (body: string) => Object.assign(answer, { body }),
  };
  await run(() => import('./rest-redirect.ts'), { request: { pathParams: { step } }, response });
  expect(answer).toEqual(expected);
});
