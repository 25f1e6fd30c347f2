/** A process that runs a bundle again and again, so that a table of many runs need not start a process for each. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const RUN_AGAIN = fileURLToPath(new URL('run-again.ts', import.meta.url));

/** What a run ended with; the log is what it wrote to either output. */
export interface Run {
  readonly exitCode: number;
  readonly log: string;
}

export class BundleProcess {
  readonly #folder = mkdtempSync(join(tmpdir(), 'change-gate-bundle-'));
  readonly #log = join(this.#folder, 'log');
  readonly #child: ChildProcess;
  readonly #exitCodes: AsyncIterator<string>;
  #last: Promise<unknown> = Promise.resolve();

  /** @param bundle its path */
  constructor(bundle: string) {
    const log = openSync(this.#log, 'a');
    this.#child = spawn(process.execPath, [RUN_AGAIN, bundle], { stdio: ['pipe', log, log, 'pipe'] });
    closeSync(log);
    const input = this.#child.stdio[3] as Readable;
    this.#exitCodes = createInterface({ input })[Symbol.asyncIterator]();
  }

  /** One run after the other. @throws Error when the process has ended before the run */
  run(env: NodeJS.ProcessEnv, folder: string): Promise<Run> {
    const run = this.#last.then(() => this.#runNow(env, folder));
    this.#last = run.catch(() => {});
    return run;
  }

  async #runNow(env: NodeJS.ProcessEnv, folder: string): Promise<Run> {
    const { length } = readFileSync(this.#log);
    (this.#child.stdin as Writable).write(`${JSON.stringify({ env, folder })}\n`);
    const { done, value } = await this.#exitCodes.next();
    const log = readFileSync(this.#log).toString('utf8', length);
    if (done) throw new Error(`The process that runs the bundle has ended: ${log}`);
    return { exitCode: Number(value), log };
  }

  async close(): Promise<void> {
    this.#child.stdin?.end();
    if (this.#child.exitCode === null) await once(this.#child, 'exit');
    rmSync(this.#folder, { recursive: true });
  }
}
