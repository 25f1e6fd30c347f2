import { describe, expect, it } from 'vitest';
import type { ScriptSession } from '../../runtime/script-session.ts';
import { UriMatcher } from './uri-matcher.ts';

const matcher = new UriMatcher({} as ScriptSession);

describe('sn_ws.UriMatcher', () => {
  it.each([
    ['https://ci.example.com/api', true],
    ['https://ci.example.com:444/api', true],
    ['http://ci.example.com/api', false],
    ['https://ci.example.com.evil.test/api', false],
    ['https://ci.example.com@evil.test/api', false],
    ['https://evil.test\\@ci.example.com/api', false],
    ['https://ci.example.com/api/../x', false],
    ['https://ci.example.com/api?x=1', false],
    ['https://CI.example.com/api', false],
    ['not a uri', false],
  ])('matches %s: %j', (uri, expected) => {
    expect(matcher.match(uri, 'https', ['ci.example.com'], ['/api'], [], true).isMatch()).toBe(expected);
  });

  it('tells a malformed URI from one that does not match', () => {
    expect(matcher.match('https://a b/', 'https', ['a']).isError()).toBe(true);
    expect(matcher.match('https://b/', 'https', ['a']).isError()).toBe(false);
  });
});
