import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, REPOSITORY, startTestServer, TOKENS } from '../fixtures/test-environment.ts';
import type { GithubServer } from '../server.ts';

const WORKFLOW = `
on: workflow_dispatch
jobs:
  deploy: {runs-on: x, environment: staging, steps: [{run: 'true'}]}
  fail: {runs-on: x, environment: staging, steps: [{run: 'false'}]}
`;

let server: GithubServer;
let base: string;
let head: string;

beforeAll(async () => {
  server = await startTestServer(WORKFLOW);
  const run = server.dispatch('deploy.yml');
  await run.finished;
  base = run.sha;
  server.merge({ title: 'SHOP-1', author: 'dev', mergedBy: 'petra', commits: ['One', 'Two'] });
  const reviews = [{ user: 'petra' }, { user: 'paul', stale: true }];
  head = server.merge({ title: 'SHOP-2', author: 'dev', mergedBy: 'petra', reviews, unlinked: true });
});
afterAll(() => server.close());

const get = (path: string, token: string = TOKENS.developer) =>
  call(server, token, 'GET', `/repos/${REPOSITORY}${path}`);

describe('what has changed', () => {
  it('is compared along the line of commits', async () => {
    const { body } = await get(`/compare/${base}...${head}?per_page=2`);
    expect(body).toMatchObject({ status: 'ahead', total_commits: 3, base_commit: { sha: base } });
    expect(body.commits).toMatchObject([
      { commit: { message: 'One' }, author: { login: 'dev' }, parents: [{ sha: base }] },
      { commit: { message: 'Two' } },
    ]);
    expect((await get(`/compare/${base}...${head}?per_page=2&page=2`)).body.commits).toMatchObject([
      { sha: head, author: null },
    ]);
    expect((await get(`/compare/${head}...${base}`)).body).toMatchObject({ status: 'behind', behind_by: 3 });
    expect((await get(`/compare/main...${head}`)).body).toMatchObject({ status: 'identical' });
    expect((await get(`/compare/nowhere...${head}`)).status).toBe(404);
  });

  it('has come with pull requests, and was reviewed', async () => {
    const { body } = await get(`/commits/${head}/pulls`);
    expect(body).toMatchObject([{ number: 2, title: 'SHOP-2', merged_at: expect.any(String) }]);
    expect((await get(`/commits/${base}/pulls`)).body).toEqual([]);
    const pull = (await get('/pulls/2')).body;
    expect(pull).toMatchObject({ user: { login: 'dev' }, merged_by: { login: 'petra' } });
    const [fresh, stale] = (await get('/pulls/2/reviews')).body;
    expect(fresh).toMatchObject({ user: { login: 'petra' }, state: 'APPROVED', commit_id: pull.head.sha });
    expect(stale.commit_id).not.toBe(pull.head.sha);
    expect((await get('/pulls/3')).status).toBe(404);
  });

  it('was deployed before, by jobs that name an environment', async () => {
    const { body } = await get('/deployments?environment=Staging');
    expect(body).toMatchObject([{ sha: base }, { sha: base }]);
    const states = async ({ id }: { id: number }) =>
      (await get(`/deployments/${id}/statuses`)).body.map(({ state }: { state: string }) => state);
    expect((await Promise.all(body.map(states))).sort()).toEqual([['failure'], ['success', 'in_progress']]);
    expect((await get('/deployments?environment=production')).body).toEqual([]);
  });

  it('is shown to a token with the permission for it', async () => {
    const refused = { status: 403 };
    expect(await get('/deployments', TOKENS.readOnly)).toMatchObject({ status: 200 });
    expect(await get(`/compare/${base}...${head}`, TOKENS.readOnly)).toMatchObject(refused);
    expect(await get(`/commits/${head}/pulls`, TOKENS.readOnly)).toMatchObject(refused);
  });
});
