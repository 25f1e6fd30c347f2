import { expect, it } from 'vitest';
import type { CheckAnswer, Finding } from '../check/contract.ts';
import { GateError, type GateErrorCode } from '../errors.ts';
import { askApp } from './checks.ts';

const FINDING: Finding = {
  id: 'ci-server.listed',
  title: 'CI server https://ci.acme.com/api',
  outcome: 'does-not-hold',
  detail: 'It is not listed.',
  remedy: 'List it.',
  who: 'Change Gate admin',
};

const OF_SELF_TEST = { ...FINDING, id: 'self-test.redirect' };
const TESTED = { ranAt: '2026-11-29 18:00:00', appVersion: '1.2.3', release: '' };

const ANSWER: CheckAnswer = {
  app: { version: '1.2.3', scope: 'x_change_gate' },
  instance: { release: 'glide-zurich', name: 'acme', time: '2026-11-29 19:00:00' },
  user: { name: 'ci.pipeline', roles: { itil: true } },
  gate: [FINDING],
  selfTest: null,
};

/** An instance that answers with these, or with a failure; it keeps what it was asked. */
function answering(...answers: readonly (object | GateErrorCode)[]) {
  const left = [...answers];
  const asked: string[] = [];
  const request = async (method: string, path: string) => {
    asked.push(`${method} ${path}`);
    const next = left.shift();
    if (typeof next === 'string') throw new GateError(next, 'in its own words');
    return next;
  };
  return { instanceUrl: 'https://acme.service-now.com', request, asked };
}

it('the app answers as it does', async () => {
  const client = answering(ANSWER);
  expect(await askApp(client, {})).toEqual(ANSWER);
  expect(client.asked).toEqual(['POST /api/x_change_gate/v1/checks']);
  const tested = { ...TESTED, findings: [OF_SELF_TEST] };
  expect(await askApp(answering({ ...ANSWER, selfTest: tested }), {})).toMatchObject({ selfTest: tested });
});

it('an app under a scope of its own is asked there', async () => {
  const client = { ...answering(ANSWER), appScope: 'x_acme_gate' };
  await askApp(client, {});
  expect(client.asked).toEqual(['POST /api/x_acme_gate/v1/checks']);
});

it.each([
  { app: { version: 1 } },
  { instance: {} },
  { user: { name: 'ci', roles: { itil: 'yes' } } },
  { gate: [{ ...FINDING, id: 'listed' }] },
  { gate: [{ ...FINDING, outcome: 'good' }] },
  { gate: [{ ...FINDING, detail: '' }] },
  { gate: [{ ...FINDING, id: 'instance.reached' }] },
  { gate: Array(101).fill(FINDING) },
  { selfTest: undefined },
  { selfTest: { ...TESTED, findings: [FINDING] } },
])('an answer of another shape is no answer: %j', async (other) => {
  await expect(askApp(answering({ ...ANSWER, ...other }), {})).rejects.toMatchObject({
    code: 'UNEXPECTED_ANSWER',
  });
});

it.each(['REGISTRATION_REFUSED', 'RECORD_NOT_FOUND', 'FORBIDDEN', {}] as const)(
  'an app that knows registrations (%j) and no checks is older',
  async (registrations) => {
    const client = answering('APP_NOT_INSTALLED', registrations);
    await expect(askApp(client, {})).rejects.toMatchObject({ code: 'APP_OUTDATED' });
    expect(client.asked[1]).toBe('GET /api/x_change_gate/v1/registrations');
  },
);

it.each(['APP_NOT_INSTALLED', 'UNAVAILABLE'] as const)(
  'one whose registrations end with %s as well is not known to be older',
  async (registrations) => {
    await expect(askApp(answering('APP_NOT_INSTALLED', registrations), {})).rejects.toMatchObject({
      code: 'APP_NOT_INSTALLED',
    });
  },
);

it.each(['FORBIDDEN', 'REGISTRATION_REFUSED', 'UNAVAILABLE'] as const)(
  'any other failure is one: %s',
  async (code) => {
    const client = answering(code);
    await expect(askApp(client, {})).rejects.toMatchObject({ code });
    expect(client.asked).toHaveLength(1);
  },
);
