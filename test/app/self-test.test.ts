/** The app's self-test on an instance: what it finds there, and each thing that it looks at broken in turn. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CheckOutcome, Finding, SelfTestAnswer } from '@change-gate/core/check';
import { type Behaviours, DatabaseError, SWITCHES, USERS } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { UPDATE_SET } from '../environment/environment.ts';
import { switchedOff, withChanged, withoutUnique } from '../update-set/records.ts';
import { type App, startApp, type User } from './app.ts';

const PATH = '/api/x_change_gate/v1/self_test';
const TABLE = 'x_change_gate_self_test';
const BUILT = readFileSync(UPDATE_SET, 'utf8');

/** How long it takes until every job has come to its end once. */
const ALL_JOBS_MINUTES = 61;

let app: App;
afterEach(() => app.close());

async function selfTest(query = '', user: User = USERS.admin): Promise<SelfTestAnswer> {
  const { status, body } = await app.call('GET', PATH + query, user);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.result as SelfTestAnswer;
}

/** Two runs, some minutes apart: what only time shows is shown then. */
async function findings(query = ''): Promise<readonly Finding[]> {
  await app.pass(ALL_JOBS_MINUTES);
  await selfTest(query);
  await app.pass(7);
  return (await selfTest(query)).findings;
}

const idsOf = (found: readonly Finding[], outcome: CheckOutcome): string[] =>
  found.filter((finding) => finding.outcome === outcome).map(({ id }) => id);

function finding(found: readonly Finding[], id: string): Finding {
  const one = found.find((finding) => finding.id === id);
  if (one === undefined) throw new Error(`There is no finding ${id}`);
  return one;
}

/** What the rows of the app's tables are, but for the self-test's own. */
function rows(): string {
  const { database } = app.sandbox.serviceNow;
  return JSON.stringify(
    ['registration', 'delivery', 'report', 'evidence', 'evidence_item'].map((name) =>
      database.query(`x_change_gate_${name}`, ''),
    ),
  );
}

describe('on an instance as it comes', () => {
  it('everything holds, no CI is called, and nothing is left or changed', async () => {
    app = await startApp(2);
    const number = app.openChange();
    await app.register(number, await app.pausedBuild());
    await app.pass(ALL_JOBS_MINUTES);
    const before = { rows: rows(), notes: app.notes(number), requests: app.requestsToCi.length };
    await selfTest();
    await app.sandbox.serviceNow.idle();
    expect({ rows: rows(), notes: app.notes(number), requests: app.requestsToCi.length }).toEqual(before);
    app.sandbox.clock.advance(1_000);
    const answer = await selfTest();
    expect(answer.findings.filter(({ outcome }) => outcome !== 'holds')).toEqual([]);
    expect(answer.findings.length).toBeGreaterThan(15);
    expect(new Set(answer.findings.map(({ id }) => id)).size).toBe(answer.findings.length);
    expect(BUILT).toContain(`<name>Change Gate ${answer.appVersion} (install)</name>`);
  });

  it('what only time shows is not said to hold before', async () => {
    app = await startApp(1);
    const { findings: found } = await selfTest();
    expect(idsOf(found, 'does-not-hold')).toEqual([]);
    expect(idsOf(found, 'could-not-be-seen')).toEqual([
      'self-test.event',
      'self-test.job.deliver',
      'self-test.job.build-end',
      'self-test.job.retention',
    ]);
    await app.sandbox.serviceNow.idle();
    const { database } = app.sandbox.serviceNow;
    // Its event has arrived since.
    expect(database.find(TABLE, 'finding', 'self-test.event')).toMatchObject({
      outcome: 'holds',
      remedy: '',
    });
  });

  it('pipelines may not run it, and admins of the app may', async () => {
    app = await startApp(1);
    expect((await app.call('GET', PATH)).status).toBe(403);
    app.sandbox.serviceNow.grantRole(USERS.integration.userName, 'x_change_gate.admin');
    await selfTest('', USERS.integration);
  });

  it('the last answer is kept, in place of the one before', async () => {
    app = await startApp(1);
    await selfTest();
    app.sandbox.clock.advance(60_000);
    const { ranAt, findings: found } = await selfTest();
    const kept = app.sandbox.serviceNow.database.query(TABLE, 'ORDERBYsequence');
    expect(kept.map(({ finding: id, ran_at: at }) => [id, at])).toEqual(found.map(({ id }) => [id, ranAt]));
  });

  it('rows that a node has left behind are deleted by a later run, and no others', async () => {
    app = await startApp(1);
    const { database } = app.sandbox.serviceNow;
    app.insert('x_change_gate_delivery', { claim: 'self-test 1' });
    app.insert('x_change_gate_delivery', { claim: 'another' });
    await selfTest();
    const claims = () => database.query('x_change_gate_delivery', '').map(({ claim }) => claim);
    expect(claims()).toEqual(['self-test 1', 'another']);
    app.sandbox.clock.advance(2 * 60 * 60_000);
    await selfTest();
    expect(claims()).toEqual(['another']);
  });
});

describe('the button "Run self-test"', () => {
  const press = (user: string, sysId = '') =>
    app.sandbox.serviceNow.cluster.press({ action: 'Run self-test', table: TABLE, sysId, user });

  it('says on the list what does not hold, and what could not be seen', async () => {
    app = await startApp(1, { release: 'xanadu' });
    const messages = await press('admin');
    expect(messages[0]).toMatch(
      /^Methods of the platform that Change Gate calls: does not hold: This instance \(Xanadu\) has no \S+\.setAllowedRedirectURIs, .* What to do \(ServiceNow admin\): Upgrade/,
    );
    expect(messages.find((text) => text.startsWith('A redirect'))).toContain('could not be seen');
    expect(messages.at(-1)).toMatch(/^The self-test has ended: 12 of 19 hold\.$/);
  });

  it('is on the form of each row, and for admins of the app alone', async () => {
    app = await startApp(1);
    await press('admin');
    const [row] = app.sandbox.serviceNow.database.query(TABLE, '');
    expect((await press('admin', row?.sys_id)).at(-1)).toContain('The self-test has ended');
    await expect(press(USERS.integration.userName)).rejects.toThrow('does not see the UI action');
  });
});

/** What differs between instances, and breaks nothing. */
const DIFFERS = (
  [
    'allowedRedirect',
    'clearedPassword2',
    'emptyRedirectList',
    'recordsOfApps',
    'textInUniqueColumns',
  ] as const
).flatMap((name) =>
  Object.keys(SWITCHES[name].settings).map((setting): Partial<Behaviours> => ({ [name]: setting })),
);

it.each(DIFFERS)('nothing is broken where an instance is %o', async (behaviours) => {
  app = await startApp(1, behaviours);
  const found = await findings();
  expect(idsOf(found, 'does-not-hold')).toEqual([]);
  const unseen = idsOf(found, 'could-not-be-seen');
  expect(unseen.map((id) => id.replace(/^self-test\.(?:active\.)?/, ''))).toEqual(
    behaviours.recordsOfApps === 'hidden' ? ['rules', 'script-actions', 'access-controls', 'privileges'] : [],
  );
  const { detail } = finding(found, 'self-test.token-wiped');
  expect(detail.includes('a word in its place')).toBe(behaviours.clearedPassword2 === 'kept');
});

const LOCKED: Readonly<Record<string, string>> = {
  registration: 'active_key',
  delivery: 'claim',
  report: 'claim',
  evidence: 'digest',
  evidence_item: 'claim',
};

const NOT_UNIQUE = Object.entries(LOCKED).map(([name, column]): readonly [string, string, string] => [
  `the column ${column} of ${name}`,
  withoutUnique(BUILT, `x_change_gate_${name}`, column),
  `self-test.lock.${name}`,
]);

it.each([
  ...NOT_UNIQUE.map((one) => [...one, []] as const),
  [
    'the encryption of tokens',
    withChanged(BUILT, 'Dictionary', /element=&quot;token&quot;/, /&gt;password2&lt;/g, '&gt;string&lt;'),
    'self-test.token-encrypted',
    // A column of another type lets no script decrypt it.
    ['self-test.token-wiped'],
  ],
  [
    'a rule',
    switchedOff(BUILT, 'Business Rule', 'Change Gate: evaluate waiting builds'),
    'self-test.active.rules',
    [],
  ],
  [
    'the action of its event',
    switchedOff(BUILT, 'Script Action', 'Change Gate: self-test'),
    'self-test.active.script-actions',
    ['self-test.event'],
  ],
  [
    'a job that is off',
    switchedOff(BUILT, 'Scheduled Script Execution', 'Change Gate: deliver what is due'),
    'self-test.job.deliver',
    [],
  ],
  [
    'a job that fails',
    withChanged(BUILT, 'Scheduled Script Execution', 'GateSweep.run', 'GateSweep.run', 'GateSweep.walk'),
    'self-test.job.deliver',
    [],
  ],
  [
    'an access control',
    switchedOff(BUILT, 'Access Control', 'x_change_gate_person'),
    'self-test.active.access-controls',
    [],
  ],
] as const)('%s: one line does not hold', async (_broken, updateSet, id, unseen) => {
  app = await startApp(1, {}, undefined, updateSet);
  const found = await findings();
  expect(idsOf(found, 'does-not-hold')).toEqual([id]);
  expect(idsOf(found, 'could-not-be-seen')).toEqual(unseen);
  const { remedy, who } = finding(found, id);
  expect([remedy, who]).toEqual([expect.stringMatching(/\.$/), 'ServiceNow admin']);
});

it.each(Object.entries(LOCKED))('%s has no %s: no row of anybody is deleted', async (name, column) => {
  app = await startApp(1);
  const { database } = app.sandbox.serviceNow;
  // Before a script has looked at the table, as each node keeps what it knows of it.
  database.dropColumn(`x_change_gate_${name}`, column);
  app.insert(`x_change_gate_${name}`, {});
  app.sandbox.clock.advance(2 * 60 * 60_000);
  const { findings: found } = await selfTest();
  expect(database.query(`x_change_gate_${name}`, '')).toHaveLength(1);
  expect(finding(found, `self-test.lock.${name}`)).toMatchObject({
    outcome: 'does-not-hold',
    detail: expect.stringContaining(`no column ${column}`),
  });
});

it('an older release lacks a method, and its redirects are not tried', async () => {
  app = await startApp(1, { release: 'xanadu' });
  const found = await findings();
  expect(idsOf(found, 'does-not-hold')).toEqual(['self-test.methods']);
  expect(idsOf(found, 'could-not-be-seen')).toEqual(['self-test.release', 'self-test.redirect']);
});

it('events of a queue that nobody processes do not arrive', async () => {
  app = await startApp(1, { eventQueues: 'left' });
  const found = await findings();
  expect(idsOf(found, 'does-not-hold')).toEqual(['self-test.event']);
  // What a later run finds is no news.
  expect(idsOf((await selfTest()).findings, 'does-not-hold')).toEqual(['self-test.event']);
});

it('access that is not allowed is told by its name', async () => {
  app = await startApp(1);
  const { database } = app.sandbox.serviceNow;
  const { sys_id: sysId = '' } = database.find('sys_scope_privilege', 'target_name', 'chg_model') ?? {};
  database.update('sys_scope_privilege', sysId, { status: 'requested' }, 'admin');
  const found = await findings();
  expect(idsOf(found, 'does-not-hold')).toEqual(['self-test.privileges']);
  expect(finding(found, 'self-test.privileges').detail).toBe('Blocked: read chg_model (requested).');
});

it('an instance that takes no row has shown nothing', async () => {
  app = await startApp(1);
  app.sandbox.serviceNow.database.before(({ table, operation }) => {
    if (operation === 'insert' && /_(?:delivery|registration)$/.test(table))
      throw new DatabaseError('ABORTED', 'a data policy');
  });
  const found = await findings();
  expect(idsOf(found, 'does-not-hold')).toEqual([]);
  expect(idsOf(found, 'could-not-be-seen')).toEqual([
    'self-test.lock.registration',
    'self-test.lock.delivery',
    'self-test.token-encrypted',
    'self-test.token-wiped',
  ]);
});

it('a script that is not there any more loses no other finding', async () => {
  app = await startApp(1);
  const { cluster, database } = app.sandbox.serviceNow;
  await cluster.runScript('x_change_gate', "GateDecision = {}; GateSelfTest.run('');");
  expect(database.find(TABLE, 'finding', 'self-test.decision')).toMatchObject({
    outcome: 'could-not-be-seen',
    detail: expect.stringMatching(/^The self-test failed there with: TypeError/),
  });
  expect(database.query(TABLE, 'outcome=holds').length).toBeGreaterThan(10);
});

it('a decision that is made otherwise is told with what it was made for', async () => {
  app = await startApp(1);
  const { cluster, database } = app.sandbox.serviceNow;
  const stub = "GateDecision = { decide: function () { return { decision: 'approved' }; } };";
  await cluster.runScript('x_change_gate', `${stub} GateSelfTest.run('');`);
  expect(database.find(TABLE, 'finding', 'self-test.decision')).toMatchObject({
    outcome: 'does-not-hold',
    detail: expect.stringContaining('Assess: should be pending, not approved'),
  });
});

describe('the redirect', () => {
  /** A server that redirects to itself, as the app's own resource does. @returns its base URL */
  async function listener(close: (stop: () => void) => void): Promise<string> {
    const server = createServer(({ url = '' }, response) => {
      if (url.endsWith('/start')) response.writeHead(302, { location: `${base}/end` }).end();
      else response.end('followed');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    close(() => server.close());
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
    return base;
  }

  const redirect = async (query = '') => finding((await selfTest(query)).findings, 'self-test.redirect');

  it('is tried at a listener on a loopback host', async ({ onTestFinished }) => {
    app = await startApp(1);
    const base = await listener(onTestFinished);
    expect(await redirect(`?listener=${encodeURIComponent(base)}`)).toMatchObject({
      outcome: 'holds',
      detail: expect.stringContaining(`${base}/start`),
    });
  });

  it('does not hold where it is followed', async ({ onTestFinished }) => {
    const base = await listener(onTestFinished);
    const nowhere = 'https://no-redirect.invalid/';
    const set = withChanged(
      BUILT,
      'Script Include',
      '<target_name>GateHttp</target_name>',
      nowhere,
      `${base}/end`,
    );
    app = await startApp(1, {}, undefined, set);
    expect(await redirect(`?listener=${encodeURIComponent(base)}`)).toMatchObject({
      outcome: 'does-not-hold',
      remedy: expect.stringContaining('Switch off every row of "CI servers"'),
    });
  });

  it('is not tried at any other host, and at none without the property', async ({ onTestFinished }) => {
    app = await startApp(1);
    const base = await listener(onTestFinished);
    const before = app.sent.length;
    for (const url of ['https://127.0.0.1/api', 'http://example.com/api', 'http://127.0.0.1@example.com'])
      expect(await redirect(`?listener=${encodeURIComponent(url)}`)).toMatchObject({
        outcome: 'could-not-be-seen',
        detail: expect.stringContaining('was not called'),
      });
    app.sandbox.serviceNow.setProperty('x_change_gate.allow_loopback_http', 'false');
    expect((await redirect(`?listener=${encodeURIComponent(base)}`)).outcome).toBe('could-not-be-seen');
    expect(app.sent.length).toBe(before);
  });

  it('is not known where the instance does not reach itself', async () => {
    app = await startApp(1);
    app.sandbox.serviceNow.setProperty('glide.servlet.uri', 'http://127.0.0.1:9/');
    expect(await redirect()).toMatchObject({
      outcome: 'could-not-be-seen',
      detail: expect.stringContaining('http://127.0.0.1:9/api/x_change_gate/redirect/start'),
      remedy: expect.stringContaining('Let the instance call its own URL'),
    });
  });
});
