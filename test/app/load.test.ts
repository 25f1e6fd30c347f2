import { describe, expect, it } from 'vitest';
import { decideUnderLoad } from './load.ts';

describe('with 10,000 builds waiting and 1,000 changes decided in a minute', () => {
  it('each build is told once, none is lost, and an update of a change costs what it always costs', async () => {
    const result = await decideUnderLoad({ waiting: 10_000, decided: 1000 });
    expect(result.answers.every((count) => count === 1)).toBe(true);
    expect(result.answers).toHaveLength(1000);
    expect(result.statuses).toEqual({ delivered: 1000, waiting: 9000 });
    expect(result.callsPerUpdate).toEqual({ before: 1, after: 1 });
  }, 300_000);
});
