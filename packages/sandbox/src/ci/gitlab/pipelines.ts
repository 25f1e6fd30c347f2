import type { RunOptions } from './gitlab-server.ts';
import type { LiveJob } from './live-job.ts';
import type { LivePipeline } from './live-pipeline.ts';
import { PipelineRun } from './pipeline-run.ts';
import type { RunContext } from './run-context.ts';

/** GitLab lets a pipeline have children, and those have some, too; no more (doc/ci/pipelines/downstream_pipelines.md). */
const DEEPEST = 2;

/** The pipelines of a server: those that were pushed, and their children. */
export class Pipelines {
  readonly #context: RunContext;
  readonly #runs = new Map<number, PipelineRun>();
  #started = 0;

  constructor(context: Omit<RunContext, 'startChild'>) {
    this.#context = { ...context, startChild: (parent, bridge) => this.#startChild(parent, bridge) };
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

  push(gitlabCiYml: string, options: RunOptions): LivePipeline {
    return this.#start(new PipelineRun(this.#nextId(), { ...options, gitlabCiYml }, this.#context, null));
  }

  #startChild(parent: PipelineRun, bridge: LiveJob): void {
    if (parent.depth >= DEEPEST) {
      parent.pipeline.drop(bridge, 'reached_max_descendant_pipelines_depth');
      return;
    }
    const options = { ...parent.options, user: bridge.user };
    const child = new PipelineRun(this.#nextId(), options, this.#context, { run: parent, bridge });
    bridge.child = child.pipeline;
    this.#start(child);
  }

  #start(run: PipelineRun): LivePipeline {
    this.#runs.set(run.pipeline.id, run);
    void this.#context.track(run.begin());
    return run.pipeline;
  }

  #nextId(): { id: number; iid: number } {
    this.#started += 1;
    return { id: 1000 + this.#started, iid: this.#started };
  }
}
