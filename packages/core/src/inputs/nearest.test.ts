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
