import { expect, it } from 'vitest';
import { isLoopback, parseSignOff, type RunFacts, signOff } from './sign-off.ts';

const FACTS: RunFacts = {
  suite: '1.2.3',
  endedAt: new Date('2026-12-01T23:30:00Z'),
  instanceUrl: 'https://acme.service-now.com',
  ciUrl: 'https://gitlab.acme.com/api/v4',
  release: 'glide-zurich-07-01-2025__patch2-09-10-2025',
  app: '1.2.3',
  ci: 'GitLab',
  ciVersion: '18.4.1-ee',
  results: [
    {
      scenario: { name: 'rejected', claim: 'A rejected change denies the build.' },
      outcome: 'holds',
      left: ['CHG0030001 is left: 403'],
    },
  ],
};

it('tells what was tried, where, when and by which suite', () => {
  expect(signOff(FACTS)).toEqual({
    changeGateSignOff: 1,
    suite: '1.2.3',
    of: 'live',
    on: '2026-12-01',
    instance: { release: 'glide-zurich-07-01-2025__patch2-09-10-2025', app: '1.2.3' },
    ci: { name: 'GitLab', version: '18.4.1-ee' },
    scenarios: [{ name: 'rejected', claim: 'A rejected change denies the build.', outcome: 'holds' }],
    left: 1,
  });
  expect(parseSignOff(JSON.stringify(signOff(FACTS)))).toEqual(signOff(FACTS));
});

it('tells what was observed, and of nothing else', () => {
  const scenario = { name: 'observe-denied-status', claim: 'The status of a build that a person denied.' };
  const signed = signOff({
    ...FACTS,
    results: [{ scenario, outcome: 'observed', observed: 'error', left: [] }],
  });
  expect(signed.scenarios).toEqual([{ ...scenario, outcome: 'observed', observed: 'error' }]);
  expect(parseSignOff(JSON.stringify(signed))).toEqual(signed);
});

it('leaves out a release or a version that is none: it may be anything', () => {
  const facts = { ...FACTS, release: 'acme build', app: 'of ada@acme.com', ciVersion: 'gitlab.acme.com' };
  expect(signOff(facts)).toMatchObject({ instance: { release: '', app: '' }, ci: { version: '' } });
  expect(JSON.stringify(signOff(facts))).not.toContain('acme');
});

it.each([
  'http://127.0.0.1:8080',
  'http://127.8.0.1',
  'http://localhost:1/api',
  'http://ci.localhost',
  'http://[::1]:80',
  'http://[::ffff:127.0.0.1]/',
  'http://0x7f000001/',
  'http://0.0.0.0/',
])('of a run with %s is a sandbox', (url) => {
  expect(isLoopback(url)).toBe(true);
  expect(signOff({ ...FACTS, ciUrl: url }).of).toBe('sandbox');
  expect(signOff({ ...FACTS, instanceUrl: url }).of).toBe('sandbox');
});

it('of a run with an instance without TLS is of a sandbox, on whichever machine', () => {
  expect(signOff({ ...FACTS, instanceUrl: 'http://sandbox.acme.com:8080' }).of).toBe('sandbox');
  expect(signOff({ ...FACTS, ciUrl: 'http://gitlab.acme.com/api/v4' }).of).toBe('live');
});

it.each(['https://acme.service-now.com', 'https://127.acme.com', 'https://localhost.acme.com'])(
  '%s is not on this machine',
  (url) => {
    expect(isLoopback(url)).toBe(false);
  },
);

it.each([
  ['of another format', { changeGateSignOff: 2 }, /^changeGateSignOff is 2$/],
  ['with more in it', { host: 'acme' }, /something else in it/],
  ['with more in a part', { ci: { name: 'GitLab', version: '', url: 'x' } }, /something else in it/],
  ['of a CI that is none', { ci: { name: 'Jenkins', version: '' } }, /^ci.name is "Jenkins"$/],
  ['with another release', { instance: { release: 'zurich', app: '' } }, /^instance.release is "zurich"$/],
  ['without scenarios', { scenarios: [] }, /^scenarios is \[\]$/],
  [
    'with another outcome',
    { scenarios: [{ name: 'a', claim: 'A.', outcome: 'passed' }] },
    /^scenarios.0.outcome is "passed"$/,
  ],
  [
    'with something observed that is no word',
    { scenarios: [{ name: 'a', claim: 'A.', outcome: 'observed', observed: 'of acme.com' }] },
    /^scenarios.0.observed is "of acme.com"$/,
  ],
  [
    'with something observed of what must hold',
    { scenarios: [{ name: 'a', claim: 'A.', outcome: 'holds', observed: 'error' }] },
    /something else in it/,
  ],
  ['without what it has left', { left: undefined }, /^left is undefined$/],
  ['without a day', { on: undefined }, /^on is undefined$/],
  ['whose parts are none', { instance: null }, /^instance.release is undefined$/],
])('is none %s', (_what, change, words) => {
  const text = JSON.stringify({ ...signOff(FACTS), ...change });
  expect(() => parseSignOff(text)).toThrow(words);
});
