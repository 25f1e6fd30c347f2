import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../http/http.ts';
import { jobIdTokens } from './job-id-tokens.ts';

const encoded = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
const token = (jti?: string) =>
  `${encoded({ alg: 'RS256' })}.${encoded({ iss: 'https://ci.example', aud: 'change-gate', jti })}.c2lnbmVk`;

const REQUEST = {
  url: 'https://ci.example/token?audience=change-gate',
  authorization: 'Bearer reque$t',
  property: 'value',
};

/** Signs in at a CI that gives these answers. */
function signIn(...answers: readonly { status?: number; body: unknown }[]) {
  const asked: HttpRequest[] = [];
  const masked: string[] = [];
  const slept: number[] = [];
  const http = async (request: HttpRequest) => {
    const { status = 200, body } = answers[asked.length] ?? { status: 0, body: '' };
    asked.push(request);
    return { status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) };
  };
  const clock = { now: () => new Date(0), sleep: async (ms: number) => void slept.push(ms) };
  return { way: jobIdTokens(REQUEST, http, clock, (secret) => masked.push(secret)), asked, masked, slept };
}

describe('jobIdTokens', () => {
  it('asks for a new token before each request, and masks it and what it asks with', async () => {
    const { way, asked, masked } = signIn({ body: { value: token('1') } }, { body: { value: token('2') } });
    expect(await way.headers()).toEqual({ authorization: `Bearer ${token('1')}` });
    expect(await way.headers()).toEqual({ authorization: `Bearer ${token('2')}` });
    expect(asked).toMatchObject([
      { method: 'GET', url: REQUEST.url, headers: { authorization: 'Bearer reque$t' } },
      { method: 'GET', url: REQUEST.url },
    ]);
    expect(masked).toEqual(['reque$t', token('1'), token('2')]);
  });

  const NOT_YET = { status: 403, body: { message: "Can't issue ID_TOKEN for job in 'Pending' state." } };

  it('asks again where the CI has just begun the job, and not for ever', async () => {
    const { way, slept } = signIn(NOT_YET, NOT_YET, { body: { value: token('1') } });
    expect(await way.headers()).toEqual({ authorization: `Bearer ${token('1')}` });
    expect(slept).toEqual([2_000, 2_000]);

    const never = signIn(...Array.from({ length: 9 }, () => NOT_YET));
    await expect(never.way.headers()).rejects.toMatchObject({ code: 'NO_ID_TOKEN' });
    expect(never.asked).toHaveLength(6);
  });

  it('says of the token that was refused whose it is, and what an admin looks at', async () => {
    const { way } = signIn({ body: { value: token('1') } }, { body: { value: token() } });
    await way.headers();
    expect(way.remedy).toMatch(
      /^The ID token, issued by "https:\/\/ci\.example" for the audience "change-gate".*: the instance's admin checks that .* that its user claim names an active user\.$/,
    );
    await way.headers();
    expect(way.remedy).toMatch(/"Enable JTI claim verification" is off, as the token has no jti\.$/);
  });

  it.each([
    [
      403,
      { message: 'Not for you.' },
      'NO_ID_TOKEN',
      /^ci\.example gave .*: it answered 403: Not for you\. .*whoever runs the CI/,
    ],
    [401, '', 'NO_ID_TOKEN', /it answered 401\. /],
    [500, '<h1>Oops</h1>', 'UNAVAILABLE', /it answered 500\. /],
    [429, {}, 'RATE_LIMITED', /it answered 429\. /],
    [
      200,
      '<h1>Sign in to the proxy</h1>',
      'NO_ID_TOKEN',
      /has none as "value".*lets the runner reach ci\.example/,
    ],
    [200, { value: '' }, 'NO_ID_TOKEN', /has none as "value"/],
    [200, { value: 'a.b.c\r\nx-other: header' }, 'NO_ID_TOKEN', /has none as "value"/],
    [200, { value: { token: 'a.b.c' } }, 'NO_ID_TOKEN', /has none as "value"/],
    [200, null, 'NO_ID_TOKEN', /has none as "value"/],
  ])('explains %i %j', async (status, body, code, words) => {
    const failure = signIn({ status, body }).way.headers();
    await expect(failure).rejects.toMatchObject({ code, message: expect.stringMatching(words) });
  });
});
