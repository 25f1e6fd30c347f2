import { type ChildProcess, fork } from 'node:child_process';

/** How many changes and waiting builds a board has. */
export interface BoardSize {
  readonly changes: number;
  /** That wait at their gate, by CI. */
  readonly builds: { readonly codefresh: number; readonly github: number; readonly gitlab: number };
}

/** A sandbox with many changes and builds, and its board, alone in a process that can be measured. */
export interface LargeBoard {
  readonly started: Promise<{
    /** Of the board. */
    readonly url: string;
    /** Its ServiceNow's URL. */
    readonly instance: string;
  }>;
  /** @returns resident bytes */
  memory(): Promise<number>;
  end(): void;
}

export function startLargeBoard(size: BoardSize): LargeBoard {
  const child = fork(new URL('./large-board-process.ts', import.meta.url), [JSON.stringify(size)]);
  return {
    started: answer(child),
    memory() {
      child.send('memory');
      return answer<{ rss: number }>(child).then(({ rss }) => rss);
    },
    end() {
      // A process that has ended by itself has said why already.
      if (child.connected) child.disconnect();
    },
  };
}

/** @throws Error when the process ends instead */
function answer<T>(child: ChildProcess): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  child.once('message', (message) => resolve(message as T));
  child.once('exit', (code) => reject(new Error(`The large board has ended with ${code}`)));
  return promise;
}
