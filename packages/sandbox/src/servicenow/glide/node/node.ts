import { MessageChannel, Worker } from 'node:worker_threads';
import type { InstanceAnswers, Job, JobResult } from './node-protocol.ts';
import { answerCalls, type SyncChannel } from './sync-call.ts';

/** The node died while it ran the job; what the job had done until then stays done. */
export class NodeDiedError extends Error {
  override readonly name = 'NodeDiedError';
}

/** What a node's worker is told: work to do, or that an import changed what it remembers. */
export type NodeMessage = { readonly job: Job } | { readonly forget: true };

/** In the sources the worker is TypeScript, which Node runs as it is; in `dist` it is JavaScript. */
const WORKER = new URL(`./node-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

/** Who waits for the job that runs. */
interface Waiting {
  resolve(result: JobResult): void;
  reject(error: Error): void;
}

/** One node of the instance's cluster: a worker thread that runs one job at a time. */
export class ClusterNode {
  readonly id: string;
  readonly #worker: Worker;
  readonly #port: SyncChannel['port'];
  #waiting: Waiting | null = null;

  readonly #gone = new AbortController();
  readonly #onDeath: () => void;
  #job: Job | null = null;

  /**
   * @param answersFor answers the node's calls, each in the name of the job that it runs
   * @param onDeath    called once
   */
  constructor(id: string, answersFor: (node: ClusterNode) => InstanceAnswers, onDeath: () => void) {
    this.id = id;
    this.#onDeath = onDeath;
    const { port1, port2 } = new MessageChannel();
    const signal = new SharedArrayBuffer(4);
    this.#port = port1;
    const channel: SyncChannel = { port: port2, signal };
    // No environment and no flags of the process: a script on an instance sees neither.
    this.#worker = new Worker(WORKER, { workerData: channel, transferList: [port2], env: {}, execArgv: [] });
    answerCalls({ port: port1, signal }, answersFor(this));
    this.#worker.on('message', (result: JobResult) => this.#finish(({ resolve }) => resolve(result)));
    this.#worker.on('error', (error) => this.#die(`it failed: ${error.message}`));
    this.#worker.on('exit', () => this.#die('it stopped'));
    // An idle node does not keep the process alive.
    this.#port.unref();
    this.#worker.unref();
  }

  get isFree(): boolean {
    return this.#waiting === null && !this.isDead;
  }

  get isDead(): boolean {
    return this.gone.aborted;
  }

  /** Aborted when the node dies. */
  get gone(): AbortSignal {
    return this.#gone.signal;
  }

  /** What it runs. */
  get job(): Job | null {
    return this.#job;
  }

  /** @throws NodeDiedError */
  run(job: Job): Promise<JobResult> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#job = job;
      this.#worker.ref();
      this.#worker.postMessage({ job } satisfies NodeMessage);
    });
  }

  /** Tells the node that tables and scripts may have changed. */
  forget(): void {
    this.#worker.postMessage({ forget: true } satisfies NodeMessage);
  }

  /** Ends the node wherever it is, as the loss of a machine would. */
  async kill(): Promise<void> {
    this.#die('it was killed');
    await this.#worker.terminate();
  }

  #die(how: string): void {
    if (this.isDead) return;
    this.#gone.abort();
    this.#port.close();
    this.#finish(({ reject }) => reject(new NodeDiedError(`Node ${this.id} is gone: ${how}`)));
    this.#onDeath();
  }

  #finish(settle: (waiting: Waiting) => void): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    this.#job = null;
    this.#worker.unref();
    if (waiting !== null) settle(waiting);
  }
}
