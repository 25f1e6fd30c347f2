import { type ChildProcess, fork } from 'node:child_process';

/** How many there are. */
export interface Crowd {
  readonly changes: number;
  /** That wait at their gate, by CI. */
  readonly builds: { readonly codefresh: number; readonly github: number; readonly gitlab: number };
}

/** A sandbox with many changes and builds, and its board, alone in a process that can be measured. */
export interface CrowdedBoard {
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

export function startCrowdedBoard(crowd: Crowd): CrowdedBoard {
  const child = fork(new URL('./crowded-process.ts', import.meta.url), [JSON.stringify(crowd)]);
  return {
    started: answer(child),
    memory() {
      child.send('memory');
      return answer<{ rss: number }>(child).then(({ rss }) => rss);
    },
    end: () => child.disconnect(),
  };
}

/** @throws Error when the process ends instead */
function answer<T>(child: ChildProcess): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  child.once('message', (message) => resolve(message as T));
  child.once('exit', (code) => reject(new Error(`The crowded board has ended with ${code}`)));
  return promise;
}
