/** Runs a step's program, and stops it as the runner does. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { SandboxClock } from '../../../clock.ts';
import { killGroup, startGroup } from '../../../process/process-group.ts';
import { addMilliseconds } from '../../base/cancellable.ts';

/**
 * How long a cancelled process has from SIGINT to SIGTERM, and from there to the kill.
 * @fact A canceled step | SIGINT, after 7.5 s SIGTERM, after 2.5 s more the kill of its tree | documented |
 *   canceling-a-workflow
 */
const INTERRUPTED_MS = 7500;
const TERMINATED_MS = 2500;

export interface ProcessRequest {
  readonly argv: readonly [program: string, ...args: string[]];
  readonly environment: Readonly<Record<string, string>>;
  readonly workingDirectory: string;
  /** Aborting askToEnd the process to end: SIGINT, then SIGTERM, then a kill of its tree. */
  readonly cancel: AbortSignal;
  /** Aborting killNow the tree at once. */
  readonly kill: AbortSignal;
  readonly clock: SandboxClock;
  /** Of stdout and of stderr. */
  onLine(line: string): void;
}

/**
 * @returns the exit code; null when a signal ended it; 127 when there is no such program
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

function watchForCancel(child: ChildProcess, { cancel, kill, clock }: ProcessRequest): () => void {
  let cancelAlarm = () => {};
  const later = (ms: number, ring: () => void) => {
    cancelAlarm = clock.at(addMilliseconds(clock.now(), ms), ring);
  };
  const killNow = () => {
    cancel.removeEventListener('abort', askToEnd);
    killGroup(child);
  };
  const askToEnd = () => {
    // A forced cancel is a cancel as well, whichever is heard of first.
    if (kill.aborted) return killNow();
    child.kill('SIGINT');
    later(INTERRUPTED_MS, () => {
      child.kill('SIGTERM');
      later(TERMINATED_MS, killNow);
    });
  };
  kill.addEventListener('abort', killNow, { once: true });
  cancel.addEventListener('abort', askToEnd, { once: true });
  if (kill.aborted) killNow();
  else if (cancel.aborted) askToEnd();
  return () => {
    cancelAlarm();
    kill.removeEventListener('abort', killNow);
    cancel.removeEventListener('abort', askToEnd);
  };
}
