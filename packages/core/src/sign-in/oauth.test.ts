import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../http/http.ts';
import { AccessTokens } from './access-tokens.ts';
import { type Grant, oauth } from './oauth.ts';

const GRANT: Grant = {
  instanceUrl: 'https://acme.service-now.com',
  identity: ['client_credentials', 'id'],
  form: () => ({ grant_type: 'client_credentials', client_id: 'id', client_secret: 's&cret' }),
  repeatable: true,
  remedy: 'Check the client.',
};

/** Signs in against answers of the token endpoint, with a clock that stands until it is moved. */
function signIn(...answers: { status: number; body: unknown }[]) {
  let now = Date.UTC(2026, 2, 1);
  const asked: HttpRequest[] = [];
  const masked: string[] = [];
  const way = oauth(GRANT, {
    http: async (request) => {
      const answer = answers[asked.length];
      asked.push(request);
      const type = typeof answer?.body === 'string' ? 'text/html' : 'application/json';
      return {
        status: answer?.status ?? 0,
        headers: { 'content-type': type },
        body: typeof answer?.body === 'string' ? answer.body : JSON.stringify(answer?.body),
      };
    },
    tokens: new AccessTokens(),
    clock: { now: () => new Date(now), sleep: async () => {} },
    mask: (secret) => masked.push(secret),
  });
  return { way, asked, masked, pass: (milliseconds: number) => (now += milliseconds) };
}

const granted = (token: string, refresh?: string) => ({
  status: 200,
  body: { access_token: token, expires_in: 1_799, token_type: 'Bearer', refresh_token: refresh },
});

describe('oauth', () => {
  it('asks once, form-urlencoded, and masks what it gets', async () => {
    const { way, asked, masked } = signIn(granted('one', 'again'));
    expect(await way.headers()).toEqual({ authorization: 'Bearer one' });
    expect(await way.headers()).toEqual({ authorization: 'Bearer one' });
    expect(asked).toMatchObject([
      {
        method: 'POST',
        url: 'https://acme.service-now.com/oauth_token.do',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'grant_type=client_credentials&client_id=id&client_secret=s%26cret',
      },
    ]);
    expect(masked).toEqual(['one', 'again']);
  });

  it('asks again when the token is about to expire, and when it is told to', async () => {
    const { way, pass } = signIn(granted('one'), granted('two'), granted('three'));
    await way.headers();
    pass(1_780_000);
    expect(await way.headers()).toEqual({ authorization: 'Bearer two' });
    way.renew?.();
    expect(await way.headers()).toEqual({ authorization: 'Bearer three' });
  });

  it.each([
    [
      401,
      { error: 'server_error', error_description: 'access_denied' },
      'UNAUTHENTICATED',
      /server_error: access_denied\. Check the client/,
    ],
    [400, { error: 'invalid_grant' }, 'UNAUTHENTICATED', /answered 400: invalid_grant/],
    [503, { error: 'busy' }, 'UNAVAILABLE', /answered 503: busy/],
    [202, '', 'UNAVAILABLE', /too much to do/],
    [429, { error: { message: 'Rate limit exceeded' } }, 'RATE_LIMITED', /Rate limit exceeded/],
    [200, '<title>Instance Hibernating page</title>', 'INSTANCE_HIBERNATING', /is hibernating/],
  ])('explains %i %j', async (status, body, code, words) => {
    const failure = signIn({ status, body }).way.headers();
    await expect(failure).rejects.toMatchObject({ code, message: expect.stringMatching(words) });
  });
});
