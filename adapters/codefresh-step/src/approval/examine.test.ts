import type { ApprovalHttpRequest, ApprovalHttpResponse } from '@change-gate/core/approval';
import { expect, it } from 'vitest';
import { approval } from '../approval.ts';

const SERVER = 'https://g.codefresh.io/api';
const BUILD = '60c7bc5447895646d116db74';
const READ = `/builds/${BUILD}?noAccount=false`;
const LIST = '/workflow?limit=1';

const json = (status: number, body: unknown): ApprovalHttpResponse => ({
  status,
  body: JSON.stringify(body),
});

function examine(
  response: ApprovalHttpResponse,
  target: Readonly<Record<string, string>> = { build_id: BUILD },
) {
  const sent: ApprovalHttpRequest[] = [];
  const request = { server: SERVER, target, token: 'key', appId: '', midServer: '', now: 0 };
  const found = approval.examine(request, {
    send(each) {
      sent.push(each);
      return response;
    },
  });
  const byId = Object.fromEntries(found.map((one) => [one.id.replace('ci-server.', ''), one]));
  return { found, byId, outcomes: found.map(({ outcome }) => outcome), sent };
}

const [YES, NO, DARK] = ['holds', 'does-not-hold', 'could-not-be-seen'];

it('a build that the key sees is seen; whether it may be approved, Codefresh tells nobody', () => {
  const { outcomes, byId, sent } = examine(json(200, { status: 'running' }));
  expect(outcomes).toEqual([YES, YES, YES, DARK]);
  expect(byId['sees-gate']?.detail).toContain('whose status is running');
  expect(byId['may-answer']).toMatchObject({
    who: 'CI admin',
    remedy: expect.stringContaining('Approve a build'),
  });
  expect(sent).toMatchObject([{ method: 'GET', url: SERVER + READ, headers: { authorization: 'key' } }]);
  expect(sent[0]?.decides).toBeUndefined();
});

it('without a build the key shows that it lists some', () => {
  const { outcomes, sent } = examine(json(200, { workflows: { docs: [] } }), {});
  expect(outcomes).toEqual([YES, YES, DARK, DARK]);
  expect(sent[0]?.url).toBe(SERVER + LIST);
});

it.each<[number, string[], string, RegExp]>([
  [401, [YES, NO, DARK, DARK], 'token', /does not know the API key \(401\)/],
  [403, [YES, YES, NO, DARK], 'sees-gate', /may not read build .*\(403: not you\)/],
  [404, [YES, YES, NO, DARK], 'sees-gate', /does not see build .*\(404: not you\): it is of another account/],
  [429, [YES, DARK, DARK, DARK], 'token', /answered 429 .*: not you\.$/],
])('%i is what it is', (status, outcomes, id, detail) => {
  const found = examine(json(status, { message: 'not you.', error: 'Error' }));
  expect(found.outcomes).toEqual(outcomes);
  expect(found.byId[id]?.detail).toMatch(detail);
});

it('JSON that is no build is none', () => {
  const { outcomes } = examine(json(200, { id: BUILD }));
  expect(outcomes).toEqual([YES, YES, DARK, DARK]);
});

it('a page of another server is no Codefresh', () => {
  expect(examine({ status: 200, body: '<html>' }).outcomes).toEqual([NO, DARK, DARK, DARK]);
});
