import { expect, it } from 'vitest';
import type { HttpRequest } from '../http/http.ts';
import { createClient } from './client.ts';

const URL = 'https://acme.service-now.com';

/** An instance that answers with these statuses, and a token that can be renewed, or cannot. */
function instance(statuses: readonly number[], canRenew = true) {
  const sent: HttpRequest[] = [];
  let token = 1;
  const renew = () => {
    token += 1;
  };
  const signIn = {
    headers: async () => ({ authorization: `Bearer ${token}` }),
    ...(canRenew && { renew }),
    remedy: 'Check the token.',
    userName: 'ci.bot',
  };
  const client = createClient(URL, signIn, async (request) => {
    sent.push(request);
    const status = statuses[sent.length - 1] ?? 200;
    return { status, headers: { 'content-type': 'application/json' }, body: `{"result":${sent.length}}` };
  });
  return { client, sent };
}

it('tells where the instance is and who signs in', () => {
  expect(instance([]).client).toMatchObject({ instanceUrl: URL, userName: 'ci.bot' });
});

it('sends a read with no more than is asked', async () => {
  const { client, sent } = instance([]);
  expect(await client.request('GET', '/api/x', { query: { a: 'b&c=d', e: 'é' } })).toBe(1);
  expect(await client.request('DELETE', '/api/x')).toBe(2);
  const headers = { accept: 'application/json', authorization: 'Bearer 1' };
  expect(sent).toStrictEqual([
    { method: 'GET', url: `${URL}/api/x?a=b%26c%3Dd&e=%C3%A9`, headers },
    { method: 'DELETE', url: `${URL}/api/x`, headers },
  ]);
});

it('sends a body as JSON, and a file as it is', async () => {
  const { client, sent } = instance([]);
  const file = { contentType: 'text/plain', length: 0, async *chunks() {} };
  await client.request('POST', '/api/x', { body: { a: 1 }, idempotent: true });
  await client.request('PATCH', '/api/x', { body: null, idempotent: false });
  await client.request('POST', '/api/x', { file });
  const headers = { accept: 'application/json', authorization: 'Bearer 1' };
  const asJson = { ...headers, 'content-type': 'application/json' };
  const url = `${URL}/api/x`;
  expect(sent).toStrictEqual([
    { method: 'POST', url, headers: asJson, body: '{"a":1}', idempotent: true },
    { method: 'PATCH', url, headers: asJson, body: 'null', idempotent: false },
    { method: 'POST', url, headers: { ...headers, 'content-type': 'text/plain' }, body: file },
  ]);
});

it('sends even a create again with a new token after a 401', async () => {
  const { client, sent } = instance([401]);
  expect(await client.request('POST', '/api/x', { body: {} })).toBe(2);
  expect(sent.map(({ headers }) => headers.authorization)).toEqual(['Bearer 1', 'Bearer 2']);
});

it.each([
  ['a second 401', [401, 401], true, 2, 'UNAUTHENTICATED'],
  ['a 401 where no token can be renewed', [401], false, 1, 'UNAUTHENTICATED'],
  ['a 400', [400], true, 1, 'NOT_ACCEPTED'],
  ['a 402', [402], true, 1, 'NOT_ACCEPTED'],
] as const)('sends nothing again after %s', async (_what, statuses, canRenew, times, code) => {
  const { client, sent } = instance(statuses, canRenew);
  await expect(client.request('GET', '/api/x')).rejects.toMatchObject({
    code,
    ...(code === 'UNAUTHENTICATED' && { message: expect.stringContaining('Check the token.') }),
  });
  expect(sent).toHaveLength(times);
});
