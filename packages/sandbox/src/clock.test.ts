import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SandboxClock } from './clock.ts';

const START = new Date('2026-01-01T10:00:00.000Z');

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function minutesAfterStart(minutes: number): Date {
  return new Date(START.getTime() + minutes * 60_000);
}

describe('SandboxClock', () => {
  it('runs with real time from where it was started', () => {
    const clock = new SandboxClock(START);
    vi.advanceTimersByTime(1500);
    expect(clock.now()).toEqual(new Date('2026-01-01T10:00:01.500Z'));
  });

  it('stands still where it was stopped, but for what is due there, until it is moved', () => {
    const clock = SandboxClock.stoppedAt(START);
    const ring = vi.fn();
    clock.at(START, () => ring('at once'));
    clock.at(minutesAfterStart(1), () => ring('later'));
    vi.advanceTimersByTime(3_600_000);
    expect(clock.now()).toEqual(START);
    expect(ring.mock.calls).toEqual([['at once']]);
    clock.advance(60_000);
    expect(clock.now()).toEqual(minutesAfterStart(1));
    expect(ring.mock.calls).toEqual([['at once'], ['later']]);
  });

  it('rings what is due on the way, in order and each at its own time', () => {
    const clock = new SandboxClock(START);
    const rung: string[] = [];
    const ring = (name: string) => () => rung.push(`${name} ${clock.now().toISOString().slice(11, 16)}`);
    clock.at(minutesAfterStart(20), ring('second'));
    clock.at(minutesAfterStart(10), () => {
      ring('first')();
      clock.at(minutesAfterStart(15), ring('set on the way'));
    });
    clock.at(minutesAfterStart(40), ring('too late'));
    clock.advance(30 * 60_000);
    expect(rung).toEqual(['first 10:10', 'set on the way 10:15', 'second 10:20']);
    expect(clock.now()).toEqual(minutesAfterStart(30));
  });

  it('rings by real time too, once', () => {
    const clock = new SandboxClock(START);
    const ring = vi.fn();
    clock.at(minutesAfterStart(1), ring);
    vi.advanceTimersByTime(59_999);
    expect(ring).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60_000);
    expect(ring).toHaveBeenCalledTimes(1);
  });

  it('rings soon for a time that has passed, but not within the call', () => {
    const clock = new SandboxClock(START);
    const ring = vi.fn();
    clock.at(minutesAfterStart(-1), ring);
    expect(ring).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(ring).toHaveBeenCalledTimes(1);
  });

  it('does not ring what was cancelled', () => {
    const clock = new SandboxClock(START);
    const ring = vi.fn();
    const cancel = clock.at(minutesAfterStart(1), ring);
    clock.at(minutesAfterStart(2), ring);
    cancel();
    clock.advance(90_000);
    expect(ring).not.toHaveBeenCalled();
    clock.close();
    clock.advance(90_000);
    expect(ring).not.toHaveBeenCalled();
  });

  it('tells of an advance, and does not go back', () => {
    const clock = new SandboxClock(START);
    const told = vi.fn();
    const stop = clock.onAdvance(told);
    clock.advance(5);
    stop();
    clock.advance(5);
    expect(told.mock.calls).toEqual([[5]]);
    expect(() => clock.advance(-1)).toThrow('only goes forward');
  });
});
