import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  type Answer,
  call,
  clock,
  REPOSITORY,
  startTestServer,
  TOKENS,
} from '../fixtures/test-environment.ts';
import type { GithubServer } from '../server.ts';

const WORKFLOW = `
on: push
jobs:
  build: {runs-on: x, steps: [{run: echo built by $SECRET, env: {SECRET: "\${{ secrets.PASSWORD }}"}}]}
  deploy: {runs-on: x, needs: build, environment: production, steps: [{run: echo deployed}]}
`;

let server: GithubServer;
let jobs: Readonly<Record<string, number>>;

beforeEach(async () => {
  server = await startTestServer(WORKFLOW);
  const run = server.push();
  await run.waiting;
  jobs = Object.fromEntries(run.jobs.map(({ key, id }) => [key, id]));
});

afterEach(() => server.close());

function logs(job: number | undefined, token: string | null = TOKENS.readOnly): Promise<Answer> {
  return call(server, token, 'GET', `/repos/${REPOSITORY}/actions/jobs/${job}/logs`);
}

it('are behind a link that needs no token, for a minute, and hold no secret', async () => {
  const response = await fetch(`${server.apiUrl}/repos/${REPOSITORY}/actions/jobs/${jobs.build}/logs`, {
    headers: {
      Authorization: `Bearer ${TOKENS.readOnly}`,
      'User-Agent': 'sandbox-test',
      'X-GitHub-Api-Version': '2022-11-28',
    },
    redirect: 'manual',
  });
  expect(response.status).toBe(302);
  const link = response.headers.get('location') ?? '';
  const text = await (await fetch(link)).text();
  expect(text).toContain('built by ***');
  clock.advance(61_000);
  expect((await fetch(link)).status).toBe(403);
});

it('of a job that waits are not there yet, and of none never', async () => {
  expect((await logs(jobs.deploy)).status).toBe(404);
  expect((await logs(1)).status).toBe(404);
});

it('are for those who may read the repository', async () => {
  expect((await logs(jobs.build, 'ghp_unknown')).status).toBe(401);
});
