/** Programs of this machine, each the leader of a process group of its own, so that what it starts ends with it. */
import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

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

/**
 * What the shell reads from its standard input: it becomes the program, and leaves one process of its group behind
 * that reads a pipe, whose other end this process alone holds: when it is gone, killed outright or not, the read ends,
 * and so does the group. `env` sets the variables, as a shell takes those with a `-` in their names out of its own
 * environment and adds others. They stand in no arguments of a process that stays: every user may list those.
 */
function script({ command, env }: ProgramRequest): string {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return `(read -r _ <&3; kill -s KILL 0) >/dev/null 2>&1 &
exec 3<&- </dev/null /usr/bin/env -i ${[...variables, ...command].map(quoted).join(' ')}
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The group ends with this process, however this process ends; where nobody else does, end it with `killGroup`. */
export function startGroup(request: ProgramRequest): ChildProcessByStdio<Writable, Readable, Readable> {
  const child = spawn('/bin/sh', {
    cwd: request.cwd,
    env: {},
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    detached: true,
  }) as ChildProcess as ChildProcessByStdio<Writable, Readable, Readable>;
  // Where the shell is gone before it has read all, the child's own events say so.
  child.stdin.on('error', () => {}).end(script(request));
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
 * @returns the exit code; null when a signal ended it; 127 when there is no such program, and a line says so
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
