/** What clients of others rely on: over HTTP, at a sandbox that is another process. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { basic, SandboxProcess, send } from './fixtures/sandbox-process.ts';

const BOT = { userName: 'ci.bot', password: 's3cret' };
const CLIENT = { userName: 'globex', password: 'c0ffee' };

const CONFIGURATION = `
serviceNow:
  users: [{userName: ci.bot, password: s3cret, roles: [itil, sn_change_read, sn_change_write]}]
  applications: [{clientId: globex, clientSecret: c0ffee, user: ci.bot}]
`;

const CHANGES = '/api/now/table/change_request';

let sandbox: SandboxProcess;
let instance: string;

beforeAll(async () => {
  const started = await SandboxProcess.start(CONFIGURATION);
  sandbox = started.process;
  instance = started.urls.serviceNow ?? '';
});
afterAll(() => sandbox.close());

const call = (method: string, path: string, body?: object) => send(method, instance + path, basic(BOT), body);

it('stores base columns that clients send', async () => {
  const sent = { service_offering: 'a'.repeat(32), cab_date: '2030-01-02', order: '100' };
  const { json } = await call('POST', CHANGES, sent);
  const read = await call('GET', `${CHANGES}/${json.result.sys_id}?sysparm_exclude_reference_link=true`);
  expect(read.json.result).toMatchObject(sent);
});

it('finds text in another case', async () => {
  const { json } = await call('POST', CHANGES, { short_description: 'Globex Deployment' });
  const query = 'short_descriptionSTARTSWITHgLOBEX^numberIN';
  const filters = [
    'short_description=globex DEPLOYMENT',
    `sysparm_query=${query}${json.result.number.toLowerCase()}`,
  ];
  for (const filter of filters) {
    const found = await call('GET', `${CHANGES}?${filter}`);
    expect(found.json.result).toMatchObject([{ sys_id: json.result.sys_id }]);
  }
});

it("makes a standard change with the Standard model's sys_id", async () => {
  const { json } = await call('POST', CHANGES, { chg_model: 'e55d0bfec343101035ae3f52c1d3ae49' });
  expect(json.result.type).toBe('standard');
});

it('keeps the sys_id of a POST', async () => {
  const sys_id = '0123456789abcdef0123456789abcdef';
  expect(await call('POST', CHANGES, { sys_id })).toMatchObject({
    status: 201,
    json: { result: { sys_id } },
  });
  expect((await call('GET', `${CHANGES}/${sys_id}`)).status).toBe(200);
});

it('takes a time in ISO 8601', async () => {
  const path = `${CHANGES}/${(await call('POST', CHANGES, {})).json.result.sys_id}`;
  const { json } = await call('PATCH', path, { start_date: '2030-07-15T08:00:00' });
  expect(json.result.start_date).toBe('2030-07-15T08:00:00');
  expect((await call('GET', path)).json.result.start_date).toBe('2030-07-15 08:00:00');
});

it('takes the client at the token endpoint as HTTP Basic', async () => {
  const token = await fetch(`${instance}/oauth_token.do`, {
    method: 'POST',
    headers: { Authorization: basic(CLIENT) },
    body: new URLSearchParams({ grant_type: 'password', username: BOT.userName, password: BOT.password }),
  });
  const { access_token } = (await token.json()) as { access_token: string };
  expect((await send('GET', `${instance}${CHANGES}?sysparm_limit=1`, `Bearer ${access_token}`)).status).toBe(
    200,
  );
});

/** An upload that the instance is busy with until it is ended. */
async function busy(headers: Record<string, string> = {}) {
  const { sys_id } = (await call('POST', CHANGES, {})).json.result;
  const file = `table_name=change_request&table_sys_id=${sys_id}&file_name=a.txt`;
  const outgoing = request(`${instance}/api/now/attachment/file?${file}`, {
    method: 'POST',
    headers: { Authorization: basic(BOT), 'Content-Type': 'text/plain', ...headers },
  });
  const answer = once(outgoing, 'response');
  await new Promise((sent) => outgoing.write('a', sent));
  // What was sent before has arrived when this is answered, which needs no turn.
  await fetch(instance);
  return async (): Promise<number | undefined> => {
    outgoing.end();
    const [response] = (await answer) as [IncomingMessage];
    response.resume();
    return response.statusCode;
  };
}

const create = (headers: Record<string, string> = {}) =>
  fetch(instance + CHANGES, {
    method: 'POST',
    headers: { Authorization: basic(BOT), 'Content-Type': 'application/json', ...headers },
    body: '{}',
  });

it('answers 429 to one request more than four that run and fifty that wait', async () => {
  const running = [await busy(), await busy(), await busy(), await busy()];
  const others = Array.from({ length: 51 }, () => create());
  const refused = await Promise.race(others);
  expect([refused.status, refused.headers.has('retry-after')]).toEqual([429, false]);
  for (const end of running) expect(await end()).toBe(201);
  const statuses = (await Promise.all(others)).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([...new Array(50).fill(201), 429]);
});

it('answers 202 to one request more than a session may have, and drops it', async () => {
  const session = { Cookie: (await create()).headers.get('set-cookie')?.split(';')[0] ?? '' };
  const end = await busy(session);
  const count = async () => (await call('GET', `${CHANGES}?sysparm_fields=sys_id`)).json.result.length;
  const before = await count();
  const others = Array.from({ length: 11 }, () => create(session));
  expect((await Promise.race(others)).status).toBe(202);
  expect(await end()).toBe(201);
  const statuses = (await Promise.all(others)).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([...new Array(10).fill(201), 202]);
  expect(await count()).toBe(before + 10);
});
