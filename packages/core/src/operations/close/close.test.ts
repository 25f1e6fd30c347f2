import { describe, expect, it } from 'vitest';
import { LOOKUP, ok, record, runWith } from '../../../test/scripted-run.ts';

const close = (columns: Record<string, string>) =>
  runWith({ operation: 'close', outcome: 'success' }, [{ expect: LOOKUP, answer: ok([record(columns)]) }]);

describe('close', () => {
  it.each([
    ['-5', 'is canceled, not closed'],
    ['-4', 'is canceled, not closed'],
    ['-3', 'is canceled, not closed'],
    ['-2', 'its implementation has not begun'],
    ['4', 'is canceled, not closed'],
  ])('writes nothing in state %s, where nothing was implemented', async (state, words) => {
    const { exitCode, log } = await close({ state });
    expect(exitCode).toBe(1);
    expect(log).toContain(words);
    expect(log).toContain('[NOT_CLOSABLE]');
  });

  it('writes nothing where nobody can see whether the implementation has begun', async () => {
    const { exitCode, log } = await close({ state: '22' });
    expect(exitCode).toBe(1);
    expect(log).toMatch(
      /cannot be read\. Let the integration user read change_request\.work_start.*\[NOT_CLOSABLE\]/,
    );
  });
});
