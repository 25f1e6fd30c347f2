/** More requests than an instance can run at one time. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { USERS } from '../base-system/seed/seed.ts';
import { basic } from '../fixtures/rest-client.ts';
import { ServiceNowInstance } from '../instance.ts';

const CHANGES = '/api/now/table/change_request';
const AUTHORIZATION = { Authorization: basic(USERS.integration) };

type Headers = Readonly<Record<string, string>>;

let instance: ServiceNowInstance;
let upload: string;
beforeEach(async () => {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock() });
  const { sys_id } = instance.database.insert('change_request', {}, 'admin');
  const file = `table_name=change_request&table_sys_id=${sys_id}&file_name=a.txt`;
  upload = `${instance.url}/api/now/attachment/file?${file}`;
});
afterEach(() => instance.close());

/** A request that the instance is busy with until its body ends. */
async function busy(headers: Headers = {}) {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const answer = fetch(upload, {
    method: 'POST',
    headers: { ...AUTHORIZATION, 'Content-Type': 'text/plain', ...headers },
    body: readable,
    duplex: 'half',
  } as RequestInit);
  const writer = writable.getWriter();
  const begun = writer.write(new TextEncoder().encode('a'));
  await arrived(1);
  return async (): Promise<number> => {
    await begun;
    await writer.close();
    return (await answer).status;
  };
}

let seen = 0;
beforeEach(() => {
  seen = 0;
});

async function arrived(count: number): Promise<void> {
  seen += count;
  await expect.poll(() => instance.requests.length).toBe(seen);
}

function create(headers: Headers = {}): Promise<Response> {
  const sent = { ...AUTHORIZATION, 'Content-Type': 'application/json', ...headers };
  return fetch(instance.url + CHANGES, { method: 'POST', headers: sent, body: '{}' });
}

async function several(count: number, headers: Headers = {}): Promise<() => Promise<number[]>> {
  const answers = Array.from({ length: count }, () => create(headers));
  await arrived(count);
  return async () => (await Promise.all(answers)).map(({ status }) => status);
}

it('runs four, keeps fifty waiting, and answers 429 without Retry-After to the others', async () => {
  const running = [await busy(), await busy(), await busy(), await busy()];
  const waiting = await several(50);
  const refused = await create();
  expect([refused.status, refused.headers.has('retry-after')]).toEqual([429, false]);
  for (const end of running) expect(await end()).toBe(201);
  expect(await waiting()).toEqual(new Array(50).fill(201));
  expect((await create()).status).toBe(201);
});

it('answers 202 to what a session sends beyond one that runs and ten that wait, and drops it', async () => {
  const first = await create();
  seen += 1;
  const session = { Cookie: first.headers.get('set-cookie')?.split(';')[0] ?? '' };
  const end = await busy(session);
  const waiting = await several(10, session);
  expect((await create(session)).status).toBe(202);
  expect((await create()).status).toBe(201);
  expect(await end()).toBe(201);
  expect(await waiting()).toEqual(new Array(10).fill(201));
  expect(instance.changes()).toHaveLength(1 + 1 + 10 + 1);
});
