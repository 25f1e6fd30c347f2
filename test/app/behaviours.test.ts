/** The app where instances differ: with each setting of the switches that its scripts and its calls depend on. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Behaviours, SWITCHES, USERS } from '@change-gate/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp, TOKEN } from './app.ts';

/** Each setting that is not the default of its switch. */
const OTHERWISE = (
  [
    'allowedRedirect',
    'clearedPassword2',
    'currentOfAsyncDelete',
    'currentOfAsyncRule',
    'emptyRedirectList',
    'executeThroughMidServer',
    'orderOfAsyncRules',
    'privateProperties',
  ] as const
).flatMap((name) =>
  Object.keys(SWITCHES[name].settings)
    .slice(1)
    .map((setting): [string, Partial<Behaviours>] => [`${name} is ${setting}`, { [name]: setting }]),
);

describe.each([['all is as it comes', {}], ...OTHERWISE])(
  'where %s',
  (_where, behaviours: Partial<Behaviours>) => {
    let app: App;
    beforeAll(async () => {
      app = await startApp(1, behaviours);
    });
    afterAll(() => app.close());

    const tokenOf = (registration: string): string =>
      app.sandbox.serviceNow.database.decrypt(app.registration(registration).token ?? '');

    it.each([
      ['directly', ''],
      ['through a MID Server', 'mid-dmz'],
    ])('a build is told %s, and its token is forgotten', async (_way, midServer) => {
      if (midServer !== '') app.insert('ecc_agent', { name: midServer, status: 'Up' });
      const before = app.sent.length;
      const { database } = app.sandbox.serviceNow;
      const server = database.find('x_change_gate_ci_server', 'base_url', app.server)?.sys_id ?? '';
      database.update('x_change_gate_ci_server', server, { mid_server: midServer }, USERS.admin.userName);
      const number = app.openChange();
      const build = await app.pausedBuild();
      const registration = await app.register(number, build);
      app.implement(number);
      await app.idle();
      expect(app.decisions(build)).toEqual(['approved']);
      const used = new Set(app.sent.slice(before).map((request) => request.midServer));
      expect([...used]).toEqual([midServer]);
      expect(app.registration(registration).status).toBe('delivered');
      expect(tokenOf(registration)).not.toBe(TOKEN);
    });

    it('the build of a deleted change is told to stop', async () => {
      const number = app.openChange();
      const build = await app.pausedBuild();
      await app.register(number, build);
      app.sandbox.serviceNow.database.delete('change_request', app.change(number).sys_id ?? '', 'admin');
      // The rule may not learn which change it was: the job finds out.
      await app.pass(2);
      expect(app.decisions(build)).toEqual(['denied']);
    });

    it('a redirect takes the token to nobody', async () => {
      const reached: (string | undefined)[] = [];
      const thief = createServer(({ headers }, response) => {
        reached.push(headers.authorization);
        response.end();
      });
      await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve));
      const server = createServer((_request, response) => {
        const location = `http://127.0.0.1:${(thief.address() as AddressInfo).port}/`;
        response.writeHead(302, { location }).end();
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
      const before = app.sent.length;
      app.listServer({ name: 'Leads astray', ci: 'codefresh', base_url: base });
      const number = app.openChange();
      await app.register(number, 'a'.repeat(24), { server: base });
      app.implement(number);
      await app.idle();
      for (const one of [thief, server]) one.close();
      expect(app.sent.length).toBeGreaterThan(before);
      expect(reached).toEqual([]);
    });
  },
);

describe('where release is xanadu, which would follow a redirect with the token', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp(1, { release: 'xanadu' });
  });
  afterAll(() => app.close());

  const LACKS =
    /This instance \(Xanadu\) has no sn_ws\.RESTMessageV2\.setAllowedRedirectURIs, .*An admin has to upgrade it to Yokohama or later/;

  it('no gate is registered, and the answer says why', async () => {
    const number = app.openChange();
    const answer = await app.post(app.registrationOf(number, 'a'.repeat(24)));
    expect(answer.status).toBe(403);
    expect(JSON.stringify(answer.body)).toMatch(LACKS);
    expect(app.notes(number)).toEqual([]);
  });

  it('a registration that was there before waits for a person, and is told once the instance is upgraded', async () => {
    const { database } = app.sandbox.serviceNow;
    const number = app.openChange();
    const build = await app.pausedBuild();
    const registration = app.insert('x_change_gate_registration', {
      change: app.change(number).sys_id ?? '',
      change_number: number,
      server: database.find('x_change_gate_ci_server', 'base_url', app.server)?.sys_id ?? '',
      ci: 'codefresh',
      target: JSON.stringify({ build_id: build, gate: number }),
      token: database.encrypt(TOKEN),
      proceed_states: '-1',
      status: 'waiting',
      instance: database.find('sys_properties', 'name', 'instance_name')?.value ?? '',
    });
    app.implement(number);
    await app.idle();
    expect(app.registration(registration)).toMatchObject({ status: 'refused', last_outcome: 'refused' });
    expect(app.registration(registration).last_answer).toMatch(LACKS);
    expect(app.notes(number)).toEqual([expect.stringMatching(LACKS)]);
    await app.pass(90);
    expect(app.deliveries(registration).map(({ outcome }) => outcome)).toEqual(['refused']);
    expect(app.sent).toEqual([]);
    expect(app.decisions(build)).toEqual([]);

    Object.assign(database.behaviours, { release: 'yokohama' });
    const press = { action: 'Retry delivery', table: 'x_change_gate_registration', sysId: registration };
    const user = USERS.changeManager.userName;
    app.sandbox.serviceNow.grantRole(user, 'x_change_gate.admin');
    expect(await app.sandbox.serviceNow.cluster.press({ ...press, user })).toEqual([]);
    await app.idle();
    expect(app.registration(registration)).toMatchObject({ status: 'delivered' });
    expect(app.decisions(build)).toEqual(['approved']);
  });
});
