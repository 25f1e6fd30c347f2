import { type StartablePipeline, startBoard } from '@change-gate/sandbox';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import type { CiHarness } from '../gate/harness.ts';
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
    const board = await startBoard(testEnv.sandbox, {
      port,
      startablePipelines: cis.map((ci) => startablePipeline(ci, testEnv)),
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

/** The documented pipeline of a CI, started by hand. */
export function startablePipeline(ci: CiHarness, testEnv: TestEnvironment): StartablePipeline {
  const key = ci.name.toLowerCase();
  return {
    id: key,
    ci: key,
    label: 'a deployment',
    start() {
      const build = testEnv.start(ci);
      // Nobody awaits it here: the board shows what becomes of it.
      build.paused.catch(() => {});
      return build.id;
    },
  };
}
