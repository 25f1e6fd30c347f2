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
