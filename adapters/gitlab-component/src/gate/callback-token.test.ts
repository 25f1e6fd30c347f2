import { describe, expect, it } from 'vitest';
import { checkCallbackToken } from './callback-token.ts';
import type { AskedPipeline } from './pipeline-jobs.ts';

const asked: string[] = [];
const unseen: string[] = [];

function check(callbackToken: string | undefined, status = 200, answer: unknown = { scopes: ['api'] }) {
  asked.length = 0;
  unseen.length = 0;
  const pipeline: AskedPipeline = {
    server: 'https://gitlab.example/api/v4',
    project: '1',
    pipeline: '2',
    jobToken: 'old-job-token',
    callbackToken,
    http: async ({ url, headers }) => {
      asked.push(`${url} ${headers?.['private-token']}`);
      if (status === 0) throw new Error('socket hang up');
      return { status, body: typeof answer === 'string' ? answer : JSON.stringify(answer), headers: {} };
    },
  };
  return checkCallbackToken(pipeline, { unseen: (of, line) => unseen.push(`${of}: ${line}`) });
}

const refused = (words: RegExp) => ({
  code: 'CALLBACK_TOKEN_UNUSABLE',
  message: expect.stringMatching(words),
});

describe('checkCallbackToken', () => {
  it.each(['glcbt-64_abc', 'old-job-token'])('refuses the job token %s', async (token) => {
    await expect(check(token)).rejects.toMatchObject(refused(/GitLab lets it play no job/));
    expect(asked).toEqual([]);
  });

  it('refuses one that GitLab does not know', async () => {
    const answer = { error: 'invalid_token', error_description: 'Token is expired.' };
    await expect(check('glpat-abc', 401, answer)).rejects.toMatchObject(refused(/none that GitLab knows/));
    expect(asked).toEqual(['https://gitlab.example/api/v4/personal_access_tokens/self glpat-abc']);
  });

  it('refuses one that plays nothing', async () => {
    const answer = { scopes: ['read_api', 'write_repository'] };
    await expect(check('glpat-abc', 200, answer)).rejects.toMatchObject(
      refused(/has the scope read_api, write_repository alone/),
    );
  });

  it.each([
    ['one that may play', ['read_user', 'api']],
    ['one of a scope that came later', ['a_scope_of_next_year']],
  ])('takes %s', async (_what, scopes) => {
    await expect(check('glpat-abc', 200, { scopes })).resolves.toBeUndefined();
    expect(unseen).toEqual([]);
  });

  it.each([
    [200, { scopes: [] }],
    [200, {}],
    [200, 'a page'],
    [403, { error: 'insufficient_scope' }],
    [404, {}],
    [0, {}],
  ])('claims nothing, and says so, where GitLab answers %i %j', async (status, answer) => {
    await expect(check('glpat-abc', status, answer)).resolves.toBeUndefined();
    expect(unseen).toEqual(['token: GitLab does not tell what the callback token may do.']);
  });

  it('asks nothing without a token', async () => {
    await check(undefined);
    expect(asked).toEqual([]);
  });
});
