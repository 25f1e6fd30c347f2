import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Api, type Exchange, Refused, Unavailable } from './api.ts';

const SECRET = 's3cret-word';

let server: Server | undefined;
afterEach(() => server?.close());

interface Answered {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** An API whose server gives these answers, one after the other, and what it was asked. */
async function answering(...answers: readonly Answered[]) {
  const exchanges: Exchange[] = [];
  let asked = 0;
  const listener: RequestListener = (_, response) => {
    const { status, headers = {}, body = '{}' } = answers[asked++] as Answered;
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body);
  };
  const listening = createServer(listener).listen(0, '127.0.0.1');
  server = listening;
  await new Promise((resolve) => listening.once('listening', resolve));
  const api = new Api({
    ...{ scenario: 'approved', server: 'instance', as: 'pipeline', headers: {} },
    baseUrl: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    onExchange: (exchange) => exchanges.push(exchange),
    redact: (text) => text.replaceAll(SECRET, '***'),
  });
  return { api, exchanges, asked: () => asked };
}

const AT_ONCE = { 'Retry-After': '0' };

describe('who is asked too often', () => {
  it.each([
    ['429', { status: 429, headers: AT_ONCE }],
    ['403 with Retry-After, as GitHub', { status: 403, headers: AT_ONCE }],
    ['403 of who may ask no more', { status: 403, headers: { ...AT_ONCE, 'X-RateLimit-Remaining': '0' } }],
  ])('is asked again after %s, writes too, as nothing was done', async (_what, limited) => {
    const { api, exchanges, asked } = await answering(limited, limited, { status: 201, body: '{"a":1}' });
    expect(await api.post('/changes')).toEqual({ a: 1 });
    expect(asked()).toBe(3);
    expect(exchanges.map(({ status }) => status)).toEqual([201]);
  });

  it('is one that cannot answer now, when that does not end', async () => {
    const { api } = await answering(...Array(10).fill({ status: 403, headers: AT_ONCE }));
    await expect(api.get('/runs')).rejects.toThrow(Unavailable);
  });

  it('is not who says no', async () => {
    const { api, asked } = await answering({ status: 403, headers: { 'X-RateLimit-Remaining': '4999' } });
    await expect(api.get('/runs')).rejects.toThrow(Refused);
    expect(asked()).toBe(1);
  });
});

it('takes no web page for an answer: an instance that hibernates answers with one, and 200', async () => {
  const headers = { 'Content-Type': 'text/html; charset=utf-8' };
  const { api } = await answering({ status: 200, headers, body: '\n<!DOCTYPE html><title>Hibernating' });
  await expect(api.get('/api/now/table/change_request')).rejects.toThrow(
    /^The instance answered GET .+ as pipeline with a web page, .+ hibernates/,
  );
});

it('takes an id alone for an answer, whatever its type is called', async () => {
  const { api } = await answering({
    status: 200,
    headers: { 'Content-Type': 'text/html' },
    body: '5f0c8a1b',
  });
  expect(await api.post('/pipelines/run/1')).toBe('5f0c8a1b');
});

it('shows no part of a secret where a long answer is cut', async () => {
  const echo = JSON.stringify(`${'x'.repeat(494)}${SECRET}`);
  const { api } = await answering({ status: 400, body: echo });
  const { message } = (await api.get('/me').catch((error) => error)) as Error;
  expect(message).toMatch(/x{494}\*\*\*/);
  expect(message).not.toContain('s3c');
});
