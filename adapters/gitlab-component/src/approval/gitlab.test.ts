import { expect, it } from 'vitest';
import { deliver, READ_JOBS } from '../../test/scripted-server.ts';

it.each([
  [
    401,
    { message: '401 Unauthorized' },
    'refused',
    /^GitLab answered 401 when asked for the jobs of pipeline 1006: 401 Unauthorized\. The token is unknown, expired or revoked/,
  ],
  [
    403,
    { error: 'insufficient_scope', error_description: 'The request requires higher privileges.' },
    'refused',
    /: The request requires higher privileges\. The token needs the scope api/,
  ],
  [
    404,
    { message: '404 Project Not Found' },
    'refused',
    /404 Project Not Found\. The pipeline was deleted, or the token may not see the project\.$/,
  ],
  [400, { message: { scope: ['invalid'] } }, 'refused', /: \{"scope":\["invalid"\]\}$/],
  [429, 'Retry later', 'unavailable', /answered 429/],
  [503, '<html>', 'unavailable', /answered 503/],
  [0, 'connection refused', 'unavailable', /^GitLab did not answer: connection refused$/],
  [200, '<html>Sign in</html>', 'unavailable', /did not answer with a list of jobs/],
])('sorts an answer of %i', (status, body, outcome, detail) => {
  const answer = deliver('approved', [[READ_JOBS, status, body]]);
  expect(answer.outcome).toBe(outcome);
  expect(answer.detail).toMatch(detail);
});

it.each([
  ['glpat-x', { 'private-token': 'glpat-x' }],
  ['x-glpat-x', { authorization: 'Bearer x-glpat-x' }],
  // Not by its prefix a job token.
  ['x-glcbt-1', { authorization: 'Bearer x-glcbt-1' }],
])('sends %s in one header alone, and asks for JSON', (token, credential) => {
  const { sent } = deliver('approved', [[READ_JOBS, 404]], { token });
  const json = { accept: 'application/json', 'content-type': 'application/json' };
  expect(sent[0]?.headers).toEqual({ ...json, ...credential });
});

it.each([
  [{ message: 'first', error: 'third', error_description: 'second' }, 'first'],
  [{ error: 'third', error_description: 'second.' }, 'second'],
  [{ error: 'third.' }, 'third'],
  [{ error: 'a.b' }, 'a.b'],
])("says the most telling of GitLab's words: %j", (body, said) => {
  const { detail } = deliver('approved', [[READ_JOBS, 409, body]]);
  expect(detail).toBe(`GitLab answered 409 when asked for the jobs of pipeline 1006: ${said}`);
});

it.each([{}, { message: null }, null, '<html>'])(
  'says nothing for GitLab where it said nothing: %j',
  (body) => {
    const { detail } = deliver('approved', [[READ_JOBS, 409, body === null ? 'null' : body]]);
    expect(detail).toBe('GitLab answered 409 when asked for the jobs of pipeline 1006');
  },
);
