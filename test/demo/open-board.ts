import { type Starter, startBoard, untilStopped } from '@change-gate/sandbox';
import type { CiHarness } from '../gate/harness.ts';
import { startWorld, type World } from '../gate/world.ts';
import type { Terminal } from './terminal.ts';

/** Stays up until it is told to stop. @returns the exit code */
export async function openBoard(
  cis: readonly CiHarness[],
  port: number,
  terminal: Terminal,
): Promise<number> {
  const stopped = untilStopped();
  const world = await startWorld({}, ...cis);
  try {
    for (const ci of cis) world.listServer(ci);
    const board = await startBoard(world.sandbox, { port, starters: cis.map((ci) => starter(ci, world)) });
    terminal.title(`The change board is ${board.url}`);
    terminal.say('sandbox', 'start a pipeline there, and decide. Ctrl-C ends it, and leaves nothing behind.');
    await stopped;
    await board.close();
  } finally {
    await world.close();
  }
  return 0;
}

/** The documented pipeline of a CI, started by hand. */
export function starter(ci: CiHarness, world: World): Starter {
  const key = ci.name.toLowerCase();
  return {
    id: key,
    lane: key,
    label: 'a deployment',
    start() {
      const build = world.start(ci);
      // Nobody awaits it here: the board shows what becomes of it.
      build.paused.catch(() => {});
      return build.id;
    },
  };
}
