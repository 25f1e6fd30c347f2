import { fstatSync } from 'node:fs';

interface StopOptions {
  /** Goes on when standard input closes. */
  readonly stay?: boolean;
}

/**
 * Resolves when this process is to end: Ctrl-C, SIGTERM, a closed terminal, or the end of its standard input,
 * where that is a pipe. Whoever starts a process with a pipe holds its other end, and lets go of it however it ends.
 * A terminal, a file and `/dev/null`, which a shell gives to its background jobs, say nothing of that kind.
 */
export function waitForStop({ stay = false }: StopOptions = {}): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  if (!stay && inputIsPipe()) {
    const { stdin } = process;
    stdin.once('error', () => resolve()).once('close', () => resolve());
    // What is served keeps the process alive; where nothing could be started, nothing does.
    stdin.resume().unref();
  }
  return promise;
}

function inputIsPipe(): boolean {
  const input = fstatSync(0);
  return input.isFIFO() || input.isSocket();
}
