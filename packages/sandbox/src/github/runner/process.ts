/** Runs a step's program, and stops it as the runner does. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { leash } from '../../process/leash.ts';
import type { Behavior } from '../options.ts';

export interface ProcessRequest {
  readonly argv: readonly [program: string, ...args: string[]];
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
  /** Aborting asks the process to end: SIGINT, then SIGTERM, then a kill of its tree. */
  readonly cancel: AbortSignal;
  /** Aborting kills the tree at once. */
  readonly kill: AbortSignal;
  readonly grace: Behavior['cancelGraceMs'];
  /** Of stdout and of stderr. */
  onLine(line: string): void;
}

/** How long a child may hold stdout or stderr after the program itself has ended, in ms. */
const HELD_OUTPUT_MS = 5000;

/**
 * @returns the exit code; null when a signal ended it
 * @throws Error when the program cannot be started
 */
export async function runProcess(request: ProcessRequest): Promise<number | null> {
  const [program, ...args] = request.argv;
  // A group of its own, so that its tree can be killed.
  const child = spawn(program, args, {
    cwd: request.workingDirectory,
    env: request.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  leash(child);
  const stopWatching = watchForCancel(child, request);
  try {
    const readers = [child.stdout, child.stderr].map((input) =>
      createInterface({ input, crlfDelay: Infinity }),
    );
    const drained = readers.map((reader) => once(reader, 'close'));
    for (const reader of readers) reader.on('line', request.onLine);
    const [code] = (await once(child, 'exit')) as [number | null];
    const held = setTimeout(() => {
      killTree(child);
      child.stdout.destroy();
      child.stderr.destroy();
    }, HELD_OUTPUT_MS);
    await Promise.all(drained);
    clearTimeout(held);
    return code;
  } finally {
    stopWatching();
    killTree(child);
  }
}

function watchForCancel(child: ChildProcess, { cancel, kill, grace }: ProcessRequest): () => void {
  let timer: NodeJS.Timeout | undefined;
  const kills = () => {
    cancel.removeEventListener('abort', asks);
    killTree(child);
  };
  const asks = () => {
    // A forced cancel is a cancel as well, whichever is heard of first.
    if (kill.aborted) return kills();
    child.kill('SIGINT');
    timer = setTimeout(() => {
      child.kill('SIGTERM');
      timer = setTimeout(kills, grace.terminate);
    }, grace.interrupt);
  };
  kill.addEventListener('abort', kills, { once: true });
  cancel.addEventListener('abort', asks, { once: true });
  if (kill.aborted) kills();
  else if (cancel.aborted) asks();
  return () => {
    clearTimeout(timer);
    kill.removeEventListener('abort', kills);
    cancel.removeEventListener('abort', asks);
  };
}

function killTree(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // Nothing of the group is left.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
