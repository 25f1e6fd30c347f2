import { expect, it } from 'vitest';
import { OBSERVATIONS } from '../observations.ts';
import { SCENARIOS } from '../scenarios.ts';
import { type RunFacts, signOff } from './sign-off.ts';
import { OBSERVATION, statusOf } from './status.ts';

const FACTS: RunFacts = {
  suite: '1.2.3',
  endedAt: new Date('2026-12-01T12:00:00Z'),
  instanceUrl: 'https://acme.service-now.com',
  ciUrl: 'https://gitlab.acme.com/api/v4',
  release: 'glide-zurich-07-01-2025__patch7b-hotfix1-05-18-2026_05-19-2026_0833.zip',
  app: '1.2.3',
  ci: 'GitLab',
  ciVersion: '18.4.1-ee',
  results: [
    {
      scenario: { name: 'approved', claim: 'An approved change lets the build deploy.' },
      outcome: 'holds',
      left: [],
    },
    {
      scenario: { name: 'rejected', claim: 'A rejected change denies the build.' },
      outcome: 'does-not-hold',
      left: [],
    },
    {
      scenario: { name: 'observe-denied-status', claim: 'The status of a denied build.' },
      outcome: 'observed',
      observed: 'error',
      left: ['Build 7 is left: 403'],
    },
    { scenario: { name: 'self-test', claim: 'The app finds nothing wrong.' }, outcome: 'skipped', left: [] },
    {
      scenario: { name: 'observe-key-after-pause', claim: 'Whether a key is valid after the pause.' },
      outcome: 'could-not-be-seen',
      left: [],
    },
  ],
};

const text = (facts: Partial<RunFacts> = {}) => JSON.stringify(signOff({ ...FACTS, ...facts }));

it('says that it was never tried, as long as nobody has', () => {
  expect(statusOf({})).toBe('Nobody has signed off a run on a live instance yet: **never tried**.');
});

it('has a line for each run, the newest first, with all that did not hold', () => {
  const older = text({
    endedAt: new Date('2026-11-30T12:00:00Z'),
    release: '',
    app: '',
    ci: 'Codefresh',
    ciVersion: '',
    results: FACTS.results.slice(0, 1),
  });
  expect(statusOf({ 'a.json': older, 'b.json': text() }).split('\n').slice(2)).toEqual([
    '| Zurich patch 7b hotfix 1 | 1.2.3 | GitLab 18.4.1-ee | 2026-12-01 | 1.2.3 | 1 of 3 hold; `rejected` does not hold; `observe-denied-status` observed error; `self-test` skipped; `observe-key-after-pause` could not be seen; 1 left, for a person to end |',
    '| not told | not told | Codefresh | 2026-11-30 | 1.2.3 | 1 of 1 hold |',
  ]);
});

it('tells by its name what is only observed', () => {
  const isObservation = ({ name }: { readonly name: string }) => name.startsWith(OBSERVATION);
  expect(Object.values(OBSERVATIONS).flat().every(isObservation)).toBe(true);
  expect(SCENARIOS.some(isObservation)).toBe(false);
});

it.each([
  [
    'of a sandbox',
    text({ ciUrl: 'http://127.0.0.1:1' }),
    /a\.json is no sign-off of a live run: it is of a run against loopback/,
  ],
  ['of no known form', '{}', /a\.json is no sign-off of a live run: changeGateSignOff is undefined/],
])('refuses one %s', (_what, one, words) => {
  expect(() => statusOf({ 'a.json': one })).toThrow(words);
});
