import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../../clock.ts';
import { CodefreshServer } from '../server.ts';

const KEY = { token: '5f0c0ffee0c0ffee0c0ffee0.0123456789abcdef0123456789abcdef', user: 'starter' };
const READER = { ...KEY, token: '5f0c0ffee0c0ffee0c0ffee1.0123456789abcdef', may: ['read-builds'] as const };
const PRINT = `
version: '1.0'
steps:
  print: {image: alpine, commands: ['echo "$COLOUR $SIZE on $CF_BRANCH by $CF_BUILD_INITIATOR"']}
`;

let server: CodefreshServer;

beforeAll(async () => {
  server = await CodefreshServer.start({
    clock: new SandboxClock(),
    apiKeys: [KEY, READER],
    images: { alpine: [] },
    stepTypes: [],
  });
  const variables = { COLOUR: 'red', SIZE: 'small' };
  server.define({ name: 'globex/print', codefreshYml: PRINT, variables, encrypted: [] });
});
afterAll(() => server.close());

async function send(method: string, path: string, body?: unknown, key: string = KEY.token) {
  const headers = { Authorization: key, 'Content-Type': 'application/json' };
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(`${server.url}/api/pipelines${path}`, { method, headers, ...json });
  return { status: response.status, body: (await response.json()) as unknown };
}

/** @returns what the build printed */
async function printed(path: string, body: unknown): Promise<string> {
  const { status, body: id } = await send('POST', path, body);
  expect({ status, id }).toEqual({ status: 200, id: expect.stringMatching(/^[0-9a-f]{24}$/) });
  const build = server.build(String(id));
  await build?.finished;
  return build?.log ?? '';
}

describe("pipelines of Codefresh's API", () => {
  it('are found by name and id, whether they have had a build or not', async () => {
    const { status, body } = await send('GET', '/globex%2Fprint');
    expect({ status, body }).toMatchObject({ status: 200, body: { metadata: { name: 'globex/print' } } });
    const { id } = (body as { metadata: { id: string } }).metadata;
    expect((await send('GET', `/${id}`)).body).toEqual(body);
    expect((await send('GET', '?id=globex/print')).body).toEqual({ docs: [body] });
    expect(await send('GET', '/globex%2Fnone')).toEqual({
      status: 404,
      body: { message: 'Could not find pipeline globex/none', error: 'Not Found' },
    });
  });

  it('are started with variables of either form, which come before their own', async () => {
    expect(await printed('/run/globex%2Fprint', undefined)).toContain('red small on main by starter');
    const object = { branch: 'feature', variables: { COLOUR: 'blue' }, options: { noCache: true } };
    expect(await printed('/run/globex%2Fprint', object)).toContain('blue small on feature');
    const list = { variables: [{ key: 'SIZE', value: 'confidential', encrypted: true }], annotations: {} };
    expect(await printed('/run/globex%2Fprint', list)).toContain('red ***** on main');
  });

  it('are started by who may, if they are there', async () => {
    expect((await send('POST', '/run/globex%2Fprint', {}, READER.token)).status).toBe(403);
    expect((await send('POST', '/run/globex%2Fnone', {})).status).toBe(404);
    const wrong = await send('POST', '/run/globex%2Fprint', { variables: 'COLOUR' });
    expect(wrong).toMatchObject({ status: 400, body: { message: expect.stringContaining('variables') } });
  });

  it.each([
    ['annotations', { annotations: { team: 'shop' } }],
    ['contexts', { contexts: ['shared'] }],
    ['trigger', { trigger: 'nightly' }],
    ['userYamlDescriptor', { userYamlDescriptor: PRINT }],
    ['skip', { options: { skip: ['print'] } }],
  ])('are not started where %s is asked for, which the sandbox does not have', async (name, body) => {
    expect(await send('POST', '/run/globex%2Fprint', body)).toEqual({
      status: 501,
      body: {
        message: `The sandbox's Codefresh does not implement ${name} of a run`,
        error: 'Not Implemented',
      },
    });
  });
});
