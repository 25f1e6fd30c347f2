/** Runs a program of this machine, line by line, in a process group of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { leash } from '../../process/leash.ts';

export interface ProcessRequest {
  readonly command: readonly [program: string, ...args: string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Aborting kills the program and all that it started. */
  readonly stop: AbortSignal;
  onLine(line: string, stream: 'stdout' | 'stderr'): void;
}

/** @returns the exit code; null when a signal ended it */
export async function runProcess(request: ProcessRequest): Promise<number | null> {
  request.stop.throwIfAborted();
  const [program, ...args] = request.command;
  const child = spawn(program, args, {
    cwd: request.cwd,
    env: request.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  leash(child);
  const killGroup = () => kill(child);
  request.stop.addEventListener('abort', killGroup, { once: true });
  child.once('exit', killGroup);
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
    request.stop.removeEventListener('abort', killGroup);
  }
}

function kill(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // Nothing of the group is left.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
