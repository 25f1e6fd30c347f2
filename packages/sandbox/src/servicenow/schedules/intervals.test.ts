import { describe, expect, it } from 'vitest';
import { difference, type Interval, intersection, union } from './intervals.ts';

const between = (start: number, end: number): Interval => ({ start, end });

describe('intervals', () => {
  it('merge where they touch or overlap', () => {
    expect(union([between(5, 6), between(1, 3), between(3, 4), between(2, 3)])).toEqual([
      between(1, 4),
      between(5, 6),
    ]);
  });

  it('share what is in both', () => {
    expect(intersection([between(0, 4), between(6, 9)], [between(3, 7)])).toEqual([
      between(3, 4),
      between(6, 7),
    ]);
    expect(intersection([between(0, 4)], [between(4, 5)])).toEqual([]);
  });

  it('leave what none of the others takes away', () => {
    expect(difference([between(0, 10)], [between(2, 3), between(8, 12), between(-1, 1)])).toEqual([
      between(1, 2),
      between(3, 8),
    ]);
    expect(difference([between(0, 10)], [between(0, 10)])).toEqual([]);
  });
});
