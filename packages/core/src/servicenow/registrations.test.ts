import { expect, it } from 'vitest';
import type { CallbackRegistration } from '../callback/contract.ts';
import { GateError, type GateErrorCode } from '../errors.ts';
import { register, registeredChange, withdrawRegistration } from './registrations.ts';

const REGISTERED = {
  sys_id: 'reg1',
  key: 'key',
  change: 'chg1',
  status: 'waiting',
  decision: 'pending',
  reason: 'none yet',
};
const { change: _change, ...OLDER } = REGISTERED;

/** An instance that answers with these, or with a failure. */
function answering(...answers: readonly (object | GateErrorCode | null)[]) {
  const left = [...answers];
  const request = async () => {
    const next = left.shift();
    if (typeof next === 'string') throw new GateError(next, 'refused');
    return next;
  };
  return { instanceUrl: 'https://acme.service-now.com', request };
}

it('a registration is answered as it stands', async () => {
  const registration = { key: 'key' } as CallbackRegistration;
  expect(await register(answering(REGISTERED), registration)).toEqual(REGISTERED);
  expect(await register(answering(OLDER), registration)).toEqual(OLDER);
  for (const column of Object.keys(OLDER)) {
    await expect(register(answering({ ...REGISTERED, [column]: 1 }), registration)).rejects.toMatchObject({
      code: 'UNEXPECTED_ANSWER',
      cause: expect.objectContaining({ issues: [expect.objectContaining({ path: [column] })] }),
    });
  }
});

it.each(['REGISTRATION_REFUSED', 'APP_NOT_INSTALLED', 'RECORD_NOT_FOUND', null] as const)(
  'where the search for one ends with %s, there is none',
  async (answer) => {
    expect(await registeredChange(answering(answer), 'key')).toBeNull();
    expect(await withdrawRegistration(answering(answer), 'key')).toBe(false);
  },
);

it('any other failure is one', async () => {
  for (const search of [registeredChange, withdrawRegistration]) {
    await expect(search(answering('FORBIDDEN'), 'key')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  }
  await expect(withdrawRegistration(answering(REGISTERED, 'UNAVAILABLE'), 'key')).rejects.toMatchObject({
    code: 'UNAVAILABLE',
  });
});

it('tells for which change it is, where the app tells', async () => {
  expect(await registeredChange(answering(REGISTERED), 'key')).toBe('chg1');
  expect(await registeredChange(answering(OLDER), 'key')).toBeNull();
});

it.each([
  ['one that waited', 'waiting', { ...REGISTERED, status: 'withdrawn' }, true],
  ['one that was withdrawn before', 'withdrawn', { ...REGISTERED, status: 'withdrawn' }, false],
  ['one that goes on', 'delivering', { ...REGISTERED, status: 'delivering' }, false],
  ['one of which nothing is said', 'waiting', null, false],
])('%s is withdrawn only where the app says so', async (_what, status, left, withdrawn) => {
  expect(await withdrawRegistration(answering({ ...REGISTERED, status }, left), 'key')).toBe(withdrawn);
});
