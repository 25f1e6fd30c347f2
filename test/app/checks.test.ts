/** What the app answers to a check over HTTP: of each CI, by the rules of a registration, and with nothing left behind. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CheckAnswer } from '@change-gate/core/check';
import { missingForGitlab, USERS } from '@change-gate/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { botToken, classicToken, githubHarness } from '../gate/github.ts';
import { gitlab } from '../gate/gitlab.ts';
import type { CiHarness } from '../gate/harness.ts';
import { type App, startApp, TOKEN } from './app.ts';

const CHECKS = '/api/x_change_gate/v1/checks';

let app: App;
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  await app.close();
});

type Fields = Readonly<Record<string, unknown>>;

async function ask(gate?: Fields): Promise<CheckAnswer> {
  const { status, body } = await app.call(
    'POST',
    CHECKS,
    USERS.integration,
    gate === undefined ? {} : { gate },
  );
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body.result as CheckAnswer;
}

/** The outcomes of the gate's findings, a letter each: holds, does not hold, could not be seen. */
const look = async (gate: Fields): Promise<string> =>
  (await ask(gate)).gate
    .map(({ outcome }) => ({ holds: 'H', 'does-not-hold': 'N', 'could-not-be-seen': 'C' })[outcome])
    .join('');

/** Of Codefresh. */
const gate = (target: Fields, fields: Fields = {}): Fields => ({
  ci: 'codefresh',
  server: app.server,
  target,
  credential: { token: TOKEN },
  ...fields,
});

/** Every row of the app's own tables. */
const rows = () =>
  app.sandbox.serviceNow.database
    .tables()
    .filter(({ name }) => name.startsWith('x_change_gate'))
    .map(({ name }) => [name, app.sandbox.serviceNow.database.query(name, '')]);

/** Codefresh's row. */
function ciServer() {
  const { database } = app.sandbox.serviceNow;
  const table = 'x_change_gate_ci_server';
  const { sys_id: sysId = '' } = database.find(table, 'base_url', app.server) ?? {};
  return { database, table, sysId };
}

describe('the question', () => {
  beforeEach(async () => {
    app = await startApp(1);
  });

  it('is for the role of pipelines alone', async () => {
    const { status } = await app.call('POST', CHECKS, USERS.employee, {});
    expect(status).toBe(403);
    expect((await app.call('POST', CHECKS, { userName: 'nobody', password: 'x' }, {})).status).toBe(401);
  });

  it('is answered with who asks, and what they may', async () => {
    const answer = await ask();
    expect(answer).toMatchObject({
      app: { version: expect.stringMatching(/^\d+\.\d+\.\d+(?:-rc\.\d+)?$/), scope: 'x_change_gate' },
      instance: { time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/) },
      user: {
        name: USERS.integration.userName,
        roles: { itil: true, 'x_change_gate.pipeline': true, 'x_change_gate.admin': false },
      },
      gate: [],
      selfTest: null,
    });
  });

  it('has no field that nobody reads', async () => {
    for (const body of [
      { gates: [] },
      { gate: gate({ step: 'x' }) },
      { gate: { ...gate({}), key: 'x' } },
      '[]',
      '{',
    ])
      expect((await app.call('POST', CHECKS, USERS.integration, body)).status).toBe(400);
  });
});

describe('a gate of Codefresh', () => {
  beforeEach(async () => {
    app = await startApp(1);
  });

  it('is looked at, and neither answered nor stored', async () => {
    const build = await app.pausedBuild();
    const before = rows();
    expect(await look(gate({ build_id: build, gate: 'prod' }))).toBe('HHHHC');
    expect(await look(gate({}))).toBe('HHHCC');
    expect(app.decisions(build)).toEqual([]);
    expect(app.requestsToCi.map(({ method }) => method)).toEqual(['GET', 'GET']);
    expect(app.requestsToCi.filter(({ path }) => path.includes('pending-approval'))).toEqual([]);
    expect(rows()).toEqual(before);
    expect(app.sandbox.codefresh.build(build)?.status).toBe('pending-approval');
  });

  it('tells the token to nobody', async () => {
    const build = await app.pausedBuild();
    app.sandbox.codefresh.faults.inject({
      effect: {
        kind: 'status',
        status: 404,
        body: JSON.stringify({ message: `no ${TOKEN} (${btoa(TOKEN)})` }),
      },
      path: '/api/builds',
    });
    const text = JSON.stringify(await ask(gate({ build_id: build })));
    expect(text).toContain('(token)');
    for (const secret of [TOKEN, btoa(TOKEN)]) expect(text).not.toContain(secret);
  });

  it('is not looked for where a server sends elsewhere', async () => {
    const taken: (string | undefined)[] = [];
    const start = async (answer: (url: string) => string | undefined) => {
      const server = createServer(({ url = '', headers }, response) => {
        const location = answer(url);
        if (location === undefined) taken.push(headers.authorization);
        response.writeHead(location === undefined ? 200 : 302, { location }).end('{"status":"running"}');
      });
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    };
    const elsewhere = await start(() => undefined);
    const redirecting = await start((url) => elsewhere + url);
    app.listServer({ name: 'Old', ci: 'codefresh', base_url: redirecting });
    const found = await ask(gate({ build_id: 'a'.repeat(24) }, { server: redirecting }));
    expect(found.gate[1]).toMatchObject({
      id: 'ci-server.reached',
      outcome: 'does-not-hold',
      who: 'Change Gate admin',
    });
    expect(found.gate[1]?.detail).toContain(`with 302: it redirects to ${elsewhere.replace('http://', '')}`);
    expect(taken).toEqual([]);
  });

  it('opens no circuit, so that nobody holds back the builds of others by asking', async () => {
    app.sandbox.codefresh.faults.inject({ effect: { kind: 'reset' }, times: 4 });
    const question = gate({ build_id: 'a'.repeat(24) });
    const before = rows();
    for (let time = 0; time < 4; time += 1) expect(await look(question)).toBe('HNCCC');
    expect(rows()).toEqual(before);
  });

  it('keeps to a circuit that is open, and does not close one', async () => {
    const question = gate({ build_id: await app.pausedBuild() });
    const { database, table, sysId } = ciServer();
    const silent = { silences: '3', silent_since: '2020-01-01 00:00:00', problem: 'It is silent.' };
    database.update(table, sysId, { ...silent, next_probe: '2099-01-01 00:00:00' }, 'admin');
    expect(await look(question)).toBe('HCCCC');
    expect(app.requestsToCi).toEqual([]);
    database.update(table, sysId, { next_probe: '' }, 'admin');
    expect(await look(question)).toBe('HHHHC');
    expect(database.get(table, sysId)).toMatchObject(silent);
  });

  it('is looked at while as many deliveries call its server as may', async () => {
    const question = gate({ build_id: await app.pausedBuild() });
    const { sysId } = ciServer();
    const started = app.sandbox.clock.now().toISOString().slice(0, 19).replace('T', ' ');
    for (const claim of ['1', '2'])
      app.insert('x_change_gate_delivery', { claim: `${sysId}:${claim}`, started });
    expect(await look(question)).toBe('HHHHC');
    app.insert('x_change_gate_delivery', { claim: `${sysId}:aside`, started });
    expect(await look(question)).toBe('HCCCC');
  });
});

async function startWith(ci: CiHarness): Promise<Fields> {
  app = await startApp(1, {}, undefined, undefined, ci.sandboxOptions({}));
  const server = ci.server(app.sandbox);
  app.listServer({ name: ci.name, ci: ci.name.toLowerCase(), base_url: server });
  return { ci: ci.name.toLowerCase(), server, credential: { token: ci.callbackToken } };
}

describe('a gate of GitHub', () => {
  const TARGET = {
    way: 'environment',
    owner: 'globex',
    repo: 'shop',
    environment: 'production',
    gate: 'change',
  };

  it.each<[string, Fields, string]>([
    ['is seen from a laptop', TARGET, 'HHHHH'],
    ['of an environment that is not there is not seen', { ...TARGET, environment: 'qa' }, 'HHHNC'],
    ['of another repository is not seen', { ...TARGET, repo: 'other' }, 'HHHNC'],
    ['of no repository is not seen', {}, 'HHHCC'],
    [
      'of a workflow is started by who may write',
      { ...TARGET, way: 'dispatch', environment: '', workflow: 'deploy.yml' },
      'HHHHH',
    ],
    ['of a run that is not there is not seen', { ...TARGET, run_id: '4711' }, 'HHHNC'],
  ])('%s', async (_what, target, expected) => {
    const asked = await startWith(githubHarness({ tokens: [classicToken('repo')] }));
    expect(await look({ ...asked, target })).toBe(expected);
    expect(app.sandbox.github.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('tells what a fine-grained token does not show, and when it ends', async () => {
    const token = botToken({ actions: 'read', deployments: 'write' });
    const expires = new Date(Date.now() + 86_400_000);
    const asked = await startWith(githubHarness({ tokens: [{ ...token, expires }] }));
    const answer = await ask({ ...asked, target: TARGET });
    expect(answer.gate.map(({ outcome }) => outcome)).toEqual([
      'holds',
      'holds',
      'could-not-be-seen',
      'holds',
      'could-not-be-seen',
    ]);
    expect(answer.gate[2]?.detail).toContain(`It ends on ${expires.toISOString().slice(0, 10)}`);
    expect(answer.gate[4]?.detail).toContain('fine-grained');
  });

  it('is of a server that is too old, which the way to it says', async () => {
    const asked = await startWith(githubHarness({ basePath: '/api/v3', release: '3.17.2' }));
    const { gate } = await ask({ ...asked, target: TARGET });
    expect(gate.map(({ outcome }) => outcome).join()).toMatch(/^holds,could-not-be-seen,/);
    expect(gate[1]?.detail).toContain('It is GitHub Enterprise Server 3.17, and Change Gate supports 3.18');
  });

  it('is not seen at the address of the pages', async () => {
    const asked = await startWith(githubHarness({ basePath: '/api/v3' }));
    const pages = app.sandbox.github.url;
    app.listServer({ name: 'Pages', ci: 'github', base_url: pages });
    expect(await look({ ...asked, server: pages, target: TARGET })).toBe('HNCCC');
  });
});

describe.skipIf(missingForGitlab().length > 0)('a gate of GitLab', () => {
  it.each<[string, Fields, string]>([
    [
      'is seen before its pipeline as far as there is one',
      { project_id: '1217', job: 'change:gate' },
      'HHHCC',
    ],
    ['of another project is not seen', { project_id: '4711' }, 'HHHNC'],
    [
      'of a pipeline that is not there is not seen',
      { project_id: '1217', pipeline_id: '9', job: 'change:gate' },
      'HHHNC',
    ],
  ])('%s', async (_what, target, expected) => {
    const asked = await startWith(gitlab);
    expect(await look({ ...asked, target })).toBe(expected);
    expect(app.sandbox.gitlab.requests.every(({ method }) => method === 'GET')).toBe(true);
  });
});
