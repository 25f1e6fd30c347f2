import { MessageChannel, type Worker } from 'node:worker_threads';
import type { InstanceAnswers, Job, JobResult } from './node-protocol.ts';
import { giveBackWorker, takeWorker } from './spare-workers.ts';
import { answerCalls, type SyncChannel } from './sync-call.ts';

/** The node died while it ran the job; what the job had done until then stays done. */
export class NodeDiedError extends Error {
  override readonly name = 'NodeDiedError';
}

/** What a thread is told: whose instance it serves from now on, work to do, or that an import changed what it remembers. */
export type NodeMessage = { readonly serve: SyncChannel } | { readonly job: Job } | { readonly forget: true };

/** Who waits for the job that runs. */
interface Waiting {
  resolve(result: JobResult): void;
  reject(error: Error): void;
}

/** What a thread tells its node. */
export interface ThreadListener {
  /** Once. */
  onDeath(): void;
  /** Its script waits for an answer from outside the instance. */
  onWait(): void;
}

/** One thread of a node: it runs one job at a time. */
export class NodeThread {
  /** The node's. */
  readonly id: string;
  readonly #worker: Worker;
  readonly #port: SyncChannel['port'];
  #waiting: Waiting | null = null;

  readonly #gone = new AbortController();
  readonly #listener: ThreadListener;
  #job: Job | null = null;
  #isWaitingOutside = false;

  /** @param answersFor answers the thread's calls, each in the name of the job that it runs */
  constructor(id: string, answersFor: (thread: NodeThread) => InstanceAnswers, listener: ThreadListener) {
    this.id = id;
    this.#listener = listener;
    const { port1, port2 } = new MessageChannel();
    const signal = new SharedArrayBuffer(4);
    this.#port = port1;
    this.#worker = takeWorker();
    this.#worker.postMessage({ serve: { port: port2, signal } } satisfies NodeMessage, [port2]);
    answerCalls({ port: port1, signal }, answersFor(this));
    this.#worker.on('message', (result: JobResult) => this.#finish(({ resolve }) => resolve(result)));
    this.#worker.on('error', (error) => this.#die(`it failed: ${error.message}`));
    this.#worker.on('exit', () => this.#die('it stopped'));
    // An idle one does not keep the process alive.
    this.#port.unref();
  }

  get isFree(): boolean {
    return this.#waiting === null && !this.isDead;
  }

  get isDead(): boolean {
    return this.gone.aborted;
  }

  /** Whether its script waits for an answer from outside the instance, for as long as that takes. */
  get isWaitingOutside(): boolean {
    return this.#isWaitingOutside;
  }

  /** Waits, for its script, for an answer from outside the instance. */
  async outside<T>(answer: Promise<T>): Promise<T> {
    this.#isWaitingOutside = true;
    this.#listener.onWait();
    try {
      return await answer;
    } finally {
      this.#isWaitingOutside = false;
    }
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

  /** Tells it that tables and scripts may have changed. */
  forget(): void {
    this.#worker.postMessage({ forget: true } satisfies NodeMessage);
  }

  /** Ends it wherever it is, as the loss of a machine would. */
  async kill(): Promise<void> {
    this.#die('it was killed');
    await this.#worker.terminate();
  }

  /** Ends with its instance, in the middle of a job if it runs one. */
  async close(): Promise<void> {
    if (!this.isFree) return this.kill();
    this.#die('the instance was shut down');
    giveBackWorker(this.#worker);
  }

  #die(how: string): void {
    if (this.isDead) return;
    this.#gone.abort();
    this.#port.close();
    this.#finish(({ reject }) => reject(new NodeDiedError(`Node ${this.id} is gone: ${how}`)));
    this.#listener.onDeath();
  }

  #finish(settle: (waiting: Waiting) => void): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    this.#job = null;
    this.#worker.unref();
    if (waiting !== null) settle(waiting);
  }
}
