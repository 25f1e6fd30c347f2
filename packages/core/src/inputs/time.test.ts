import { describe, expect, it } from 'vitest';
import { readTimeInput, resolveTimeInput } from './time.ts';

const NOW = new Date('2026-03-01T12:00:00Z');

describe('readTimeInput', () => {
  it.each([
    ['2028-02-29T22:00:00Z', '2028-02-29T22:00:00.000Z'],
    ['now', '2026-03-01T12:00:00.000Z'],
    ['+2h', '2026-03-01T14:00:00.000Z'],
    ['+1d12h30m', '2026-03-03T00:30:00.000Z'],
    ['2026-03-01T22:00:00+01:00', '2026-03-01T21:00:00.000Z'],
    ['2026-03-01 22:00-05:00', '2026-03-02T03:00:00.000Z'],
    ['2026-03-01T22:00:00.5Z', '2026-03-01T22:00:00.500Z'],
    ['2026-03-01 22:00:00', '2026-03-01T22:00:00.000Z'],
  ])('takes %s', (text, expected) => {
    const time = readTimeInput(text);
    expect(time && resolveTimeInput(time, NOW).toISOString()).toBe(expected);
  });

  it.each([
    '',
    'tomorrow',
    '2026-03-01',
    '2026-03-01T22:00:00',
    '+',
    '2h',
    '+2w',
    '2026-13-01T00:00:00Z',
    '2026-02-30T22:00:00Z',
    '2026-02-30 22:00:00',
    '2026-04-31T00:00:00+01:00',
  ])('does not guess what %j means', (text) => {
    expect(readTimeInput(text)).toBeUndefined();
  });
});
