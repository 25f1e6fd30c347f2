/** What holds on any CI. Each adapter's test calls this once, with its harness. */
import { type AddressInfo, createServer } from 'node:net';
import { USERS } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import {
  startTestEnvironment,
  type TestEnvironment,
  type TestEnvironmentOptions,
} from '../environment/environment.ts';
import { waitUntil } from '../environment/timeouts.ts';
import { withoutQuery } from '../environment/without-query.ts';
import { registrations } from '../registrations.ts';
import type { CiHarness, GatedBuild, GateInputs } from './harness.ts';

const DENIED = { waiting: false, succeeded: false, deployed: false, answers: ['denied'] };

const CHANGES = '/api/now/table/change_request';
const TASKS = '/api/now/table/change_task';

/** What a pipeline asks of ServiceNow on the happy path, whatever its CI: docs/reference.md has the counts. */
const OPEN = [
  // The group, which the documented pipelines name.
  'GET /api/now/table/sys_user_group',
  `POST ${CHANGES}`,
  // The task that the scenario wants.
  `GET ${TASKS}`,
  `POST ${TASKS}`,
  'POST /api/x_change_gate/v1/registrations',
  'POST /api/x_change_gate/v1/evidence',
  `PATCH ${CHANGES}/{id}`,
];
const VERIFY = [`GET ${CHANGES}`, 'POST /api/x_change_gate/v1/evidence/checks'];
/** Of a change in Implement with that task, for which the instance has made two. */
const CLOSE = [
  `GET ${CHANGES}`,
  `GET ${TASKS}`,
  `PATCH ${TASKS}/{id}`,
  `PATCH ${TASKS}/{id}`,
  `PATCH ${TASKS}/{id}`,
  `PATCH ${CHANGES}/{id}`,
  `PATCH ${CHANGES}/{id}`,
];

export function describeGate(ci: CiHarness): void {
  describe(`the gate on ${ci.name}`, () => scenarios(ci));
}

function scenarios(ci: CiHarness): void {
  let testEnv: TestEnvironment;

  afterEach(() => testEnv.close());

  async function begin(inputs: GateInputs = {}, options: TestEnvironmentOptions = {}): Promise<GatedBuild> {
    testEnv = await startTestEnvironment(options, ci);
    testEnv.listServer(ci);
    return testEnv.start(ci, inputs);
  }

  /** Of the attempts at telling the CI, oldest first. */
  function outcomes(): (string | undefined)[] {
    const { database } = testEnv.sandbox.serviceNow;
    return database.query('x_change_gate_delivery', 'ORDERBYattempt').map(({ outcome }) => outcome);
  }

  /** A CI whose answer takes a minute, as time passes that fast, is looked at again. */
  function delivered(): Promise<void> {
    return waitUntil(
      () => testEnv.registration().status === 'delivered',
      (listener) => testEnv.sandbox.serviceNow.database.after(listener),
      'the registration to be delivered',
      () => JSON.stringify(testEnv.registration()),
    );
  }

  async function beginAndPause(inputs: GateInputs = {}): Promise<GatedBuild> {
    testEnv = await startTestEnvironment({}, ci);
    return testEnv.startAndPause(ci, inputs);
  }

  describe(`a ${ci.name} build whose change is`, () => {
    it('approved and implemented goes on, deploys and closes the change', async () => {
      const build = await beginAndPause({ tasks: '[{"short_description": "Smoke test"}]' });
      const { serviceNow } = testEnv.sandbox;
      const tasks = () =>
        serviceNow.database.query('change_task', `change_request=${testEnv.change().sys_id}`);
      expect(tasks()).toMatchObject([{ short_description: 'Smoke test', state: '1' }]);
      expect(testEnv.change()).toMatchObject({
        state: '-4',
        approval: 'requested',
        short_description: expect.stringMatching(/^Globex deployment to (?:QA|production)$/),
        description: `Change for build ${build.id}`,
      });

      serviceNow.approveAll(testEnv.number);
      await testEnv.settled();
      expect(build.view().waiting).toBe(true);

      serviceNow.move(testEnv.number, 'Implement');
      await build.ended;
      await testEnv.settled();
      expect(build.view()).toMatchObject({ succeeded: true, deployed: true, answers: ['approved'] });
      const closed = { state: '3', close_code: 'successful' };
      expect(testEnv.change()).toMatchObject(closed);
      // With the two that the instance has made.
      expect(tasks()).toMatchObject([closed, closed, closed]);
      expect(testEnv.registration()).toMatchObject({
        status: 'delivered',
        decision: 'approved',
        token: '',
      });
      const asked = serviceNow.requests.map(withoutQuery);
      expect(asked).toEqual([...OPEN, ...VERIFY, ...CLOSE]);
    });

    it('rejected is denied, although ServiceNow sends the change back to New', async () => {
      const build = await beginAndPause();
      testEnv.sandbox.serviceNow.reject(testEnv.number, 'Not on a Friday');
      await build.ended;
      await testEnv.settled();
      expect(testEnv.change()).toMatchObject({ state: '-5', approval: 'rejected' });
      expect(build.view()).toMatchObject(DENIED);
      expect(testEnv.registration()).toMatchObject({ status: 'delivered', decision: 'denied', token: '' });
    });

    it('canceled is denied', async () => {
      const build = await beginAndPause();
      testEnv.sandbox.serviceNow.cancel(testEnv.number);
      await build.ended;
      expect(build.view()).toMatchObject(DENIED);
    });

    it('deleted is denied', async () => {
      const build = await beginAndPause();
      testEnv.sandbox.serviceNow.userActions.delete(testEnv.number);
      // No rule finds the record any more: the scheduled job sees that it is gone.
      await testEnv.hurryUntil(build.ended);
      expect(build.view()).toMatchObject(DENIED);
    });

    it('decided before the build has paused is released all the same, once', async () => {
      const build = await begin({}, { pauseDelayMs: 60_000 });
      const { serviceNow } = testEnv.sandbox;
      await waitUntil(
        () => registrations(serviceNow).length === 1 && testEnv.change().approval === 'requested',
        (listener) => serviceNow.database.after(listener),
        'the registration, and people to be asked',
        () => build.view().log,
      );
      serviceNow.approveAll(testEnv.number);
      serviceNow.move(testEnv.number, 'Implement');
      await testEnv.settled();
      expect(testEnv.registration()).toMatchObject({ status: 'due', last_outcome: 'not-paused-yet' });
      expect(build.view().answers).toEqual([]);

      await testEnv.hurryUntil(build.ended);
      await testEnv.hurryUntil(delivered());
      await testEnv.settled();
      expect(build.view()).toMatchObject({ succeeded: true, deployed: true, answers: ['approved'] });
      expect(testEnv.registration()).toMatchObject({ status: 'delivered' });
      const [last, ...before] = outcomes().toReversed();
      expect(last).toBe('delivered');
      expect(before).toContain('not-paused-yet');
      expect(before).not.toContain('delivered');
    });

    it('approved beforehand is decided while its approval is asked for, before it pauses, and is told once', async () => {
      testEnv = await startTestEnvironment({}, ci);
      testEnv.listServer(ci);
      const { serviceNow } = testEnv.sandbox;
      const reasons = new Set<string>();
      serviceNow.database.after(({ table, next }) => {
        if (table === 'x_change_gate_registration') reasons.add(`${next?.decision}: ${next?.reason}`);
      });
      const build = testEnv.start(ci, { 'standard-template': 'Deploy a release' });
      await testEnv.hurryUntil(build.ended);
      await testEnv.hurryUntil(delivered());
      await testEnv.settled();
      expect(build.view()).toMatchObject({ succeeded: true, deployed: true, answers: ['approved'] });
      expect(testEnv.registration()).toMatchObject({ status: 'delivered', decision: 'approved' });
      expect([...reasons].filter((reason) => reason.startsWith('approved'))).toEqual([
        `approved: ${testEnv.number} is in Implement`,
      ]);
      expect([...reasons]).toContain(`pending: ${testEnv.number} is in New: approval has not been requested`);
    });

    it.each([0, 20, 2_000, 60_000])(
      'approved, and whose status follows after %i ms, is told once, and its record stays true',
      async (statusDelayMs) => {
        const build = await begin({}, { statusDelayMs });
        await build.paused;
        const { serviceNow, clock } = testEnv.sandbox;
        const decisions = new Set<string>();
        serviceNow.database.after(({ table, next }) => {
          if (table === 'x_change_gate_registration') decisions.add(`${next?.decision}: ${next?.reason}`);
        });
        serviceNow.approveAll(testEnv.number);
        serviceNow.move(testEnv.number, 'Implement');
        await testEnv.settled();
        for (let passed = 0; passed < statusDelayMs; passed += 10_000) {
          clock.advance(Math.min(10_000, statusDelayMs - passed));
          await testEnv.settled();
        }
        // The pipeline may have closed the change before ServiceNow looks again.
        await build.ended;
        await testEnv.pass(60_000);

        expect(build.view()).toMatchObject({ succeeded: true, answers: ['approved'] });
        expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
        expect(testEnv.registration()).toMatchObject({
          status: 'delivered',
          decision: 'approved',
          reason: expect.stringContaining(`${testEnv.number} is in Implement; approved by Tina`),
          token: '',
        });
        const [first, ...looks] = outcomes();
        const toldAtOnce = statusDelayMs === 0 && ci.onGateEnd === undefined;
        expect([first, looks.at(-1)]).toEqual(
          toldAtOnce ? ['delivered', undefined] : [ci.onGateEnd ? 'started' : 'taken', 'delivered'],
        );
        const between = new Set(looks.slice(0, -1));
        between.delete('started');
        expect(between).toEqual(new Set(statusDelayMs > 10_000 ? ['waits'] : []));
        expect([...decisions].filter((decision) => decision.includes('denied'))).toEqual([]);
        const told = serviceNow.database
          .query('sys_journal_field', `element_id=${testEnv.change().sys_id}^element=work_notes`)
          .filter(({ value = '' }) => value.startsWith('Told '));
        expect(told).toHaveLength(1);
      },
    );

    it('not approved does not deploy when a person approves the build in the CI', async () => {
      const build = await beginAndPause();
      build.approveByHand();
      await build.ended;
      expect(build.view()).toMatchObject({ succeeded: false, deployed: false });
      expect(build.view().log).toContain(`${testEnv.number} is in Assess: not approved yet`);
    });
  });

  describe(`a ${ci.name} build explains itself and deploys nothing when`, () => {
    it('the change number is wrong', async () => {
      const build = await begin({ 'change-number': 'CHG0099999' });
      await expectFailure(build, /There is no CHG0099999 on this instance/);
    });

    it('a required input is missing', async () => {
      const build = await begin({ 'callback-token': undefined });
      await expectFailure(build, /CALLBACK[-_]TOKEN: is required/i);
      expect(testEnv.sandbox.serviceNow.changes()).toEqual([]);
    });

    it('the password is wrong', async () => {
      const build = await begin({ password: 'not-the-password' });
      await expectFailure(build, /401.*Check the username and password.*\[UNAUTHENTICATED\]/);
    });

    it('the instance hibernates', async () => {
      testEnv = await startTestEnvironment({}, ci);
      testEnv.sandbox.serviceNow.hibernate(true);
      await expectFailure(testEnv.start(ci), /is hibernating\. Wake it.*\[INSTANCE_HIBERNATING\]/);
    });

    it('a server at the instance URL speaks another protocol', async () => {
      const server = createServer((socket) => {
        const switched =
          'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
        socket.on('error', () => {}).once('data', () => socket.write(switched));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const build = await begin({ 'instance-url': `http://127.0.0.1:${port}` });
      await expectFailure(build, /answered 101 and wants to speak another protocol.*\[PROXY_PAGE\]/);
      server.close();
    });

    it('the instance fails', async () => {
      testEnv = await startTestEnvironment({}, ci);
      const effect = { kind: 'status', status: 500 } as const;
      testEnv.sandbox.serviceNow.faults.inject({ effect, path: '/api/now', times: Infinity });
      await expectFailure(testEnv.start(ci), /answered 500.*busy or down.*\[UNAVAILABLE\]/);
    });

    it('the app is not installed', async () => {
      testEnv = await startTestEnvironment({ updateSet: null }, ci);
      await expectFailure(testEnv.start(ci), /app is not installed on this instance.*\[APP_NOT_INSTALLED\]/);
      expect(testEnv.change()).toMatchObject({
        state: ci.againIsNewBuild ? '4' : '-5',
        approval: 'not requested',
      });
    });

    it.each([
      ['its CI server is not listed', () => {}, /not listed/],
      ['asking for approval fails', failAsking, /answered 500/],
    ])(
      '%s; nobody is asked, and run again as it says, it asks once and deploys',
      async (_why, fail, words) => {
        testEnv = await startTestEnvironment({}, ci);
        fail(testEnv, ci);
        const build = testEnv.start(ci);
        await expectFailure(build, words);
        await testEnv.settled();
        expect(build.view().log).toContain(ci.runAgainWords);
        const { serviceNow } = testEnv.sandbox;
        const { sys_id: first, number = '' } = testEnv.change();
        expect(testEnv.change()).toMatchObject({
          state: ci.againIsNewBuild ? '4' : '-5',
          approval: 'not requested',
        });
        const notes = serviceNow.database.query('sys_journal_field', `element_id=${first}`);
        expect(notes.map(({ value }) => value).join()).toMatch(
          ci.againIsNewBuild
            ? /Canceled by .*could not be opened completely/
            : /could not open this change completely/,
        );
        expect(build.view().log).toMatch(
          ci.againIsNewBuild
            ? new RegExp(`${number} was canceled again, and nobody has to decide it`)
            : new RegExp(
                `${number} stays in New, nobody has been asked to approve it, and no build waits for it`,
              ),
        );

        serviceNow.faults.clear();
        if (registrations(serviceNow).length === 0) testEnv.listServer(ci);
        const again = ci.runAgain(testEnv.sandbox, build);
        await again.paused;
        const open = serviceNow.changes().filter(({ state }) => state !== '4');
        expect(open).toMatchObject([{ state: '-4', approval: 'requested' }]);
        expect(open[0]?.sys_id === first).toBe(!ci.againIsNewBuild);
        serviceNow.approveAll(open[0]?.number ?? '');
        serviceNow.move(open[0]?.number ?? '', 'Implement');
        await again.ended;
        await testEnv.settled();
        expect(again.view()).toMatchObject({ succeeded: true, deployed: true, answers: ['approved'] });
        expect(registrations(serviceNow).at(-1)).toMatchObject({ status: 'delivered', decision: 'approved' });
      },
    );
  });

  describe(`the secrets of a ${ci.name} build`, () => {
    it('reach no log, output, URL, record or message', async () => {
      const build = await beginAndPause();
      const { serviceNow } = testEnv.sandbox;
      const secrets = [ci.callbackToken, USERS.integration.password].flatMap((secret) => [
        secret,
        Buffer.from(secret).toString('base64'),
        Buffer.from(`${USERS.integration.userName}:${secret}`).toString('base64'),
      ]);
      const readable = () => ({
        output: build.output(),
        urls: [...serviceNow.requests, ...ci.requests(testEnv.sandbox)].map((request) => request.path),
        records: serviceNow.database.tables().map((table) => serviceNow.database.query(table.name, '')),
        systemLog: [serviceNow.cluster.log, 'is kept, and may be empty'],
      });
      expectNone(secrets, readable());

      serviceNow.approveAll(testEnv.number);
      serviceNow.move(testEnv.number, 'Implement');
      await build.ended;
      await testEnv.settled();
      expectNone(secrets, readable());
    });
  });

  async function expectFailure(build: GatedBuild, words: RegExp): Promise<void> {
    await build.ended;
    expect(build.view()).toMatchObject({ succeeded: false, deployed: false });
    expect(build.view().log).toMatch(words);
  }
}

/** The change is registered by then. */
function failAsking(testEnv: TestEnvironment, ci: CiHarness): void {
  testEnv.listServer(ci);
  const effect = { kind: 'status', status: 500 } as const;
  testEnv.sandbox.serviceNow.faults.inject({
    effect,
    method: 'PATCH',
    path: '/api/now/table/change_request/',
  });
}

/** Says in which part a secret stands, and not the secret. */
function expectNone(secrets: string[], parts: Record<string, unknown>): void {
  for (const [part, content] of Object.entries(parts)) {
    const text = JSON.stringify(content);
    expect(text.length, `${part} is there to be read`).toBeGreaterThan(2);
    expect(
      secrets.findIndex((secret) => text.includes(secret)),
      `a secret in ${part}`,
    ).toBe(-1);
  }
}
