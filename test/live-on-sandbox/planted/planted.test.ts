/** The live suite fails where something is not as it must be, in the scenario and the words that name it. */
import { describe, it } from 'vitest';
import { runSuiteProcess } from '../processes.ts';
import { setTheStage } from '../stage-set.ts';
import { DIFFERENCES } from './differences.ts';
import { plant } from './plant.ts';

/** What a difference keeps from ever happening is waited for this long. */
const DEADLINE_SECONDS = '20';

const OF_EACH_CI = [...Map.groupBy(DIFFERENCES, ({ ci }) => ci)].map(([ci, differences]) => ({
  name: ci.key,
  ci,
  differences,
}));

describe.concurrent('the live suite', () => {
  it.for(OF_EACH_CI)('passes on $name where nothing is planted', async ({ ci, differences }, { expect }) => {
    const set = await setTheStage(ci);
    const only = [...new Set(differences.map(({ scenario }) => scenario))];
    const { exitCode, output } = await runSuiteProcess(
      set.settings,
      only.flatMap((name) => ['--only', name]),
    );
    await set.end();
    expect(output).toContain(`${only.length} holds, 0 does not hold, 0 could not be seen, 0 skipped.`);
    expect(exitCode).toBe(0);
  });

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
