import { describe, expect, it } from 'vitest';
import { GateError } from '../errors.ts';
import type { Http, HttpRequest, HttpResponse } from './http.ts';
import { withRetries } from './retry.ts';

const READ: HttpRequest = {
  method: 'GET',
  url: 'https://acme.service-now.com/api/x?sysparm_query=a',
  headers: {},
};
const CREATE: HttpRequest = { ...READ, method: 'POST', body: '{}' };
const SILENCE = new GateError('UNAVAILABLE', 'acme.service-now.com did not answer.');
const OK: HttpResponse = { status: 200, headers: {}, body: '' };

function answer(status: number, headers: HttpResponse['headers'] = {}): HttpResponse {
  return { status, headers, body: '' };
}

/** Sends one request against a series of answers, with a clock that only sleeping moves. */
async function send(request: HttpRequest, answers: (HttpResponse | Error)[]) {
  let now = Date.UTC(2026, 2, 1);
  let sent = 0;
  const lines: string[] = [];
  const pauses: number[] = [];
  const http: Http = async () => {
    const next = answers[Math.min(sent, answers.length - 1)] ?? OK;
    sent += 1;
    if (next instanceof Error) throw next;
    return next;
  };
  const clock = {
    now: () => new Date(now),
    sleep: async (milliseconds: number) => {
      pauses.push(milliseconds);
      now += milliseconds;
    },
  };
  const log = { info: (line: string) => lines.push(line), warning: () => {} };
  const retrying = withRetries(http, { clock, log, random: () => 1 });
  const outcome = await retrying(request).catch((error: Error) => error);
  return { outcome, sent, pauses, lines };
}

describe('withRetries', () => {
  it.each([408, 429, 502, 503, 504])(
    'reads again after %i, with growing pauses, and says so',
    async (status) => {
      const { outcome, sent, pauses, lines } = await send(READ, [answer(status), answer(status), OK]);
      expect(outcome).toBe(OK);
      expect(sent).toBe(3);
      expect(pauses).toEqual([500, 1_000]);
      expect(lines[0]).toBe(
        `GET acme.service-now.com/api/x answered ${status}; trying again in 0.5 s (1 of 4).`,
      );
    },
  );

  it('reads again when nothing answered, and gives up in the end', async () => {
    const { outcome, sent } = await send(READ, [SILENCE]);
    expect(outcome).toBe(SILENCE);
    expect(sent).toBe(5);
  });

  const cutShort = { ...OK, body: '{"result":[],"error":{"message":"cancelled"},"status":"failure"}' };

  it('reads again after a 200 that says at its end that it failed', async () => {
    expect(await send(READ, [cutShort, OK])).toMatchObject({ outcome: OK, sent: 2 });
    const record = { ...OK, body: '{"result":{"error":"none"}}' };
    expect(await send(READ, [record])).toMatchObject({ outcome: record, sent: 1 });
  });

  it.each([500, 401, 404])('leaves %i as it is', async (status) => {
    expect((await send(READ, [answer(status)])).sent).toBe(1);
  });

  it.each([SILENCE, answer(502), answer(503), cutShort])(
    'never sends a create again after %o',
    async (trouble) => {
      expect((await send(CREATE, [trouble, OK])).sent).toBe(1);
    },
  );

  it('sends a create again after 429, which says that it was not taken', async () => {
    expect(await send(CREATE, [answer(429), OK])).toMatchObject({ outcome: OK, sent: 2 });
  });

  it('sends an idempotent write again', async () => {
    expect(await send({ ...CREATE, idempotent: true }, [SILENCE, OK])).toMatchObject({
      outcome: OK,
      sent: 2,
    });
  });

  it.each([
    ['seconds', '7'],
    ['a date', 'Sun, 01 Mar 2026 00:00:07 GMT'],
  ])('waits as long as Retry-After asks, in %s', async (_form, value) => {
    expect((await send(READ, [answer(429, { 'retry-after': value }), OK])).pauses).toEqual([7_000]);
  });

  it('does not wait for an hour', async () => {
    const { outcome, sent } = await send(READ, [answer(429, { 'retry-after': '3600' }), OK]);
    expect(outcome).toMatchObject({ status: 429 });
    expect(sent).toBe(1);
  });
});
