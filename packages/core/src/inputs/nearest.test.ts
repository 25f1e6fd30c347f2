import { expect, it } from 'vitest';
import { nearest } from './nearest.ts';

const NAMES = ['instance-url', 'username', 'change-number', 'close-code', 'close-notes'];

it.each([
  ['instance_url', 'instance-url'],
  ['user-name', 'username'],
  ['CLOSE-NOTE', 'close-notes'],
  ['change-numbre', 'change-number'],
  ['colour', undefined],
])('%s probably meant %s', (name, meant) => {
  expect(nearest(name, NAMES)).toBe(meant);
});

it.each([
  ['abc', 'abd', true],
  ['abc', 'axy', false],
  ['abcd', 'abxy', true],
  ['abcd', 'axyz', false],
  ['abcdef', 'abcd', true],
  ['abcdefg', 'abcd', false],
  ['ab', 'abcd', true],
  ['a', 'abcd', false],
  ['xabc', 'abcy', true],
  ['xabc', 'abc', true],
  ['xxabc', 'abc', false],
  ['abc', 'ABC', true],
  ['', 'a', true],
  ['', 'ab', false],
])('%j is near %j: %j', (name, candidate, isNear) => {
  expect(nearest(name, [candidate])).toBe(isNear ? candidate : undefined);
});

it('chooses the nearest, wherever it stands', () => {
  for (const names of [
    ['change-number', 'change-numbers'],
    ['change-numbers', 'change-number'],
  ]) {
    expect(nearest('change-numbe', names)).toBe('change-number');
  }
  expect(nearest('Username', ['USERNAMES', 'userName'])).toBe('userName');
});
