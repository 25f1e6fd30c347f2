import { describe, expect, it } from 'vitest';
import { assertMatchesDescription, DESCRIPTION } from './description.ts';
import { OPERATIONS } from './operations.ts';

const SERVER = 'https://api.github.com';
const RUN = `${SERVER}/repos/globex/shop/actions/runs/42`;
const headers = { accept: 'a', authorization: 'b', 'user-agent': 'c', 'x-github-api-version': 'd' };

const post = (url: string, body: object) => () =>
  assertMatchesDescription({ method: 'POST', url, headers, body: JSON.stringify(body) }, SERVER);

describe("GitHub's description", () => {
  it('is of the version that the reference was written for, and has every operation that we call', () => {
    expect(DESCRIPTION.source).toBe('@octokit/openapi 23.0.2, api.github.com.deref.json');
    expect(Object.keys(DESCRIPTION.operations)).toEqual([...OPERATIONS]);
  });

  it('lets an App answer a protection rule, and not review a deployment', () => {
    const forApps = (operation: (typeof OPERATIONS)[number]) => DESCRIPTION.operations[operation].forApps;
    const run = '/repos/{owner}/{repo}/actions/runs/{run_id}' as const;
    expect(forApps(`POST ${run}/deployment_protection_rule`)).toBe(true);
    expect(forApps(`POST ${run}/pending_deployments`)).toBe(false);
  });

  it.each([
    [
      'a permission that an App cannot have',
      post(`${SERVER}/app/installations/99/access_tokens`, { permissions: { deployments: 'admin' } }),
      'one of the allowed values',
    ],
    ['an unknown path', post(`${RUN}/approve`, {}), 'describes no POST'],
    [
      'a review without a comment',
      post(`${RUN}/pending_deployments`, { environment_ids: [1], state: 'approved' }),
      "required property 'comment'",
    ],
    [
      'a review in our words',
      post(`${RUN}/pending_deployments`, { environment_ids: [1], state: 'denied', comment: '' }),
      'one of the allowed values',
    ],
    [
      'an answer that GitHub would take for a status report',
      post(`${RUN}/deployment_protection_rule`, { environment_name: 'prod', state: 'denied', comment: '' }),
      'one of the allowed values',
    ],
    ['a property of the wrong name', post(`${SERVER}/repos/o/r/dispatches`, { type: 'x' }), "'event_type'"],
  ])('does not admit %s', (_what, send, problem) => {
    expect(send).toThrowError(problem);
  });
});
