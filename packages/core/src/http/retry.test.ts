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
async function send(request: HttpRequest, answers: (HttpResponse | Error)[], random = 1) {
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
  const retrying = withRetries(http, { clock, log, random: () => random });
  const outcome = await retrying(request).catch((error: Error) => error);
  const slept = pauses.reduce((sum, pause) => sum + pause, 0);
  return { outcome, sent, pauses, slept, lines };
}

describe('withRetries', () => {
  it.each([202, 408, 429, 502, 503, 504])(
    'reads again after %i, with growing pauses, and says so',
    async (status) => {
      const { outcome, sent, pauses, lines } = await send(READ, [answer(status), answer(status), OK]);
      expect(outcome).toBe(OK);
      expect(sent).toBe(3);
      expect(pauses).toEqual([500, 1_000]);
      expect(lines[0]).toBe(
        `GET acme.service-now.com/api/x: answered ${status}; trying again in 0.5 s, for 120 s at most.`,
      );
      expect(lines[1]).toContain('trying again in 1 s, for 119.5 s at most.');
    },
  );

  it.each([0, 0.5, 1])(
    'reads for two minutes when nothing answers, whatever the pauses (%d)',
    async (random) => {
      const { outcome, slept, pauses, lines } = await send(READ, [SILENCE], random);
      expect(outcome).toBe(SILENCE);
      expect(slept).toBe(120_000);
      expect(Math.max(...pauses)).toBeLessThanOrEqual(10_000);
      expect(pauses.length).toBeLessThan(30);
      expect(lines[0]).toContain('acme.service-now.com did not answer; trying again in');
    },
  );

  it('finds an instance that is back after a minute', async () => {
    expect(await send(READ, [...Array.from({ length: 12 }, () => answer(503)), OK])).toMatchObject({
      outcome: OK,
    });
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

  it.each([SILENCE, answer(202), answer(501), answer(502), answer(503), cutShort])(
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

  it.each(['121', 'Sun, 01 Mar 2026 00:02:01 GMT'])(
    'gives up at once when asked to wait until %s',
    async (value) => {
      const { outcome, sent, lines } = await send(READ, [answer(429, { 'retry-after': value }), OK]);
      expect(outcome).toMatchObject({ status: 429 });
      expect(sent).toBe(1);
      expect(lines).toEqual([]);
    },
  );

  it('waits for as long as it may', async () => {
    const { outcome, slept } = await send(READ, [answer(429, { 'retry-after': '120' }), OK]);
    expect(outcome).toBe(OK);
    expect(slept).toBe(120_000);
  });

  it('makes a last attempt when a millisecond is left, and none when nothing is', async () => {
    const asked = (after: string) => answer(429, { 'retry-after': after });
    const { pauses, sent } = await send(READ, [asked('119'), answer(503), answer(503)], 0.998);
    expect(pauses).toEqual([119_000, 999, 1]);
    expect(sent).toBe(4);
  });

  it('doubles its pauses up to ten seconds, each of them half at least', async () => {
    const silent = (random: number) => send(READ, [SILENCE], random);
    expect((await silent(1)).pauses.slice(0, 7)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
    expect((await silent(0)).pauses.slice(0, 7)).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
  });

  it.each([
    [199, 1],
    [200, 2],
    [201, 2],
    [299, 2],
    [300, 1],
  ])('of %i that failed on the way it takes no result (%i sent)', async (status, times) => {
    const { sent, lines } = await send(READ, [{ ...cutShort, status }, OK]);
    expect(sent).toBe(times);
    if (times > 1) {
      expect(lines[0]).toContain(
        `answered ${status}${status === 200 ? ', but failed on the way' : ''}; trying`,
      );
    }
  });

  it.each(['{"status":"failure"}', '{"error":{}}'])('reads again after %s', async (body) => {
    expect((await send(READ, [{ ...OK, body }, OK])).sent).toBe(2);
  });

  it('leaves broken JSON as it is', async () => {
    expect((await send(READ, [{ ...OK, body: '{"error"' }, OK])).sent).toBe(1);
  });

  it.each([
    ['DELETE', undefined, 2],
    ['PATCH', undefined, 1],
    ['PATCH', true, 2],
    ['GET', false, 1],
  ] as const)('%s with idempotent %s is sent %i times', async (method, idempotent, times) => {
    const request = { ...READ, method, ...(idempotent !== undefined && { idempotent }) };
    expect((await send(request, [SILENCE, OK])).sent).toBe(times);
    expect((await send(request, [answer(503), OK])).sent).toBe(times);
  });

  it.each([new GateError('CERTIFICATE_REFUSED', 'wrong.'), new Error('wrong.')])(
    'throws %o at once',
    async (error) => {
      expect(await send(READ, [error, OK])).toMatchObject({ outcome: error, sent: 1 });
    },
  );

  it.each(['', 'soon', 'x 7', '7 x', 'Sat, 28 Feb 2026 23:59:59 GMT'])(
    'pauses as ever where Retry-After is %j',
    async (value) => {
      expect((await send(READ, [answer(503, { 'retry-after': value }), OK])).pauses).toEqual([500]);
    },
  );

  it('pauses for longer than Retry-After asks, where it would anyway', async () => {
    const asked = answer(503, { 'retry-after': ' 1 ' });
    expect((await send(READ, [asked, asked, asked, OK])).pauses).toEqual([1_000, 1_000, 2_000]);
  });
});
