/** Runs a step's program, and stops it as the runner does. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { SandboxClock } from '../../../clock.ts';
import { killGroup, startGroup } from '../../../process/process-group.ts';
import { after } from '../../base/cancellable.ts';
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
  readonly clock: SandboxClock;
  /** Of stdout and of stderr. */
  onLine(line: string): void;
}

/**
 * @returns the exit code; null when a signal ended it
 * @throws Error when the program cannot be started
 */
export async function runProcess(request: ProcessRequest): Promise<number | null> {
  const child = startGroup({
    command: request.argv,
    cwd: request.workingDirectory,
    env: request.environment,
  });
  const stopWatching = watchForCancel(child, request);
  try {
    const readers = [child.stdout, child.stderr].map((input) =>
      createInterface({ input, crlfDelay: Infinity }),
    );
    const drained = readers.map((reader) => once(reader, 'close'));
    for (const reader of readers) reader.on('line', request.onLine);
    const [code] = (await once(child, 'exit')) as [number | null];
    // What the program has left running would hold its output open.
    killGroup(child);
    await Promise.all(drained);
    return code;
  } finally {
    stopWatching();
  }
}

function watchForCancel(child: ChildProcess, { cancel, kill, grace, clock }: ProcessRequest): () => void {
  let cancelAlarm = () => {};
  const later = (ms: number, ring: () => void) => {
    cancelAlarm = clock.at(after(clock.now(), ms), ring);
  };
  const kills = () => {
    cancel.removeEventListener('abort', asks);
    killGroup(child);
  };
  const asks = () => {
    // A forced cancel is a cancel as well, whichever is heard of first.
    if (kill.aborted) return kills();
    child.kill('SIGINT');
    later(grace.interrupt, () => {
      child.kill('SIGTERM');
      later(grace.terminate, kills);
    });
  };
  kill.addEventListener('abort', kills, { once: true });
  cancel.addEventListener('abort', asks, { once: true });
  if (kill.aborted) kills();
  else if (cancel.aborted) asks();
  return () => {
    cancelAlarm();
    kill.removeEventListener('abort', kills);
    cancel.removeEventListener('abort', asks);
  };
}
