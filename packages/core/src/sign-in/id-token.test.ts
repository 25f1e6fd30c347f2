import { expect, it } from 'vitest';
import { describeIdToken } from './id-token.ts';

const encoded = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
const jwt = (claims: unknown) => `${encoded({ alg: 'RS256' })}.${encoded(claims)}.c2lnbmVk`;

it.each([
  [
    { iss: 'https://gitlab.example.com', aud: 'vault', sub: 'project_path:a/b', exp: 1_000 },
    'issued by "https://gitlab.example.com" for the audience "vault" to "project_path:a/b", is good until 1970-01-01T00:16:40.000Z',
  ],
  [
    { iss: 'a\nb', aud: ['c', 'd'], exp: 'soon' },
    'issued by "a\\nb" for the audience ["c","d"], is good until "soon"',
  ],
  [{ iss: 'a', aud: 'b' }, 'issued by "a" for the audience "b", is good until an unknown time'],
])('says by whom, for whom and until when an ID token was issued, on one line: %j', (claims, words) => {
  expect(describeIdToken(jwt(claims))).toBe(words);
});

it.each([
  'c0ffee',
  'a.b.c',
  `${encoded({})}.${encoded({ iss: 'a', aud: 'b' })}`,
  jwt('text'),
  jwt({ iss: 'a' }),
])('says nothing of another token: %s', (token) => {
  expect(describeIdToken(token)).toBeUndefined();
});
