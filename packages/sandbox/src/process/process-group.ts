/** Programs of this machine, each the leader of a process group of its own, so that what it starts ends with it. */
import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { leash } from './leash.ts';

export interface ProgramRequest {
  readonly command: readonly [program: string, ...args: string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface RunRequest extends ProgramRequest {
  /** Aborting kills the program and all that it started. */
  readonly stop: AbortSignal;
  onLine(line: string, stream: 'stdout' | 'stderr'): void;
}

/** The group ends with this process, however this process ends. */
export function startGroup({
  command,
  cwd,
  env,
}: ProgramRequest): ChildProcessByStdio<null, Readable, Readable> {
  const [program, ...args] = command;
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  leash(child);
  return child;
}

/** Kills what is left of the group. */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // Nothing of the group is left.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * Runs a program to its end, line by line. What it leaves running is killed.
 *
 * @returns the exit code; null when a signal ended it
 * @throws Error when the program cannot be started
 */
export async function runGroup(request: RunRequest): Promise<number | null> {
  request.stop.throwIfAborted();
  const child = startGroup(request);
  const kill = () => killGroup(child);
  request.stop.addEventListener('abort', kill, { once: true });
  child.once('exit', kill);
  try {
    const readers = (['stdout', 'stderr'] as const).map((name) => {
      const reader = createInterface({ input: child[name] });
      reader.on('line', (line) => request.onLine(line, name));
      return reader;
    });
    const [[code]] = await Promise.all([
      once(child, 'close'),
      ...readers.map((reader) => once(reader, 'close')),
    ]);
    return code as number | null;
  } finally {
    request.stop.removeEventListener('abort', kill);
  }
}
