/** What the suite observes is what the CI does: the sandbox's each do it another way than by default. */
import { afterEach, expect, it } from 'vitest';
import { OBSERVATIONS } from '../live/observations.ts';
import { codefresh } from './codefresh.ts';
import { gitlab } from './gitlab.ts';
import { runSuiteProcess } from './processes.ts';
import { type StageSet, setTheStage } from './stage-set.ts';

let set: StageSet | undefined;
afterEach(async () => {
  await set?.end();
  set = undefined;
});

it.each([
  [
    codefresh,
    { deniedStatus: 'denied', answerWhenNotPaused: 'ok', stepKey: 'endsAtPause' },
    {
      'observe-denied-status': 'denied',
      'observe-approve-too-early': 'ok',
      'observe-key-after-pause': 'not-valid',
    },
  ],
  [
    gitlab,
    { manualJobsOfCanceled: 'manual', jobTokenAtJobs: 'refused' },
    { 'observe-manual-jobs-of-canceled': 'manual', 'observe-job-token-at-jobs': 'refused' },
  ],
] as const)('$key is seen as it is', async (ci, behaviours, expected) => {
  set = await setTheStage(ci, { ci: behaviours });
  const only = (OBSERVATIONS[ci.key] ?? []).map(({ name }) => `--only=${name}`);
  const { exitCode, output } = await runSuiteProcess(set.settings, only);
  const observed = [...output.matchAll(/^\| (observe-[a-z-]+) \| .+ \| observed: (\S+) \|$/gm)];
  expect(Object.fromEntries(observed.map(([, name, answer]) => [name, answer])), output).toEqual(expected);
  expect(exitCode, output).toBe(0);
});
