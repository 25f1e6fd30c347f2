/** Pushes that stand on one another: what a job's checkout has of them, and what the API tells. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { request } from './fixtures/request.ts';
import type { Pipeline } from './pipeline.ts';
import { GitlabServer, missingForGitlab } from './server.ts';

const PIPELINE = `
shallow: {variables: {GIT_DEPTH: "2"}, script: ['git log --format=%s', 'git rev-parse --is-shallow-repository', 'git cat-file -e $FIRST']}
whole: {variables: {GIT_DEPTH: "0"}, script: ['git log --format=%s', 'git rev-parse --is-shallow-repository']}
`;
const DEPLOY = 'deploy: {environment: production, script: [echo deployed]}';
const MERGED = { iid: 7, title: 'Mend it', author: 'ada', mergedBy: 'bob', approvedBy: ['cyd'] };

describe.skipIf(missingForGitlab().length > 0)('a project with several pushes', () => {
  let gitlab: GitlabServer;
  let first: Pipeline;
  let second: Pipeline;
  beforeAll(async () => {
    const tokens = [{ token: 'glpat-a', user: 'ada', role: 'developer', scopes: ['read_api'] }] as const;
    gitlab = await GitlabServer.start({ clock: new SandboxClock(), tokens, images: {} });
    first = gitlab.run(DEPLOY, { message: 'one' });
    await first.finished;
    second = gitlab.run(PIPELINE, {
      after: first,
      earlier: [{ message: 'two', author: { name: 'Ada', email: 'ada@example.com' }, merged: MERGED }],
      message: 'three',
      variables: { FIRST: first.sha },
    });
    await second.finished;
  });
  afterAll(() => gitlab.close());

  const get = async (path: string) => {
    const headers = { 'private-token': 'glpat-a' };
    return (await request(gitlab.url, 'GET', `/projects/1217${path}`, headers)).body;
  };
  const printed = (job: string) =>
    second
      .job(job)
      ?.trace.split('\n')
      .filter((line) => !line.startsWith('$'));

  it('gives a job as many commits as it asks for', () => {
    expect(printed('shallow')?.slice(0, 3)).toEqual(['three', 'two', 'true']);
    expect(second.job('shallow')?.status).toBe('failed');
    expect(printed('whole')).toEqual(['three', 'two', 'one', 'false', 'Job succeeded']);
  });

  it('tells what came with a push', async () => {
    const range = await get(`/repository/commits?ref_name=${first.sha}..${second.sha}`);
    expect(range).toMatchObject([{ title: 'three' }, { title: 'two', author_email: 'ada@example.com' }]);
    const fork = await get(`/repository/merge_base?refs[]=${first.sha}&refs[]=${second.sha}`);
    expect(fork).toMatchObject({ id: first.sha, title: 'one' });
    const came = await get(`/repository/commits/${range[1].id}/merge_requests`);
    expect(came).toMatchObject([{ iid: 7, state: 'merged', merge_user: { username: 'bob' } }]);
    expect(await get(`/repository/commits/${first.sha}/merge_requests`)).toEqual([]);
    expect(await get('/merge_requests/7/approvals')).toMatchObject({
      approved_by: [{ user: { username: 'cyd' } }],
    });
    expect(await get('/merge_requests/7/versions')).toHaveLength(1);
  });

  it('tells what was deployed', async () => {
    const found = await get('/deployments?environment=production&status=success');
    expect(found).toMatchObject([{ sha: first.sha, deployable: { pipeline: { id: first.id } } }]);
  });
});
