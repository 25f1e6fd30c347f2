import { ClusterNode, NodeDiedError } from './node.ts';
import type { InstanceAnswers, Job, JobResult } from './node-protocol.ts';

interface Queued {
  readonly job: Job;
  resolve(result: JobResult): void;
  reject(error: Error): void;
}

/** The cluster's nodes and the work that waits for a free one. A node that dies is replaced by a new one. */
export class NodePool {
  readonly #size: number;
  readonly #answersFor: (node: ClusterNode) => InstanceAnswers;
  /** Requests that somebody waits for go before background work. */
  readonly #requests: Queued[] = [];
  readonly #background: Queued[] = [];
  #nodes: ClusterNode[] = [];
  #started = 0;
  #closed = false;

  constructor(size: number, answersFor: (node: ClusterNode) => InstanceAnswers) {
    this.#size = size;
    this.#answersFor = answersFor;
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
  run(job: Job): Promise<JobResult> {
    return new Promise((resolve, reject) => {
      (job.kind === 'rest' ? this.#requests : this.#background).push({ job, resolve, reject });
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
    for (const { reject } of [...this.#requests.splice(0), ...this.#background.splice(0)]) {
      reject(new NodeDiedError('The instance was shut down'));
    }
    await Promise.all(this.#nodes.map((node) => node.kill()));
  }

  #fill(): void {
    while (!this.#closed && this.#nodes.length < this.#size) {
      this.#started += 1;
      const node: ClusterNode = new ClusterNode(`node${this.#started}`, this.#answersFor, () => {
        this.#nodes = this.#nodes.filter((one) => one !== node);
        this.#dispatch();
      });
      this.#nodes.push(node);
    }
  }

  #dispatch(): void {
    // Only for work: a node that cannot even start would be replaced for ever.
    if (this.#requests.length + this.#background.length > 0) this.#fill();
    for (const node of this.#nodes) {
      if (!node.isFree) continue;
      const next = this.#requests.shift() ?? this.#background.shift();
      if (next === undefined) return;
      void node
        .run(next.job)
        .then(next.resolve, next.reject)
        .finally(() => this.#dispatch());
    }
  }
}
