import { type StartablePipeline, startBoard } from '@change-gate/sandbox';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import type { CiHarness } from '../gate/harness.ts';
import { CLEAN, FAILING, startTested } from '../gate/tested.ts';
import { installRule } from './rule-story.ts';
import type { Terminal } from './terminal.ts';

/** Stays up until `stopped`. @returns the exit code */
export async function openBoard(
  cis: readonly CiHarness[],
  port: number,
  terminal: Terminal,
  stopped: Promise<void>,
): Promise<number> {
  const testEnv = await startTestEnvironment({ timeRuns: true }, ...cis);
  try {
    for (const ci of cis) testEnv.listServer(ci);
    installRule(testEnv);
    const board = await startBoard(testEnv.sandbox, {
      port,
      startablePipelines: cis.flatMap((ci) => startablePipelines(ci, testEnv)),
    });
    terminal.title(`The change board is ${board.url}`);
    terminal.say('sandbox', 'start a pipeline there, and decide. Ctrl-C ends it, and leaves nothing behind.');
    await stopped;
    await board.close();
  } finally {
    await testEnv.close();
  }
  return 0;
}

/** The documented pipeline of a CI, started by hand: as it stands, and with a test run that passes or fails before it. */
export function startablePipelines(ci: CiHarness, testEnv: TestEnvironment): StartablePipeline[] {
  const key = ci.name.toLowerCase();
  const tested = (junit: string) => startTested(ci, testEnv.sandbox, testEnv.inputs(ci), junit);
  const starts = [
    ['', 'a deployment', async () => testEnv.start(ci)],
    ['-tested', 'with passing tests', () => tested(CLEAN)],
    ['-failing', 'with a failing test', () => tested(FAILING)],
  ] as const;
  return starts.map(([suffix, label, start]) => ({
    id: `${key}${suffix}`,
    ci: key,
    label,
    async start() {
      const build = await start();
      // Nobody awaits it here: the board shows what becomes of it.
      build.paused.catch(() => {});
      return build.id;
    },
  }));
}
