import { describe, expect, it } from 'vitest';
import { pause } from './GateRetry.ts';

describe('pause', () => {
  it('looks again soon when the build has not paused yet: 5 seconds, growing to a minute', () => {
    expect([1, 2, 3, 4, 5, 12].map((streak) => pause('not-paused-yet', streak, 0.5))).toEqual([
      5, 10, 20, 40, 60, 60,
    ]);
  });

  it('gives an unavailable CI time: 30 seconds, doubling to five minutes', () => {
    expect([1, 2, 3, 7, 12].map((streak) => pause('unavailable', streak, 0.5))).toEqual([
      30, 60, 120, 300, 300,
    ]);
  });

  it('spreads the attempts at an unavailable CI by a fifth to either side', () => {
    expect(pause('unavailable', 7, 0)).toBe(240);
    expect(pause('unavailable', 7, 1)).toBe(360);
  });
});
