import { describe, expect, it } from 'vitest';
import { decideUnderLoad } from './load.ts';

describe('with many builds waiting and many changes decided in a minute', () => {
  it('each build is told once, none is lost, and an update of a change costs what it always costs', async () => {
    const result = await decideUnderLoad({ waiting: 2000, decided: 200 });
    expect(result.answers.every((count) => count === 1)).toBe(true);
    expect(result.answers).toHaveLength(200);
    expect(result.statuses).toEqual({ delivered: 200, waiting: 1800 });
    expect(result.callsPerUpdate).toEqual({ before: 1, after: 1 });
  });
});
