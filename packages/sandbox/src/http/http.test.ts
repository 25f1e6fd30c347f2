import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { inspect } from 'node:util';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Faults } from './faults.ts';
import { RequestJournal } from './request-journal.ts';
import { type Listening, listen } from './server.ts';

let faults: Faults;
let journal: RequestJournal;
let handled: string[];
let server: Listening;

beforeEach(async () => {
  faults = new Faults();
  journal = new RequestJournal({ now: () => new Date('2026-01-01T10:00:00Z') });
  handled = [];
  const app = new Hono();
  app.use(journal.middleware());
  app.use(faults.middleware());
  app.all('*', async (c) => {
    handled.push(`${c.req.method} ${c.req.path} ${await c.req.text()}`.trim());
    return c.json({ ok: true }, 201, { Location: '/made' });
  });
  server = await listen(app);
});
afterEach(() => server.close());

describe('listen', () => {
  it('serves the loopback interface only', () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('closes although a client keeps its connection', async () => {
    const never = new Hono();
    const asked = Promise.withResolvers<void>();
    never.get('/', () => {
      asked.resolve();
      return new Promise<Response>(() => {});
    });
    const other = await listen(never);
    const answer = fetch(other.url);
    await asked.promise;
    await Promise.all([other.close(), expect(answer).rejects.toThrow()]);
  });
});

describe('a browser that asks for a page of another site', () => {
  it.each([
    [
      'under its own name (DNS rebinding)',
      'GET',
      { Host: 'evil.example' },
      /answers at 127\.0\.0\.1:\d+ and local/,
    ],
    ['under another port', 'GET', { Host: '127.0.0.1:1' }, /answers at/],
    [
      'from its own origin',
      'POST',
      { Origin: 'http://evil.example' },
      /no requests from pages of other sites/,
    ],
    ['from a file', 'POST', { Origin: 'null' }, /no requests from pages of other sites/],
    ['to approve by GET', 'GET', { Origin: 'https://evil.example' }, /no requests from pages of other sites/],
  ])('is refused %s', async (_how, method, headers, why) => {
    expect(await send(method, headers)).toEqual({ status: 403, body: expect.stringMatching(why) });
    expect(handled).toEqual([]);
    expect(journal.entries).toEqual([]);
  });

  it.each(['127.0.0.1', 'LocalHost'])('is not one that asks %s for its own page', async (name) => {
    const { port } = new URL(server.url);
    const headers = { Host: `${name}:${port}`, Origin: `http://${name.toLowerCase()}:${port}` };
    expect((await send('POST', headers)).status).toBe(201);
  });
});

it('answers under the full name of localhost', async () => {
  expect((await send('GET', { Host: `localhost.:${new URL(server.url).port}` })).status).toBe(201);
});

describe('a fault', () => {
  it('answers with a status and Retry-After, for as many requests as asked, and then no more', async () => {
    faults.inject({ effect: { kind: 'status', status: 429, retryAfter: 7 }, times: 2 });
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) {
      const response = await fetch(server.url);
      statuses.push(response.status);
      if (i === 0) expect(response.headers.get('retry-after')).toBe('7');
    }
    expect(statuses).toEqual([429, 429, 201]);
    expect(handled).toHaveLength(1);
  });

  it('hits only the method and path that it names', async () => {
    faults.inject({ effect: { kind: 'status', status: 503 }, method: 'POST', path: /^\/builds\/\d+$/ });
    const status = async (method: string, path: string) =>
      (await fetch(server.url + path, { method })).status;
    expect(await status('GET', '/builds/1')).toBe(201);
    expect(await status('POST', '/builds/x')).toBe(201);
    expect(await status('POST', '/builds/1?a=b')).toBe(503);
    faults.inject({ effect: { kind: 'status', status: 500 }, path: '/bui' });
    expect(await status('GET', '/other')).toBe(201);
    expect(await status('GET', '/builds')).toBe(500);
  });

  it('answers with a page', async () => {
    faults.inject({ effect: { kind: 'html', status: 200, html: '<title>Log in</title>' } });
    const response = await fetch(server.url);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toBe('<title>Log in</title>');
  });

  it('resets the connection, and the journal says that no answer went out', async () => {
    faults.inject({ effect: { kind: 'reset' } });
    await expect(fetch(server.url)).rejects.toThrow('fetch failed');
    expect(handled).toEqual([]);
    expect(journal.entries.map(String)).toEqual(['GET / -> no answer']);
    expect((await fetch(server.url)).status).toBe(201);
  });

  it('loses the answer to a request that was handled', async () => {
    faults.inject({ effect: { kind: 'reset' }, afterHandling: true });
    await expect(fetch(server.url, { method: 'POST', body: 'once' })).rejects.toThrow('fetch failed');
    expect(handled).toEqual(['POST / once']);
    faults.inject({ effect: { kind: 'status', status: 502 }, afterHandling: true });
    const response = await fetch(server.url);
    expect([response.status, response.headers.has('location')]).toEqual([502, false]);
    expect(handled).toHaveLength(2);
  });

  it('delays the answer', async () => {
    faults.inject({ effect: { kind: 'latency', ms: 50 } });
    const start = performance.now();
    expect((await fetch(server.url)).status).toBe(201);
    expect(performance.now() - start).toBeGreaterThanOrEqual(49);
  });

  it('lasts until it is removed', async () => {
    const remove = faults.inject({ effect: { kind: 'status', status: 500 }, times: Infinity });
    expect((await fetch(server.url)).status).toBe(500);
    expect((await fetch(server.url)).status).toBe(500);
    remove();
    expect((await fetch(server.url)).status).toBe(201);
    faults.inject({ effect: { kind: 'status', status: 500 } });
    faults.clear();
    expect((await fetch(server.url)).status).toBe(201);
  });
});

describe('the request journal', () => {
  it('keeps what was sent', async () => {
    const headers = { Authorization: 'Bearer s3cret', 'X-Mine': 'yes' };
    await fetch(`${server.url}/a?b=c`, { method: 'POST', body: '{"token":"s3cret"}', headers });
    const [entry] = journal.entries;
    expect(entry).toMatchObject({ method: 'POST', path: '/a?b=c', status: 201, body: '{"token":"s3cret"}' });
    expect(entry?.at).toEqual(new Date('2026-01-01T10:00:00.000Z'));
    expect(entry?.headers).toMatchObject({ authorization: 'Bearer s3cret', 'x-mine': 'yes' });
  });

  it('prints no credentials', async () => {
    await fetch(server.url, { method: 'POST', body: 's3cret', headers: { Authorization: 'Bearer s3cret' } });
    const printed = `${journal.entries[0]} ${JSON.stringify(journal.entries)} ${inspect(journal.entries)}`;
    expect(printed).toContain('[redacted]');
    expect(printed).not.toContain('s3cret');
  });
});

/** `fetch` lets nobody choose the Host. */
async function send(method: string, headers: Record<string, string>) {
  const outgoing = request(server.url, { method, headers }).end();
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  return { status: answer.statusCode, body: await text(answer) };
}
