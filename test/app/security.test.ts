/** What a pipeline, a curious user and a hostile CI server cannot do. See docs/security.md. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { USERS } from '@change-gate/sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { registrations } from '../registrations.ts';
import { type App, startApp, TOKEN } from './app.ts';

const REGISTRATIONS = '/api/x_change_gate/v1/registrations';

let app: App;

async function start(): Promise<void> {
  app = await startApp(1);
}
const close = (): Promise<void> => app.close();

function freshApp(): void {
  beforeEach(start);
  afterEach(close);
}

/** For tests that leave no registration behind: an instance that refuses them all is as good as new. */
function sharedApp(setUp = (): void => {}): void {
  beforeAll(async () => {
    await start();
    setUp();
  });
  afterAll(close);
}

describe('a CI server that is not listed is never called', () => {
  sharedApp(() => {
    app.listServer({ name: 'Public', ci: 'codefresh', base_url: 'https://ci.example.com/api' });
  });

  it.each([
    'https://evil.example/api',
    'https://ci.example.com.evil.example/api',
    'https://ci.example.com@evil.example/api',
    'https://user:password@ci.example.com/api',
    'https://CI.example.com/api',
    'https://ci.example.com./api',
    'https://ci.example.com/api/',
    'https://ci.example.com/API',
    'https://ci.example.com/api/..',
    'https://ci.example.com/api/../admin',
    'https://ci.example.com/api%2f..%2fadmin',
    'https://ci.example.com//api',
    'https://ci.example.com:8443/api',
    'https://ci.example.com:443/api',
    'https://ci.example.com/api?x=',
    'https://ci.example.com/api#',
    'https://ci.example.com\\@evil.example/api',
    'http://ci.example.com/api',
    'HTTPS://ci.example.com/api',
    'https://127.0.0.1/api',
    'https://2130706433/api',
    'https://0x7f000001/api',
    'https://[::1]/api',
    'https://169.254.169.254/latest/meta-data',
    'https://ci。example。com/api',
    'file:///etc/passwd',
    'https://ci.example.com/api^ORactive=true',
    '',
  ])('%s', async (server) => {
    const number = app.openChange();
    app.implement(number);
    const answer = await app.post(app.registrationOf(number, 'a'.repeat(24), { server }));
    expect(answer.status).toBeOneOf([400, 403]);
    await app.pass(2);
    expect(app.sent).toEqual([]);
    expect(registrations(app.sandbox.serviceNow)).toEqual([]);
  });

  it.each([
    ['http on another host than loopback', 'http://ci.example.com/api'],
    ['a user in the URL', 'https://user@ci.example.com/api'],
    ['a query', 'https://ci.example.com/api?x=1'],
    ['a dot segment', 'https://ci.example.com/api/..'],
  ])('not even when an admin has listed it with %s', async (_what, server) => {
    app.listServer({ name: 'Careless', ci: 'codefresh', base_url: server });
    const answer = await app.post(app.registrationOf(app.openChange(), 'a'.repeat(24), { server }));
    expect(answer.status).toBeOneOf([400, 403]);
  });
});

describe('nor is a CI server called', () => {
  freshApp();

  it('on loopback, unless the property allows it', async () => {
    app.sandbox.serviceNow.setProperty('x_change_gate.allow_loopback_http', 'false');
    const answer = await app.post(app.registrationOf(app.openChange(), await app.pausedBuild()));
    expect(answer.status).toBe(403);
  });

  it('as another CI than the one it is listed for', async () => {
    app.listServer({ name: 'Another kind', ci: 'another', base_url: 'https://another.example.com/api' });
    const server = 'https://another.example.com/api';
    const answer = await app.post(app.registrationOf(app.openChange(), 'a'.repeat(24), { server }));
    expect(answer.status).toBe(403);
  });

  it('after it was taken off the list', async () => {
    const number = app.openChange();
    const registration = await app.register(number, await app.pausedBuild());
    const { database } = app.sandbox.serviceNow;
    const listed = app.registration(registration).server ?? '';
    database.update('x_change_gate_ci_server', listed, { active: 'false' }, 'admin');
    app.implement(number);
    await app.pass(2);
    expect(app.sent).toEqual([]);
    expect(app.registration(registration).status).toBe('refused');
  });

  it('when its row is edited to lead elsewhere by http', async () => {
    const number = app.openChange();
    const registration = await app.register(number, await app.pausedBuild());
    const { database } = app.sandbox.serviceNow;
    const listed = app.registration(registration).server ?? '';
    database.update('x_change_gate_ci_server', listed, { base_url: 'http://evil.example/api' }, 'admin');
    app.implement(number);
    await app.pass(2);
    expect(app.sent).toEqual([]);
  });
});

describe('a target that would change the path', () => {
  sharedApp();

  it.each([
    '../../admin',
    'a'.repeat(23),
    `${'a'.repeat(24)}/../x`,
    `${'a'.repeat(24)}%2f`,
    `${'a'.repeat(24)}?x`,
  ])('%s is refused', async (build_id) => {
    const number = app.openChange();
    const target = { build_id, gate: number };
    expect(await app.post(app.registrationOf(number, 'a'.repeat(24), { target }))).toMatchObject({
      status: 400,
    });
  });
});

describe('a pipeline', () => {
  freshApp();

  it('never gets a token back, its own or another', async () => {
    const number = app.openChange();
    const body = app.registrationOf(number, await app.pausedBuild());
    const created = await app.post(body);
    const { sys_id: sysId } = created.body.result as { sys_id: string };
    const answers = [
      created,
      await app.post(body),
      await app.call('GET', `${REGISTRATIONS}/${sysId}`),
      await app.call('GET', `${REGISTRATIONS}?key=${body.key}`),
      await app.call('GET', `/api/now/table/x_change_gate_registration/${sysId}`),
    ];
    expect(JSON.stringify(answers)).not.toContain(TOKEN);
    expect(JSON.stringify(answers)).not.toContain(app.registration(sysId).token);
  });

  it.each([
    'x_change_gate_registration',
    'x_change_gate_ci_server',
    'x_change_gate_credential',
    'x_change_gate_person',
    'x_change_gate_delivery',
    'x_change_gate_report',
  ])('cannot read or write %s through the Table API, and nor can an admin', async (table) => {
    for (const user of [USERS.integration, USERS.admin]) {
      const read = await app.call('GET', `/api/now/table/${table}`, user);
      expect(read.status).toBe(403);
      const write = await app.call('POST', `/api/now/table/${table}`, user, {
        base_url: 'https://evil.example',
      });
      expect(write.status).toBe(403);
    }
  });

  it('of another user sees, renews and withdraws nothing', async () => {
    const other = USERS.changeManager;
    app.sandbox.serviceNow.grantRole(other.userName, 'x_change_gate.pipeline');
    const number = app.openChange();
    const body = app.registrationOf(number, await app.pausedBuild());
    const registration = await app.register(number, String((body.build as { id: string }).id));
    const statuses = [
      await app.call('GET', `${REGISTRATIONS}/${registration}`, other),
      await app.call('GET', `${REGISTRATIONS}?key=${body.key}`, other),
      await app.call('DELETE', `${REGISTRATIONS}/${registration}`, other),
      await app.post(body, other),
    ].map(({ status }) => status);
    expect(statuses).toEqual([404, 404, 404, 409]);
    expect(app.registration(registration).status).toBe('waiting');
  });

  it('cannot register for a change that it cannot read, and is told what it would be told of none', async () => {
    app.sandbox.serviceNow.grantRole(USERS.employee.userName, 'x_change_gate.pipeline');
    const number = app.openChange();
    const hidden = await app.post(app.registrationOf(number, 'a'.repeat(24)), USERS.employee);
    const absent = { number, sys_id: 'f'.repeat(32) };
    const none = await app.post(
      app.registrationOf(number, 'a'.repeat(24), { change: absent }),
      USERS.employee,
    );
    expect(hidden.status).toBe(404);
    expect(none.status).toBe(404);
    expect(registrations(app.sandbox.serviceNow)).toEqual([]);
  });

  it('cannot register one change under the number of another', async () => {
    const change = { number: app.openChange(), sys_id: app.change(app.openChange()).sys_id };
    const answer = await app.post(app.registrationOf(change.number, 'a'.repeat(24), { change }));
    expect(answer.status).toBe(404);
  });
});

describe('a request', () => {
  sharedApp();

  it.each([
    'CHG0030001^ORnumber!=x',
    'CHG0030001^NQactive=true',
    'javascript:gs.getUserID()',
    'chg0030001',
    ' CHG0030001',
    'CHG0030001\n',
  ])('cannot put %j into a query as a change number', async (number) => {
    const known = app.openChange();
    const change = { number, sys_id: app.change(known).sys_id };
    const seed = {
      cf_build_id: 'a'.repeat(24),
      cr_number: number,
      cf_token: TOKEN,
      cf_url: app.sandbox.codefresh.url,
    };
    expect(await app.post(app.registrationOf(known, 'a'.repeat(24), { change }))).toMatchObject({
      status: 400,
    });
    const answer = await app.call('POST', '/api/x_change_gate/codefresh/callback', USERS.integration, seed);
    expect(answer.status).toBe(400);
    expect(registrations(app.sandbox.serviceNow)).toEqual([]);
  });

  it.each(['a^ORkey!=b', 'a%5EORkey!=b', '', 'x'.repeat(101)])(
    'cannot put %j into a query as a key',
    async (key) => {
      expect(await app.call('GET', `${REGISTRATIONS}?key=${key}`)).toMatchObject({ status: 400 });
    },
  );

  it.each(['a^ORkey!=b', '0'.repeat(31), '..'])('cannot ask for %j as a sys_id', async (sysId) => {
    const answer = await app.call('GET', `${REGISTRATIONS}/${encodeURIComponent(sysId)}`);
    expect(answer.status).toBeOneOf([400, 404, 405]);
    expect(answer.body.result).toBeUndefined();
  });

  it.each([
    ['a body of a megabyte', { extra: 'x'.repeat(1_000_000) }],
    ['a long token', { credential: { token: 'x'.repeat(2001) } }],
    ['a long key', { key: 'x'.repeat(101) }],
    ['a long URL', { build: { id: '1', url: `https://ci.example.com/${'x'.repeat(1024)}` } }],
    [
      'many proceed states',
      {
        policy: { proceed_states: Array(11).fill('-1'), conflict: 'ignore', window: 'ignore', deadline: '' },
      },
    ],
    ['both a token and an alias', { credential: { token: TOKEN, alias: 'bot' } }],
    ['markup in the build URL', { build: { id: '1', url: 'https://ci.example.com/[code]<script>[/code]' } }],
  ])('with %s is refused', async (_what, fields) => {
    const answer = await app.post(app.registrationOf(app.openChange(), 'a'.repeat(24), fields));
    expect(answer.status).toBe(400);
    expect(registrations(app.sandbox.serviceNow)).toEqual([]);
  });
});

describe('without the pipeline role', () => {
  sharedApp();

  it.each([
    ['POST', REGISTRATIONS],
    ['GET', `${REGISTRATIONS}?key=x`],
    ['GET', `${REGISTRATIONS}/${'0'.repeat(32)}`],
    ['DELETE', `${REGISTRATIONS}/${'0'.repeat(32)}`],
    ['POST', '/api/x_change_gate/codefresh/callback'],
  ])('%s %s is forbidden', async (method, path) => {
    const body = method === 'POST' ? {} : undefined;
    expect((await app.call(method, path, USERS.changeManager, body)).status).toBe(403);
    const wrong = { userName: USERS.integration.userName, password: 'guessed' };
    expect((await app.call(method, path, wrong, body)).status).toBe(401);
  });
});

it('each request follows no redirect, and leaves no header or body in the outbound log', async () => {
  await start();
  const number = app.openChange();
  await app.register(number, await app.pausedBuild());
  app.implement(number);
  await app.pass(1);
  expect(app.sent.length).toBeGreaterThan(2);
  for (const { allowedRedirects, logLevel } of app.sent)
    expect([allowedRedirects, logLevel]).toEqual([['https://no-redirect.invalid/'], 'basic']);
  await close();
});

describe('a hostile CI server', () => {
  freshApp();
  let server: Server;
  let requests: string[] = [];

  /** Behaves as told on every request. @returns its API base URL, listed */
  async function behave(listener: RequestListener): Promise<string> {
    requests = [];
    server = createServer((request, response) => {
      requests.push(`${request.headers.host}${request.url}`);
      listener(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
    app.listServer({ name: 'Hostile', ci: 'codefresh', base_url: base });
    return base;
  }

  async function decide(base: string): Promise<{ registration: string; number: string }> {
    const number = app.openChange();
    const registration = await app.register(number, 'a'.repeat(24), { server: base });
    app.implement(number);
    await app.idle();
    return { registration, number };
  }
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('that redirects gets nobody else called', async () => {
    const base = await behave((_request, response) => {
      response.writeHead(302, { location: `${app.server}/steal` }).end();
    });
    const { registration } = await decide(base);
    expect(app.requestsToCi).toEqual([]);
    const { host } = new URL(app.server);
    expect(app.registration(registration)).toMatchObject({
      status: 'refused',
      last_answer: expect.stringContaining(
        `answered 302 when asked for the build: it redirects to ${host}, and`,
      ),
    });
  });

  it('that echoes the token gets it into no record, note or log', async () => {
    const base = await behave(({ headers }, response) => {
      response.writeHead(400).end(JSON.stringify({ message: `bad key ${headers.authorization}` }));
    });
    await decide(base);
    const { database, cluster } = app.sandbox.serviceNow;
    const records = database.tables().map((table) => database.query(table.name, ''));
    expect(requests.length).toBeGreaterThan(0);
    expect(JSON.stringify([records, cluster.log])).not.toContain(TOKEN);
  });

  it('that answers with markup gets none of it into a work note', async () => {
    const base = await behave((_request, response) => {
      response.writeHead(403).end(JSON.stringify({ message: '[code]<img src=x onerror=alert(1)>[/code]' }));
    });
    const { number } = await decide(base);
    expect(app.notes(number).at(-1)).toContain('could not be told');
    expect(app.notes(number).join()).not.toContain('[code]');
  });

  it('that answers at length gets 1,000 characters into the record', async () => {
    const base = await behave((_request, response) => {
      response.writeHead(403).end('x'.repeat(2_000_000));
    });
    const { registration } = await decide(base);
    expect(app.registration(registration).last_answer?.length).toBeLessThanOrEqual(1000);
  });
});
