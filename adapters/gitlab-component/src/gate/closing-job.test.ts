import { expect, it } from 'vitest';
import { retryClosingJob } from './closing-job.ts';

/** @returns what was asked of GitLab beside the list of jobs */
async function retry(status: string | null, answer = 201, callbackToken: string | undefined = 'glpat-x') {
  const asked: string[] = [];
  await retryClosingJob('change', {
    ...{ server: 'https://gitlab.example.com/api/v4', project: '1217', pipeline: '2' },
    ...{ jobToken: 'glcbt-x', callbackToken },
    http: async ({ method, url, headers }) => {
      if (method === 'GET') {
        const body = status === null ? '{}' : JSON.stringify([{ id: 7, name: 'change:close', status }]);
        return { status: status === null ? 401 : 200, headers: {}, body };
      }
      asked.push(`${method} ${url} ${headers['private-token']}`);
      return { status: answer, headers: {}, body: '{}' };
    },
  });
  return asked;
}

// One that runs may have seen that the gate had failed; GitLab then refuses the retry, and a person is told.
it.each(['success', 'failed', 'pending', 'running'])('runs again one that is %s', async (status) => {
  expect(await retry(status)).toEqual([
    'POST https://gitlab.example.com/api/v4/projects/1217/jobs/7/retry glpat-x',
  ]);
});

it.each(['created', 'manual', 'skipped', 'canceled', null])('leaves one that is %s', async (status) => {
  expect(await retry(status)).toEqual([]);
});

it('says what to do where it may not', async () => {
  await expect(retry('success', 403)).rejects.toThrow(/GitLab answered 403\. Retry change:close when/);
  await expect(retry('success', 201, '')).rejects.toThrow(
    /there is no callback token\. Retry change:close when/,
  );
});
