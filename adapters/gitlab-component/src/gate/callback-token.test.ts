import { describe, expect, it } from 'vitest';
import { checkCallbackToken } from './callback-token.ts';

const asked: string[] = [];

function check(callbackToken: string | undefined, status = 200, answer: unknown = { scopes: ['api'] }) {
  asked.length = 0;
  return checkCallbackToken({
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
  });
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
    [200, { scopes: ['read_user', 'api'] }],
    [200, { scopes: ['a_scope_of_next_year'] }],
    [200, { scopes: [] }],
    [200, {}],
    [200, 'a page'],
    [403, { error: 'insufficient_scope' }],
    [404, {}],
    [0, {}],
  ])('claims nothing where GitLab answers %i %j', async (status, answer) => {
    await expect(check('glpat-abc', status, answer)).resolves.toBeUndefined();
  });

  it('asks nothing without a token', async () => {
    await check(undefined);
    expect(asked).toEqual([]);
  });
});
