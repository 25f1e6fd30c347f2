import { afterEach, describe, expect, it } from 'vitest';
import { readClaims } from './credentials/jwt.ts';
import { call, REPOSITORY, startTestServer, TOKENS } from './fixtures/test-environment.ts';
import type { GithubServer } from './server.ts';

/** A workflow whose one job says what it was started on. */
const SAYS = (on: string, says: string) =>
  `{on: ${on}, jobs: {a: {runs-on: x, environment: production, permissions: write-all, steps: [{run: ${JSON.stringify(
    `echo "says ${says}"`,
  )}}]}}}`;

describe('a push', () => {
  let server: GithubServer;
  afterEach(() => server.close());

  it.each([
    ['{push: {tags: ["v[0-9]+.[0-9]+.*"]}}', 'refs/tags/v1.24.0', 1],
    ['{push: {tags: ["v[0-9]+.[0-9]+.*"]}}', 'refs/tags/v1', 0],
    ['{push: {tags: [v*]}}', 'main', 0],
    ['{push: {tags: [v*], branches: [main]}}', 'main', 1],
    ['{push: {branches: [main]}}', 'refs/tags/v1', 0],
    ['{push: {tags-ignore: ["*-rc?"]}}', 'refs/tags/v1-r', 0],
    ['push', 'refs/tags/v1', 1],
    ['{push: {branches: main}}', 'main', 1],
    ['{push: {branches: ["**", "!feature"]}}', 'feature', 0],
    ['{push: {branches: ["!feature", "**"]}}', 'feature', 1],
    ['{push: {branches-ignore: [fea*]}}', 'feature', 0],
    ['{push: {branches-ignore: [fea*]}}', 'main', 1],
    ['[pull_request, merge_group, release]', 'main', 0],
    ['{push: {branches: [main]}, schedule: [{cron: "0 4 * * 1"}], release: {types: [published]}}', 'main', 1],
  ])('with on: %s and the ref %s starts %d workflows', async (on, ref, count) => {
    server = await startTestServer(SAYS(on, ''));
    const start = () => server.push({ ref });
    if (count === 0) expect(start).toThrow('starts 0 workflows');
    else expect(start().ref).toBe(ref.startsWith('refs/') ? ref : `refs/heads/${ref}`);
  });

  it('of a tag makes it, and a workflow can be started on it', async () => {
    server = await startTestServer(
      '{on: [push, workflow_dispatch], jobs: {a: {runs-on: x, steps: [{run: date}]}}}',
    );
    expect(() => server.dispatch('deploy.yml', { ref: 'v1' })).toThrow('No ref found for: v1');
    server.push({ ref: 'refs/tags/v1' });
    expect(server.dispatch('deploy.yml', { ref: 'v1' }).ref).toBe('refs/tags/v1');
  });
});

describe('a pull request', () => {
  let server: GithubServer;
  afterEach(() => server.close());

  const SECRETS = 'P=${{ secrets.PASSWORD }} D=${{ secrets.DEPLOY_KEY }} I=$ACTIONS_ID_TOKEN_REQUEST_TOKEN';

  async function open(on: string, says: string, options: Parameters<GithubServer['pullRequest']>[0]) {
    server = await startTestServer(SAYS(on, says));
    const run = server.pullRequest({ number: 7, ...options });
    await run.waiting;
    server.approve(run.id, 'production', 'petra');
    await run.finished;
    const [line] = /says .*$/m.exec(run.log.replaceAll(/echo .*/g, '')) ?? [];
    return { run, line };
  }

  it('has a merge ref, on which nothing can be started, and tells its branches', async () => {
    const { run, line } = await open(
      'pull_request',
      '$GITHUB_REF $GITHUB_REF_NAME $GITHUB_HEAD_REF $GITHUB_BASE_REF ${{ github.event.number }} ${{ github.event.pull_request.head.repo.fork }}',
      {},
    );
    expect(line).toBe('says refs/pull/7/merge 7/merge feature main 7 false');
    const path = `/repos/${REPOSITORY}/actions/runs/${run.id}`;
    expect((await call(server, TOKENS.developer, 'GET', path)).body.head_branch).toBe('feature');
    expect(() => server.dispatch('deploy.yml', { ref: '7/merge' })).toThrow('No ref found');
  });

  it.each([
    [false, /^says P=\*\*\* D=\*\*\* I=\*\*\*$/],
    [true, /^says P= D= I=$/],
  ])('from a fork: %s, has secrets and may write, or not', async (fromFork, says) => {
    const { line } = await open('pull_request', SECRETS, { fromFork });
    expect(line).toMatch(says);
  });

  it('says so in the ID token of a job without an environment', async () => {
    const ask =
      'curl -s -H "Authorization: Bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=sn" | rev';
    server = await startTestServer(
      `{on: pull_request, permissions: {id-token: write}, jobs: {a: {runs-on: x, steps: [{run: ${JSON.stringify(ask)}}]}}}`,
    );
    const run = server.pullRequest();
    await run.finished;
    const [, reversed = ''] = /(\}"\S+)$/m.exec(run.log) ?? [];
    const { value } = JSON.parse([...reversed].reverse().join('')) as { value: string };
    expect(readClaims(value)).toMatchObject({
      sub: 'repo:globex/webshop:pull_request',
      ref: 'refs/pull/1/merge',
    });
  });

  it('from a fork cannot write with its token', async () => {
    const cancel = `curl -s -o /dev/null -w 'answered %{http_code}' -X POST -H "Authorization: Bearer \${{ github.token }}" $GITHUB_API_URL/repos/${REPOSITORY}/actions/runs/1/cancel`;
    server = await startTestServer(
      `{on: pull_request, permissions: write-all, jobs: {a: {runs-on: x, steps: [{run: ${JSON.stringify(cancel)}}]}}}`,
    );
    const own = server.pullRequest();
    await own.finished;
    expect(own.log).toContain('answered 404');
    const foreign = server.pullRequest({ fromFork: true });
    await foreign.finished;
    expect(foreign.log).toContain('answered 403');
  });

  it.each([
    ['{pull_request: {branches: [release]}}', 'starts 0 workflows'],
    ['{pull_request: {types: [closed]}}', 'starts 0 workflows'],
    ['{pull_request: {paths: [src/**]}}', 'does not implement `paths` (in on.pull_request)'],
  ])('starts nothing with on: %s', async (on, said) => {
    server = await startTestServer(SAYS(on, ''));
    expect(() => server.pullRequest()).toThrow(said);
  });

  it('in the merge queue has a branch of its own, on which nothing can be started', async () => {
    server = await startTestServer(
      '{on: {merge_group: {branches: [main]}}, jobs: {a: {runs-on: x, steps: [{run: "echo on ${{ github.event.merge_group.base_ref }} $GITHUB_REF_NAME."}]}}}',
    );
    const run = server.mergeGroup({ number: 7 });
    expect(await run.finished).toBe('success');
    expect(run.log).toMatch(/on refs\/heads\/main gh-readonly-queue\/main\/pr-7-[0-9a-f]{40}\.$/m);
    expect(() => server.dispatch('deploy.yml', { ref: run.ref })).toThrow('No ref found');
  });
});
