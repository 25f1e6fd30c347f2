import { expect, it } from 'vitest';
import type { HttpResponse } from './http.ts';
import { withRedaction } from './redaction.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

async function redacted(response: HttpResponse): Promise<HttpResponse> {
  const http = withRedaction(
    async () => response,
    (text) => text.replaceAll('pa55word', '***'),
  );
  return http({ method: 'GET', url: 'https://acme.service-now.com/', headers: {} });
}

it.each([
  [
    'a page, whatever its status',
    { status: 200, headers: {}, body: '<title>pa55word</title>' },
    '<title>***</title>',
  ],
  ['an error', { status: 400, headers: JSON_TYPE, body: '{"error":"pa55word"}' }, '{"error":"***"}'],
  ['JSON by its numbers', { status: 400, headers: JSON_TYPE, body: '"\\u0070a55word"' }, '"***"'],
])('takes the secret out of %s', async (_what, response, body) => {
  expect((await redacted(response)).body).toBe(body);
});

it('takes the secret out of the place that a redirect leads to', async () => {
  const headers = { location: '/login?user=pa55word', server: 'nginx' };
  expect(await redacted({ status: 302, headers, body: '' })).toMatchObject({
    headers: { location: '/login?user=***', server: 'nginx' },
  });
});

it('leaves a result as it is: an access token may be one that is known', async () => {
  const response = { status: 200, headers: JSON_TYPE, body: '{ "access_token": "pa55word" }' };
  expect(await redacted(response)).toEqual(response);
});
