import { describe, expect, it } from 'vitest';
import { KEY_MAX_LENGTH } from './contract.ts';
import { gateKey, keysOf } from './key.ts';

describe('gateKey', () => {
  it('names CI, build and gate', () => {
    expect(gateKey('codefresh', '60c7bc5447895646d116db74', 'change')).toBe(
      'codefresh:60c7bc5447895646d116db74:change',
    );
  });

  it('keeps long keys apart within the length of a correlation id', () => {
    const long = 'group/'.repeat(40);
    const [one, other] = [gateKey('gitlab', `${long}1`, 'change'), gateKey('gitlab', `${long}2`, 'change')];
    expect(one).toHaveLength(KEY_MAX_LENGTH);
    expect(one).not.toBe(other);
    expect(one.startsWith('gitlab:group/group/')).toBe(true);
  });

  it('holds nothing that an encoded query would read as an operator', () => {
    expect(gateKey('gitlab', 'a^ORb@c,d', 'x')).toBe('gitlab:a_ORb_c_d:x');
  });
});

it('begins alike for the gates of one build, and for no other build', () => {
  const start = keysOf('ci', 'a b/1');
  expect(gateKey('ci', 'a b/1', 'qa')).toBe(`${start}qa`);
  expect(gateKey('ci', 'a b/12', 'qa').startsWith(start)).toBe(false);
});
