import { describe, expect, it } from 'vitest';
import { isReportDue, pause, shouldGiveUp } from './GateRetry.ts';

describe('pause', () => {
  it('looks again soon when the build has not paused yet: 5 seconds, growing to a minute', () => {
    expect([1, 2, 3, 4, 5, 12].map((streak) => pause('not-paused-yet', streak, 600, 0.5))).toEqual([
      5, 10, 20, 40, 60, 60,
    ]);
  });

  it('gives an unavailable CI time: 30 seconds, doubling to five minutes', () => {
    expect([1, 2, 3, 7, 12].map((streak) => pause('unavailable', streak, 600, 0.5))).toEqual([
      30, 60, 120, 300, 300,
    ]);
  });

  it('looks soon at a build that was told, and later where the CI gave no answer', () => {
    expect(pause('taken', 1, 600, 0.5)).toBe(5);
    expect([1, 2, 5].map((streak) => pause('waits', streak, 600, 0.5))).toEqual([5, 10, 60]);
    expect(pause('unanswered', 1, 600, 0.5)).toBe(30);
  });

  it('looks less and less often at a gate that runs: 5 seconds, growing to five minutes', () => {
    expect([1, 2, 6, 7, 12].map((streak) => pause('started', streak, 600, 0.9))).toEqual([
      5, 10, 160, 300, 300,
    ]);
    expect(pause('started', 12, 86_401, 0.9)).toBe(300);
  });

  it('gives a gate that failed another run after a minute, and then later', () => {
    expect([1, 2, 3].map((streak) => pause('stopped', streak, 600, 0.9))).toEqual([60, 120, 240]);
  });

  it('spreads the attempts at an unavailable CI by a fifth to either side', () => {
    expect(pause('unavailable', 7, 600, 0)).toBe(240);
    expect(pause('unavailable', 7, 600, 1)).toBe(360);
  });

  it('is longer for a decision that is older than a day, and begins as quick as ever', () => {
    expect([1, 5, 12].map((streak) => pause('not-paused-yet', streak, 86_401, 0.5))).toEqual([5, 80, 300]);
    expect([1, 5, 12].map((streak) => pause('unavailable', streak, 86_401, 0.5))).toEqual([30, 480, 900]);
  });
});

describe('shouldGiveUp', () => {
  const DAY = 86_400;

  it('is so when the deadline has passed', () => {
    expect(shouldGiveUp(2 * DAY, 3 * DAY)).toBe(false);
    expect(shouldGiveUp(3 * DAY + 1, 3 * DAY)).toBe(true);
  });

  it('is not so for a day after a decision that came at the deadline', () => {
    expect(shouldGiveUp(DAY, -10)).toBe(false);
    expect(shouldGiveUp(DAY + 1, -10)).toBe(true);
  });

  it('is so after 30 days where there is no deadline', () => {
    expect(shouldGiveUp(30 * DAY, null)).toBe(false);
    expect(shouldGiveUp(30 * DAY + 1, null)).toBe(true);
  });
});

describe('isReportDue', () => {
  it('tries again after 1, 2, 4 and 8 minutes, then every ten, however often it is asked', () => {
    const tries: number[] = [];
    for (let seconds = 20; seconds <= 31 * 60; seconds += 20) {
      if (isReportDue(seconds - 20, seconds)) tries.push(seconds / 60);
    }
    expect(tries).toEqual([1, 2, 4, 8, 10, 20, 30]);
  });

  it('makes up for times at which nobody asked, once', () => {
    expect(isReportDue(90, 9 * 60)).toBe(true);
    expect(isReportDue(9 * 60, 9 * 60)).toBe(false);
  });
});
