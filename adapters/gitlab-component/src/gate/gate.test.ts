import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createCiHttp } from '@change-gate/core';
import { afterEach, describe, expect, it } from 'vitest';
import { checkGateJob } from './gate-job.ts';

describe('checkGateJob', () => {
  let server: Server | undefined;
  let asked: string[] = [];
  let unseen: string[] = [];
  afterEach(() => server?.close());

  async function check(
    status: number,
    body: unknown,
    jobToken: string | undefined = 'glcbt-x',
    callbackToken?: string,
  ) {
    asked = [];
    unseen = [];
    server = createServer((request, response) => {
      const { 'job-token': job, 'private-token': user } = request.headers;
      asked.push(`${request.url} ${job ?? user}`);
      response
        .writeHead(user === undefined ? status : 200, { 'Content-Type': 'application/json' })
        .end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const pipeline = {
      server: `http://127.0.0.1:${port}`,
      project: '1',
      pipeline: '2',
      jobToken,
      callbackToken,
      http: createCiHttp({ values: {}, displayName: (input) => input }, {}),
    };
    await checkGateJob('change:gate', pipeline, { unseen: (_of, line) => unseen.push(line) });
  }

  it('is content with a blocking job', async () => {
    await check(200, [{ name: 'change:gate', allow_failure: false }]);
    expect(asked).toEqual(['/projects/1/pipelines/2/jobs?per_page=100&page=1 glcbt-x']);
    expect(unseen).toEqual([]);
  });

  it('refuses a pipeline without the job', async () => {
    await expect(check(200, [{ name: 'other', allow_failure: false }])).rejects.toMatchObject({
      code: 'GATE_UNSAFE',
      message: expect.stringContaining('no job change:gate'),
    });
  });

  it('refuses a job that may fail', async () => {
    await expect(check(200, [{ name: 'change:gate', allow_failure: true }])).rejects.toMatchObject({
      code: 'GATE_UNSAFE',
    });
  });

  it.each([
    [401, {}],
    [404, {}],
    [200, 'a page'],
  ])('claims nothing, and says so, when GitLab answers %i', async (status, body) => {
    await expect(check(status, body)).resolves.toBeUndefined();
    expect(unseen).toEqual([expect.stringMatching(/does not show the jobs.* change:gate blocks it/)]);
  });

  it('asks with the callback token where GitLab lists nothing for a job', async () => {
    const jobs = [{ name: 'other', allow_failure: false }];
    await expect(check(401, jobs, 'glcbt-x', 'glpat-x')).rejects.toMatchObject({ code: 'GATE_UNSAFE' });
    expect(asked.map((line) => line.split(' ')[1])).toEqual(['glcbt-x', 'glpat-x']);
  });

  it('asks nobody without a token', async () => {
    await check(200, [], '');
    expect(asked).toEqual([]);
  });
});
