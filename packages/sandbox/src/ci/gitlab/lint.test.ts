/** The configuration of a commit, through the API. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SandboxClock } from '../../clock.ts';
import { request } from './fixtures/request.ts';
import { GitlabServer, missingForGitlab } from './server.ts';

const READER = { 'PRIVATE-TOKEN': 'glpat-reader' };
const GUEST = { 'PRIVATE-TOKEN': 'glpat-guest' };

let gitlab: GitlabServer;
beforeAll(async () => {
  gitlab = await GitlabServer.start({
    clock: new SandboxClock(),
    tokens: [
      { token: 'glpat-reader', user: 'reader', role: 'reporter', scopes: ['read_api'] },
      { token: 'glpat-guest', user: 'guest', role: 'guest', scopes: ['api'] },
    ],
    images: {},
  });
});
afterAll(() => gitlab.close());

const ask = (query: string, headers: Record<string, string> = READER) =>
  request(gitlab.url, 'GET', `/projects/1217/ci/lint?${query}`, headers);

describe.skipIf(missingForGitlab().length > 0)("a commit's configuration in the sandbox's GitLab", () => {
  it('has its includes and extends filled in, for whoever may read code', async () => {
    const pipeline = gitlab.run('include: [{local: all.yml}]\njob: {extends: .base, needs: [other]}', {
      files: { 'all.yml': '.base: {script: [echo], rules: [{when: always}]}\nother: {script: [echo]}' },
    });
    await pipeline.finished;
    const { status, body } = await ask(`sha=${pipeline.sha}`);
    expect(status).toBe(200);
    expect(parse(body.merged_yaml).job).toMatchObject({
      rules: [{ when: 'always' }],
      needs: [{ job: 'other' }],
    });
    expect((await ask(`sha=${pipeline.sha}`, GUEST)).status).toBe(403);
    expect((await ask(`sha=${pipeline.sha}&dry_run=true`)).status).toBe(501);
    expect((await ask('sha=c0ffee')).status).toBe(404);
  });
});
