/**
 * The live suite fails where something is not as it must be, in the scenario and the words that name it. That the same scenarios hold
 * where nothing is planted, the test of each CI shows.
 */
import { describe, it } from 'vitest';
import { runSuiteProcess } from '../processes.ts';
import { DIFFERENCES } from './differences.ts';
import { plant } from './plant.ts';

/** What a difference keeps from ever happening is waited for this long: much longer than all else takes on a busy machine. */
const DEADLINE_SECONDS = '60';

describe.concurrent('the live suite', () => {
  it.for(DIFFERENCES)('fails where $what', async (difference, { expect }) => {
    const set = await plant(difference);
    const { exitCode, output } = await runSuiteProcess({ ...set.settings, DEADLINE_SECONDS }, [
      '--only',
      difference.scenario,
    ]);
    await set.end();
    const told = output.split('\n').filter((line) => line.startsWith(`${difference.scenario}: `));
    expect(told).toEqual([expect.stringMatching(difference.says)]);
    expect(exitCode).toBe(1);
  });
});
