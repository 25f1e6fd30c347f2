import { expect, it } from 'vitest';
import type { ApprovalHttpResponse } from './api.ts';
import {
  bodyOf,
  broken,
  findings,
  holds,
  obstacle,
  reached,
  tokenUntil,
  uncertain,
  unseen,
} from './findings.ts';

const DIRECT = { server: 'https://ci.acme.com/api', midServer: '' };
const MID = { ...DIRECT, midServer: 'mid-dmz' };
const DAY = 86_400;
const NOW = Date.UTC(2026, 10, 29) / 1000;

it('each finding is there once, in order, and what was not looked at says why', () => {
  const all = findings([holds('Yes.'), broken('No.', 'Change it.', 'CI admin')]);
  expect(all.map(({ id }) => id)).toEqual([
    'ci-server.reached',
    'ci-server.token',
    'ci-server.sees-gate',
    'ci-server.may-answer',
  ]);
  expect(all.map(({ title }) => title)).toEqual([
    'Way from ServiceNow to the CI server',
    'Token for the CI server',
    'Sight of the gate in the CI',
    'Right to answer the gate in the CI',
  ]);
  expect(all.map(({ outcome }) => outcome)).toEqual([
    'holds',
    'does-not-hold',
    'could-not-be-seen',
    'could-not-be-seen',
  ]);
  expect(all[1]).toMatchObject({ detail: 'No.', remedy: 'Change it.', who: 'CI admin' });
  expect(all[2]?.detail).toBe(
    'This was not looked at, as another line does not hold: Token for the CI server.',
  );
  expect(findings([unseen('Dark.')])[1]?.detail).toBe(
    'This was not looked at, as something before it could not be seen: Way from ServiceNow to the CI server.',
  );
  expect(findings([], 'The list').map(({ detail }) => detail)).toEqual(
    Array(4).fill('This was not looked at, as another line does not hold: The list.'),
  );
});

const HTML = '<html>sign in</html>';

it.each<[string, ApprovalHttpResponse, string, RegExp, string]>([
  [
    'silence',
    { status: 0, body: 'ci.acme.com: timed out.' },
    'does-not-hold',
    /did not answer this instance.*: ci\.acme\.com: timed out\.$/,
    'ServiceNow admin',
  ],
  [
    'a redirect',
    { status: 302, body: '', location: 'https://sso.acme.com/login?x=1' },
    'does-not-hold',
    /with 302: it redirects to sso\.acme\.com, and nothing was sent there\.$/,
    'Change Gate admin',
  ],
  ['a page', { status: 200, body: HTML }, 'does-not-hold', /with 200 and no JSON/, 'Change Gate admin'],
  [
    'a page of 404',
    { status: 404, body: HTML },
    'does-not-hold',
    /with 404 and no JSON/,
    'Change Gate admin',
  ],
  ['a gateway', { status: 503, body: HTML }, 'could-not-be-seen', /busy or down/, 'CI admin'],
  ['an error of its own', { status: 500, body: '{}' }, 'could-not-be-seen', /busy or down/, 'CI admin'],
  ['a time that is over', { status: 408, body: '{}' }, 'could-not-be-seen', /busy or down/, 'CI admin'],
  ['a gateway in JSON', { status: 502, body: '{}' }, 'could-not-be-seen', /busy or down/, 'CI admin'],
])('%s stands in the way', (_what, response, outcome, detail, who) => {
  expect(obstacle('Acme', DIRECT, response)).toMatchObject({
    outcome,
    who,
    detail: expect.stringMatching(detail),
  });
});

it.each([200, 401, 403, 404, 429])('JSON with %i is an answer', (status) => {
  expect(obstacle('Acme', DIRECT, { status, body: '{"message": "as it is"}' })).toBeNull();
});

it('says which way was taken', () => {
  expect(reached('Acme', DIRECT).detail).toContain('this instance, which asked without a MID Server');
  expect(reached('Acme', MID).detail).toBe('Acme at https://ci.acme.com/api answers MID Server mid-dmz.');
  const silent = obstacle('Acme', MID, { status: 0, body: 'No response' });
  expect(silent?.detail).toContain('did not answer MID Server mid-dmz: No response.');
  expect(silent?.remedy).toContain('MID Server mid-dmz is up');
});

it('a token that ends soon is not told as good, and one without an end is', () => {
  const isTaken = 'It is taken.';
  expect(tokenUntil(Number.NaN, NOW, isTaken)).toEqual(holds(isTaken));
  expect(tokenUntil(NOW + 7 * DAY, NOW, isTaken)).toEqual(holds(isTaken));
  expect(tokenUntil(NOW + 7 * DAY - 1, NOW, isTaken)).toMatchObject({
    outcome: 'could-not-be-seen',
    detail: 'It is taken. It ends on 2026-12-05: whether a change is decided before that, nobody knows.',
    who: 'CI admin',
  });
});

it('what somebody can do about what was not seen stands with who', () => {
  expect(uncertain('Dark.', 'Look.', 'CI admin')).toEqual({
    outcome: 'could-not-be-seen',
    detail: 'Dark.',
    remedy: 'Look.',
    who: 'CI admin',
  });
});

it('the body of a success alone is one', () => {
  expect(bodyOf({ status: 200, body: '{"id":7}' })).toEqual({ id: 7 });
  expect(bodyOf({ status: 403, body: '{"id":7}' })).toBeNull();
  expect(bodyOf({ status: 200, body: '7' })).toBeNull();
  expect(bodyOf({ status: 200, body: 'null' })).toBeNull();
});
