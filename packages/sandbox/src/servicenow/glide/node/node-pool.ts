import { ClusterNode, laneOf, type NodeOptions } from './node.ts';
import type { Job, JobResult } from './node-protocol.ts';
import { NodeDiedError, type NodeThread } from './node-thread.ts';

interface Queued {
  readonly job: Job;
  /** The job as it is once a thread is free. */
  atStart(): Job;
  resolve(result: JobResult): void;
  reject(error: Error): void;
}

/** How a job is queued. */
export interface RunOptions {
  /** Whether it goes before what is queued already. */
  readonly isNewestFirst?: boolean;
  /** The job as it is once a thread is free; the job itself when left out. */
  atStart?(): Job;
}

export interface PoolOptions extends Pick<NodeOptions, 'workers' | 'answersFor'> {
  readonly nodes: number;
}

/** The cluster's nodes and the work that waits for them. A node that dies is replaced by a new one. */
export class NodePool {
  readonly #options: PoolOptions;
  /** What waits, by lane. Requests that somebody waits for go before background work. */
  readonly #lanes = new Map<string, Queued[]>([['requests', []]]);
  #nodes: ClusterNode[] = [];
  #started = 0;
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** ids of the nodes that live */
  get ids(): string[] {
    return this.#nodes.map(({ id }) => id);
  }

  /** Starts the nodes, or tells those there are that an import changed what they remember. */
  refresh(): void {
    for (const node of this.#nodes) node.forget();
    this.#fill();
  }

  /** @throws NodeDiedError when the node that ran it died */
  run(job: Job, { isNewestFirst = false, atStart = () => job }: RunOptions = {}): Promise<JobResult> {
    return new Promise((resolve, reject) => {
      const lane = laneOf(job);
      const queue = this.#lanes.get(lane) ?? [];
      this.#lanes.set(lane, queue);
      const queued = { job, atStart, resolve, reject };
      if (isNewestFirst) {
        queue.unshift(queued);
        // What is queued next, in the same step, goes before it.
        setImmediate(() => this.#dispatch());
        return;
      }
      queue.push(queued);
      this.#dispatch();
    });
  }

  /** @throws Error when there is no such node */
  async kill(id: string): Promise<void> {
    const node = this.#nodes.find((one) => one.id === id);
    if (node === undefined) throw new Error(`There is no node ${id}; there are ${this.ids.join(', ')}`);
    await node.kill();
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const queue of this.#lanes.values()) {
      for (const { reject } of queue.splice(0)) reject(new NodeDiedError('The instance was shut down'));
    }
    await Promise.all(this.#nodes.splice(0).map((node) => node.close()));
  }

  #fill(): void {
    while (!this.#closed && this.#nodes.length < this.#options.nodes) {
      this.#started += 1;
      const node: ClusterNode = new ClusterNode({
        ...this.#options,
        id: `node${this.#started}`,
        onDeath: () => {
          this.#nodes = this.#nodes.filter((one) => one !== node);
          this.#dispatch();
        },
        onWait: () => this.#dispatch(),
      });
      this.#nodes.push(node);
    }
  }

  #dispatch(): void {
    for (const queue of this.#lanes.values()) {
      for (let next = queue[0]; next !== undefined; next = queue[0]) {
        // Only for work: a node that cannot even start would be replaced for ever.
        this.#fill();
        const thread = this.#threadFor(next.job);
        if (thread === null) break;
        queue.shift();
        const { resolve, reject, atStart } = next;
        void thread
          .run(atStart())
          .then(resolve, reject)
          .finally(() => this.#dispatch());
      }
    }
  }

  #threadFor(job: Job): NodeThread | null {
    for (const node of this.#nodes) {
      const thread = node.threadFor(job);
      if (thread !== null) return thread;
    }
    return null;
  }
}
