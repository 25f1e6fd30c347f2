import { describe, expect, it } from 'vitest';
import { idTokenRequest } from './id-token.ts';

const OF_THE_RUNNER = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://run.example/idtoken/1?api-version=2.0',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request',
};

describe('idTokenRequest', () => {
  it('asks as the runner says, for an audience of any characters', () => {
    expect(idTokenRequest(OF_THE_RUNNER, 'api://change gate&x=1')).toEqual({
      url: 'https://run.example/idtoken/1?api-version=2.0&audience=api%3A%2F%2Fchange%20gate%26x%3D1',
      authorization: 'Bearer request',
      property: 'value',
    });
  });

  it.each(Object.keys(OF_THE_RUNNER))('says who gives the job a permission where %s is empty', (name) => {
    const env = { ...OF_THE_RUNNER, [name]: '', GITHUB_EVENT_NAME: 'push' };
    expect(() => idTokenRequest(env, 'change-gate')).toThrowError(
      /Whoever maintains the workflow adds "id-token: write" to the permissions of this job.*reusable one\.$/,
    );
  });

  it('says that a pull request from a fork gets none', () => {
    expect(() => idTokenRequest({ GITHUB_EVENT_NAME: 'pull_request' }, 'change-gate')).toThrowError(
      /a pull request from a fork gets none all the same/,
    );
  });
});
