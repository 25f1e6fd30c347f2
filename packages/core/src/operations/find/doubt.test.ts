import { expect, it } from 'vitest';
import { beginningOf } from './doubt.ts';

it.each([
  [undefined, null],
  [Number.NaN, null],
  ['', null],
  ['soon', null],
  [0, null],
  [-1, null],
  ['1970-01-01T00:00:00Z', null],
  [1, 1],
  ['2026-03-01T12:00:00Z', Date.UTC(2026, 2, 1, 12)],
])('a build that began at %j began at %j', (began, milliseconds) => {
  expect(beginningOf({ ...(began !== undefined && { began }) })).toBe(milliseconds);
});
