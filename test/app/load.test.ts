import { describe, expect, it } from 'vitest';
import { decideUnderLoad } from './load.ts';

describe('with many builds waiting and many changes decided in a minute, beside a CI that never answers', () => {
  it('each build is told once, none is lost, and an update of a change costs what it always costs', async () => {
    const result = await decideUnderLoad({ waiting: 2000, decided: 200, atDeadCi: 100 });
    expect(result.answers.every((count) => count === 1)).toBe(true);
    expect(result.answers).toHaveLength(200);
    expect(result.answersOfDeadCi).toEqual(Array.from({ length: 100 }, () => 1));
    expect(result.statuses).toEqual({ delivered: 300, waiting: 1800 });
    expect(result.callsPerUpdate).toEqual({ before: 1, after: 1 });
  });
});
