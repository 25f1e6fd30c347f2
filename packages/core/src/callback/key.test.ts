import { describe, expect, it } from 'vitest';
import { KEY_MAX_LENGTH } from './contract.ts';
import { gateKey, isCommit, keysOf, toldByKey } from './key.ts';

describe('gateKey', () => {
  it('names CI, build and gate', () => {
    expect(gateKey({ ci: 'codefresh', buildKey: '60c7bc5447895646d116db74' }, 'change')).toBe(
      'codefresh:60c7bc5447895646d116db74:change',
    );
  });

  it('keeps long keys apart within the length of a correlation id', () => {
    const long = 'group/'.repeat(40);
    const [one, other] = [
      gateKey({ ci: 'gitlab', buildKey: `${long}1` }, 'change'),
      gateKey({ ci: 'gitlab', buildKey: `${long}2` }, 'change'),
    ];
    expect(one).toHaveLength(KEY_MAX_LENGTH);
    expect(one).not.toBe(other);
    expect(one.startsWith('gitlab:group/group/')).toBe(true);
  });

  it('holds nothing that an encoded query would read as an operator', () => {
    expect(gateKey({ ci: 'gitlab', buildKey: 'a^ORb@c,d' }, 'x')).toBe('gitlab:a_ORb_c_d:x');
  });
});

it('begins alike for the gates of one build, and for no other build', () => {
  const start = keysOf({ ci: 'ci', buildKey: 'a b/1' });
  expect(gateKey({ ci: 'ci', buildKey: 'a b/1' }, 'qa')).toBe(`${start}qa`);
  expect(gateKey({ ci: 'ci', buildKey: 'a b/12' }, 'qa').startsWith(start)).toBe(false);
});

it('is of one commit, where the build may deploy several', () => {
  const build = { ci: 'ci', buildKey: 'host:8080/1' };
  const commit = 'c0ffee00c0ffee01c0ffee02c0ffee03c0ffee04';
  const key = gateKey({ ...build, commit }, 'qa');
  expect(key).toBe('ci:host:8080/1:c0ffee00c0ffee01c0ffee02c0ffee03:qa');
  expect(toldByKey(key)).toEqual({ ci: 'ci', commit: 'c0ffee00c0ffee01c0ffee02c0ffee03', gateName: 'qa' });
  expect(isCommit(commit, toldByKey(key).commit)).toBe(true);
  expect(isCommit(commit.replace('03', '02'), toldByKey(key).commit)).toBe(false);
  const long = gateKey(
    { ci: 'github', buildKey: 'api.github.com/globex/'.repeat(5), commit },
    'q'.repeat(40),
  );
  expect(long).toHaveLength(KEY_MAX_LENGTH);
  expect(toldByKey(long)).toEqual({
    ci: 'github',
    commit: 'c0ffee00c0ffee01c0ffee02c0ffee03',
    gateName: 'q'.repeat(40),
  });
  expect(gateKey({ ...build, commit: '' }, 'qa')).toBe(gateKey(build, 'qa'));
  const alike = commit.slice(0, 32);
  expect(toldByKey(gateKey(build, alike))).toEqual({ ci: 'ci', commit: '', gateName: alike });
  expect(toldByKey('Jira')).toEqual({ ci: '', commit: '', gateName: '' });
});
