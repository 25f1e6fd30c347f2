import { describe, expect, it } from 'vitest';
import type { BuildContext } from '../adapter.ts';
import { DEFAULT_POLICY } from '../decision.ts';
import { GateError } from '../errors.ts';
import type { Change } from '../servicenow/change.ts';
import { callbackCredential, registerCallback, withdrawCallback } from './callback.ts';
import type { OperationContext } from './context.ts';

const upper = (name: string) => name.toUpperCase();

describe('the credential', () => {
  const of = (token?: string, alias?: string) =>
    callbackCredential({ 'callback-token': token, 'callback-alias': alias }, upper);

  it('is a token or an alias', () => {
    expect(of('t')).toEqual({ token: 't' });
    expect(of(undefined, 'a')).toEqual({ alias: 'a' });
  });

  it('is exactly one, and both inputs are named', () => {
    for (const [token, alias, words] of [
      [undefined, undefined, 'CALLBACK-TOKEN: is required, unless CALLBACK-ALIAS is set'],
      ['t', 'a', 'CALLBACK-TOKEN and CALLBACK-ALIAS are both set'],
    ] as const)
      expect(() => of(token, alias)).toThrowError(
        expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining(words) }),
      );
  });
});

function contextOf(build: Partial<BuildContext>, answer: (method: string) => unknown = () => ({})) {
  const log: string[] = [];
  const requests: string[] = [];
  const context = {
    build: { build: { id: '1', url: '' }, target: (gate: string) => ({ gate }), callback: true, ...build },
    gate: { name: 'prod', key: 'k' },
    client: {
      request: async (method: string) => {
        requests.push(method);
        return answer(method);
      },
    },
    log: { info: (line: string) => log.push(line), warning: (line: string) => log.push(`WARNING ${line}`) },
  } as unknown as OperationContext;
  return { context, log, requests };
}

const registration = (status: string) => ({ sys_id: 'r', key: 'k', status, decision: '', reason: '' });

it('registers the way the CI does where it has a way of its own', async () => {
  const sent: unknown[] = [];
  const { context, log, requests } = contextOf({
    register: async (_client, registration) => {
      sent.push(registration);
      return 'Polls instead.';
    },
  });
  const change = { number: 'CHG1', sysId: 's' } as Change;
  await registerCallback({ change, policy: DEFAULT_POLICY, credential: { alias: 'a' } }, context);
  expect(sent).toEqual([
    expect.objectContaining({ change: { number: 'CHG1', sys_id: 's' }, target: { gate: 'prod' }, key: 'k' }),
  ]);
  expect(requests).toEqual([]);
  expect(log).toEqual(['WARNING Polls instead.', expect.stringContaining('when CHG1 is decided')]);
});

describe('withdrawing it', () => {
  it('asks nothing where the build is not called back', async () => {
    const { context, log, requests } = contextOf({ callback: false });
    expect(await withdrawCallback(context)).toBe(false);
    expect([log, requests]).toEqual([[], []]);
  });

  it.each([
    ['waiting', 'withdrawn', true],
    ['withdrawn', 'withdrawn', false],
    ['waiting', 'done', false],
  ])('of a registration that is %s, and %s then: %s', async (before, after, withdrawn) => {
    const { context, log } = contextOf({}, (method) => registration(method === 'GET' ? before : after));
    expect(await withdrawCallback(context)).toBe(withdrawn);
    expect(log).toEqual(withdrawn ? ['Withdrew the registration of its callback.'] : []);
  });

  it('is told where it fails, and no more than that', async () => {
    const failing = (error: Error) =>
      contextOf({}, () => {
        throw error;
      });
    const { context, log } = failing(new GateError('UNAVAILABLE', 'Down.'));
    expect(await withdrawCallback(context)).toBe(false);
    expect(log).toEqual(['WARNING The registration of its callback could not be withdrawn. Down.']);
    const defect = new TypeError('x is undefined');
    await expect(withdrawCallback(failing(defect).context)).rejects.toBe(defect);
  });
});
