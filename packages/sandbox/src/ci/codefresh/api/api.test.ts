import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../../clock.ts';
import { CodefreshServer } from '../server.ts';

const KEY = { token: '5f0c0ffee0c0ffee0c0ffee0.0123456789abcdef0123456789abcdef', user: 'change-gate' };
const LIMITED = { ...KEY, token: '5f0c0ffee0c0ffee0c0ffee1.0123456789abcdef', may: ['read-builds'] as const };
const NO_BUILD = '60c7bc5447895646d116db74';

let server: CodefreshServer;

beforeAll(async () => {
  server = await CodefreshServer.start({
    clock: new SandboxClock(),
    apiKeys: [KEY, LIMITED],
    images: { alpine: [] },
    stepTypes: [],
  });
});

afterAll(() => server.close());

async function send(method: string, path: string, body?: unknown, key: string = KEY.token) {
  const headers = { Authorization: key, 'Content-Type': 'application/json' };
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(`${server.url}${path}`, { method, headers, ...json });
  return { status: response.status, body: (await response.json()) as unknown };
}

describe("Codefresh's API", () => {
  it.each(['', 'wrong', `Bearer ${KEY.token}`])('takes the API key raw: %j is none', async (key) => {
    expect(await send('GET', '/api/user', undefined, key)).toEqual({
      status: 401,
      body: { message: 'The API key is missing or not valid', error: 'Unauthorized' },
    });
  });

  it('refuses what a key may not do', async () => {
    const status = async (path: string) => (await send('GET', path, undefined, LIMITED.token)).status;
    expect(await status(`/api/builds/${NO_BUILD}?noAccount=false`)).toBe(404);
    expect(await status(`/api/workflow/${NO_BUILD}/pending-approval/approve`)).toBe(403);
    expect(await status(`/api/annotations?entityId=${NO_BUILD}&entityType=workflow`)).toBe(403);
  });

  it('tells who the key belongs to', async () => {
    expect((await send('GET', '/api/user')).body).toMatchObject({
      userName: 'change-gate',
      activeAccountName: 'sandbox',
    });
  });

  it('shows a build', async () => {
    const build = server.run(`{version: '1.0', steps: {wait: {type: pending-approval}}}`, {
      pipelineName: 'globex/deploy',
    });
    await build.paused;
    const { status, body } = await send('GET', `/api/builds/${build.id}?noAccount=false`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: build.id,
      status: 'pending-approval',
      pipelineName: 'globex/deploy',
      created: build.created.toISOString(),
      branchName: 'main',
    });
    expect(body).not.toHaveProperty('finished');
    expect((await send('GET', `/api/builds/${build.id}`)).status).toBe(400);
  });

  it('lists builds, newest first, in pages', async () => {
    const started = ['a', 'b', 'c'].map((branch) =>
      server.run(`{version: '1.0', steps: {echo: {image: alpine, commands: [echo]}}}`, {
        pipelineName: 'globex/list',
        git: { branch },
      }),
    );
    await Promise.all(started.map((build) => build.finished));
    const [a, b, c] = started.map(({ id }) => id);
    const list = async (query: string) => {
      const { body } = await send('GET', `/api/workflow?${query}`);
      return (body as { workflows: { docs: { id: string; serviceId: string }[] } }).workflows.docs;
    };
    const [newest] = await list('limit=1');
    const ids = async (query: string) =>
      (await list(`pipeline=${newest?.serviceId}&${query}`)).map(({ id }) => id);
    expect(await ids('status=success&status=error')).toEqual([c, b, a]);
    expect(await ids('branchName=b')).toEqual([b]);
    expect(await ids('limit=2&page=2&paginationReset=false')).toEqual([a]);
    expect(await ids('status=running')).toEqual([]);
    expect((await send('GET', '/api/workflow?startDate=2026-01-01')).status).toBe(501);
  });

  it('stops a build by its progress, and starts it again', async () => {
    const build = server.run(`{version: '1.0', steps: {wait: {type: pending-approval}}}`);
    await build.paused;
    expect((await send('GET', `/api/builds/rebuild/${build.id}`)).status).toBe(400);
    const { body } = await send('GET', `/api/builds/${build.id}?noAccount=false`);
    const path = `/api/progress/${(body as { progress: string }).progress}`;
    expect((await send('DELETE', path, undefined, LIMITED.token)).status).toBe(403);
    expect((await send('DELETE', path)).status).toBe(200);
    expect(await build.finished).toBe('terminated');
    const again = await send('GET', `/api/builds/rebuild/${build.id}`);
    expect(again).toEqual({ status: 200, body: expect.stringMatching(/^[0-9a-f]{24}$/) });
    await server.build(String(again.body))?.paused;
    expect((await send('DELETE', `/api/progress/${NO_BUILD}`)).status).toBe(404);
  });

  it('has the log of a build by its steps, to be read without a key, once the build has ended', async () => {
    const hooks = `{on_finish: {exec: {image: alpine, commands: [echo over]}}}`;
    const go = `{image: alpine, commands: [echo 'a | b'], hooks: ${hooks}}`;
    const build = server.run(`{version: '1.0', steps: {wait: {type: pending-approval}, go: ${go}}}`);
    await build.paused;
    const { body } = await send('GET', `/api/builds/${build.id}?noAccount=false`);
    const path = `/api/progress/${(body as { progress: string }).progress}`;
    expect(await send('GET', path)).toMatchObject({
      status: 501,
      body: { message: expect.stringContaining('can be read once it has ended') },
    });
    server.approve(build.id, 'Petra');
    await build.finished;
    const { location } = (await send('GET', path)).body as { location: { url: string } };
    expect(await (await fetch(location.url)).json()).toEqual({
      steps: [
        {
          name: 'Initializing Process',
          status: 'success',
          logs: ['Pending approval step reached, pausing workflow\n'],
        },
        { name: 'wait', status: 'approved', logs: ['approved by Petra\n'] },
        { name: 'go', status: 'success', logs: ['a | b\n'] },
        { name: 'go.hooks.on_finish.exec', status: 'success', logs: ['over\n'] },
      ],
    });
    expect((await send('GET', `/api/progress/${NO_BUILD}`)).status).toBe(404);
    expect((await fetch(`${server.url}/logs/${NO_BUILD}`)).status).toBe(404);
  });

  it('finds the pipelines of a name', async () => {
    const pipeline = `{version: '1.0', steps: {a: {image: alpine, commands: [echo]}}}`;
    const builds = ['globex/found', 'globex/other'].map((pipelineName) =>
      server.run(pipeline, { pipelineName }),
    );
    await Promise.all(builds.map((build) => build.finished));
    const { body } = await send('GET', `/api/builds/${builds[0]?.id}?noAccount=false`);
    const { serviceId: id } = body as { serviceId: string };
    const found = { docs: [{ metadata: { id, name: 'globex/found' } }] };
    expect((await send('GET', '/api/pipelines?id=globex/found&id=globex/none')).body).toEqual(found);
    expect((await send('GET', `/api/pipelines?id=${id}`)).body).toEqual(found);
  });

  it("takes a build's own key as long as the build lasts", async () => {
    const build = server.run(
      `{version: '1.0', steps: {key: {image: alpine, commands: ['echo $CF_API_KEY']}, wait: {type: pending-approval}}}`,
      { initiator: 'dev' },
    );
    await build.paused;
    const key = /^key \| (.+)$/m.exec(build.log)?.[1];
    expect((await send('GET', '/api/user', undefined, key)).body).toMatchObject({ userName: 'dev' });
    server.deny(build.id, 'Paul');
    await build.finished;
    await expect.poll(async () => (await send('GET', '/api/user', undefined, key)).status).toBe(401);
  });

  it.each([
    `/api/builds/${NO_BUILD}?noAccount=false`,
    `/api/workflow/${NO_BUILD}/pending-approval/approve`,
    `/api/workflow/${NO_BUILD}/pending-approval/deny`,
  ])('knows no such build: %s', async (path) => {
    expect(await send('GET', path)).toEqual({
      status: 404,
      body: { message: `Build ${NO_BUILD} was not found`, error: 'Not Found' },
    });
  });

  it('keeps annotations by entity and key', async () => {
    const reason = { entityId: NO_BUILD, entityType: 'workflow', key: 'Reason', value: 'approved' };
    const { status, body } = await send('POST', '/api/annotations', reason);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...reason,
      entityName: '',
      __v: 0,
      _id: expect.stringMatching(/^[0-9a-f]{24}$/),
    });

    await send('POST', '/api/annotations', { ...reason, value: 'denied' });
    await send('POST', '/api/annotations', { ...reason, key: 'CR_NUMBER', value: 'CHG7' });
    const entity = `entityId=${NO_BUILD}&entityType=workflow`;
    expect((await send('GET', `/api/annotations?${entity}&key=Reason`)).body).toMatchObject([
      { value: 'denied' },
    ]);
    expect(server.annotations(NO_BUILD).map(({ key, value }) => [key, value])).toEqual([
      ['Reason', 'denied'],
      ['CR_NUMBER', 'CHG7'],
    ]);
    expect((await send('DELETE', `/api/annotations?${entity}&key=Reason`)).body).toEqual({ n: 1, ok: 1 });
    expect((await send('GET', `/api/annotations?${entity}`)).body).toHaveLength(1);
  });

  it.each([
    [{ entityType: 'workflow', key: 'A', value: 'x' }, '"entityId" is required, and must be a string'],
    [{ entityId: NO_BUILD, entityType: 'workflow', key: '1-A', value: 'x' }, '"key" must match'],
    [
      { entityId: NO_BUILD, entityType: 'image', key: 'A', value: 'x' },
      'does not implement annotations of entityType',
    ],
  ])('refuses the annotation %j', async (annotation, message) => {
    const { status, body } = await send('POST', '/api/annotations', annotation);
    expect(status).toBe(500);
    expect(body).toEqual({ status: 'Error', message: expect.stringContaining(message) });
  });

  it.each([
    ['POST', `/api/workflow/${NO_BUILD}/data`],
    ['POST', `/api/workflow/${NO_BUILD}/pending-approval/approve`],
    ['GET', '/build/1'],
  ])('says what it does not implement: %s %s', async (method, path) => {
    expect(await send(method, path)).toEqual({
      status: 501,
      body: {
        message: `${method} ${path} is not implemented by the sandbox's Codefresh`,
        error: 'Not Implemented',
      },
    });
  });

  it('writes down every request, and can be made to fail', async () => {
    server.faults.inject({ effect: { kind: 'status', status: 503 }, path: '/api/user' });
    await fetch(`${server.url}/api/user`, { headers: { Authorization: KEY.token } });
    const [last] = server.requests.slice(-1);
    expect(last).toMatchObject({ method: 'GET', path: '/api/user', status: 503 });
    expect((await send('GET', '/api/user')).status).toBe(200);
  });
});
