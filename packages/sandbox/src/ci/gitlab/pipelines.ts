/** The pipelines of a server: those that were pushed, and their children. */
import type { LiveJob } from './live-job.ts';
import type { LivePipeline } from './live-pipeline.ts';
import type { RunOptions } from './options.ts';
import { refuseUnmaskable } from './runner/project-variables.ts';
import type { RunContext } from './runner/run-context.ts';
import { PipelineRun, type Upstream } from './runner/run-pipeline.ts';

/** GitLab lets a pipeline have children, and those have some, too; no more (doc/ci/pipelines/downstream_pipelines.md). */
const DEEPEST = 2;

/** GitLab leaves older ones alone. */
const REDUNDANT_FOR_MS = 7 * 24 * 3_600_000;

export class Pipelines {
  readonly #context: RunContext;
  readonly #runs = new Map<number, PipelineRun>();
  readonly #stop = new AbortController();
  readonly #work = new Set<Promise<unknown>>();
  #started = 0;
  #lastJobId = 100;

  constructor(context: Omit<RunContext, 'stop' | 'newJobId' | 'repositoryOf' | 'track'>) {
    this.#context = {
      ...context,
      stop: this.#stop.signal,
      newJobId: () => ++this.#lastJobId,
      repositoryOf: (pipeline) => this.find(pipeline).repository(),
      track: (work) => this.#track(work),
    };
  }

  /** Oldest first. */
  get all(): LivePipeline[] {
    return [...this.#runs.values()].map(({ pipeline }) => pipeline);
  }

  get(id: number): PipelineRun | undefined {
    return this.#runs.get(id);
  }

  /** @throws Error when there is none */
  find(id: number): PipelineRun {
    const run = this.#runs.get(id);
    if (run === undefined) throw new Error(`There is no pipeline ${id}`);
    return run;
  }

  delete(id: number): void {
    this.#runs.delete(id);
  }

  /** @throws Error for variables that GitLab does not save */
  push(gitlabCiYml: string, options: RunOptions): LivePipeline {
    refuseUnmaskable(options);
    return this.#start({ ...options, gitlabCiYml }, null);
  }

  /** Cancels every pipeline; resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.#stop.abort();
    for (const pipeline of this.all) pipeline.cancelAll();
    await Promise.all(this.#work);
  }

  #start(options: PipelineRun['options'], upstream: Upstream | null): LivePipeline {
    this.#started += 1;
    const ids = { id: 1000 + this.#started, iid: this.#started };
    const run: PipelineRun = new PipelineRun(ids, options, this.#context, upstream, (bridge) =>
      this.#startChild(run, bridge),
    );
    this.#runs.set(run.pipeline.id, run);
    void this.#track(run.begin().then(() => this.#cancelRedundant(run)));
    return run.pipeline;
  }

  /** The pipelines that a newer one of the same branch makes redundant, and their children. */
  #cancelRedundant({ depth, pipeline: newer }: PipelineRun): void {
    if (depth > 0 || newer.configError !== '') return;
    const oldest = newer.createdAt.getTime() - REDUNDANT_FOR_MS;
    for (const older of this.all) {
      if (older.id === newer.id) return;
      if (older.ref !== newer.ref || older.sha === newer.sha || older.createdAt.getTime() < oldest) continue;
      older.cancelRedundant();
    }
  }

  #startChild(parent: PipelineRun, bridge: LiveJob): void {
    if (parent.depth >= DEEPEST) {
      parent.pipeline.drop(bridge, 'reached_max_descendant_pipelines_depth');
      return;
    }
    bridge.child = this.#start({ ...parent.options, user: bridge.user }, { run: parent, bridge });
  }

  #track<T>(work: Promise<T>): Promise<T> {
    this.#work.add(work);
    void work.finally(() => this.#work.delete(work)).catch(() => {});
    return work;
  }
}
