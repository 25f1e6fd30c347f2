import type { InstanceAnswers, Job } from './node-protocol.ts';
import { NodeThread } from './node-thread.ts';

export interface NodeOptions {
  readonly id: string;
  /** How many jobs that nobody waits for it runs at one time. */
  readonly workers: number;
  /** Answers the calls of one of its threads. */
  answersFor(thread: NodeThread): InstanceAnswers;
  /** Called once. */
  onDeath(): void;
  /** A script of it waits for an answer from outside the instance. */
  onWait(): void;
}

/** Work of one lane is begun in its order, and waits for none of another lane. */
export function laneOf(job: Job): string {
  if (job.kind === 'rest') return 'requests';
  return job.eventQueue === null ? 'background' : `queue ${job.eventQueue.name}`;
}

/**
 * One node of the instance's cluster. Its threads are started as they are needed.
 *
 * @fact Workers of a node, which run its async rules, events and scheduled jobs | one, unless the option `workers` says
 * otherwise; a script that waits for a CI holds it, and holds up no request | third party | Understanding Scheduled Job
 * Workers: instances have eight
 */
export class ClusterNode {
  readonly id: string;
  readonly #options: NodeOptions;
  readonly #threads: NodeThread[] = [];
  #isDead = false;

  constructor(options: NodeOptions) {
    this.id = options.id;
    this.#options = options;
    this.#start();
  }

  /** A thread that may run such a job now; null when the job has to wait. */
  threadFor(job: Job): NodeThread | null {
    const busy = this.#threads.filter((thread) => thread.job !== null);
    const beside = busy.filter((thread) => thread.job !== null && laneOf(thread.job) === laneOf(job)).length;
    if (job.kind !== 'rest' && beside >= (job.eventQueue?.jobsPerNode ?? this.#options.workers)) return null;
    const free = this.#threads.find(({ isFree }) => isFree);
    if (free !== undefined) return free;
    // A thread that only computes will soon be free.
    const isHeld = busy.every(({ isWaitingOutside }) => isWaitingOutside);
    return isHeld || this.#threads.length < this.#options.workers ? this.#start() : null;
  }

  /** Tells the node that tables and scripts may have changed. */
  forget(): void {
    for (const thread of this.#threads) thread.forget();
  }

  /** Ends the node wherever it is, as the loss of a machine would. */
  async kill(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.kill()));
  }

  /** Ends the node with its instance. */
  async close(): Promise<void> {
    this.#isDead = true;
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  #start(): NodeThread {
    const { id, answersFor, onWait } = this.#options;
    const thread = new NodeThread(id, answersFor, { onDeath: () => this.#die(), onWait });
    this.#threads.push(thread);
    return thread;
  }

  #die(): void {
    if (this.#isDead) return;
    this.#isDead = true;
    void this.kill();
    this.#options.onDeath();
  }
}
