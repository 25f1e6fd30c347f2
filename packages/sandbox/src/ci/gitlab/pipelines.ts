/** The pipelines of a server: those that were pushed, and their children. */
import { PipelineError } from '../base/pipeline-error.ts';
import type { LiveJob } from './live-job.ts';
import type { LivePipeline } from './live-pipeline.ts';
import type { RunOptions } from './options.ts';
import type { Pipeline } from './pipeline.ts';
import { refuseUnmaskable } from './runner/project-variables.ts';
import type { RunContext } from './runner/run-context.ts';
import { PipelineRun, type PushOptions, refOf, type Upstream } from './runner/run-pipeline.ts';

/** GitLab lets a pipeline have children, and those have some, too; no more (doc/ci/pipelines/downstream_pipelines.md). */
const DEEPEST = 2;

const NO_JOBS =
  'Pipeline will not run for the selected trigger. ' +
  'The rules configuration prevented any jobs from being added to the pipeline.';

/** GitLab leaves older ones alone. */
const REDUNDANT_FOR_MS = 7 * 24 * 3_600_000;

export class Pipelines {
  readonly #context: RunContext;
  readonly #runs = new Map<number, PipelineRun>();
  /** What was pushed last, by branch or tag. */
  readonly #pushed = new Map<string, PushOptions>();
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
    const pushed = this.commit(gitlabCiYml, options);
    return this.#start(pushed, null).run.pipeline;
  }

  /** Pushes what starts no pipeline. @throws Error for variables that GitLab does not save */
  commit(gitlabCiYml: string, options: RunOptions): PushOptions {
    refuseUnmaskable(options);
    const pushed = { ...options, gitlabCiYml };
    this.#pushed.set(refOf(pushed), pushed);
    return pushed;
  }

  /** The branch or tag of this name; undefined where nothing was pushed to one. */
  refOf(name: string): Pick<Pipeline, 'ref' | 'tag'> | undefined {
    const pushed = this.#pushed.get(name);
    return pushed && { ref: name, tag: pushed.tag !== undefined };
  }

  /**
   * Starts a pipeline of what was pushed last, once GitLab has read its configuration.
   * @throws PipelineError saying why none is made
   */
  async create(ref: string, asked: Pick<PushOptions, 'user' | 'given' | 'inputs'>): Promise<LivePipeline> {
    const pushed = this.#pushed.get(ref);
    if (pushed === undefined) throw new PipelineError('Reference not found');
    const { run, begun } = this.#start({ ...pushed, ...asked, overApi: true }, null);
    await begun;
    const { pipeline } = run;
    if (pipeline.jobs.length > 0) return pipeline;
    this.delete(pipeline.id);
    throw new PipelineError(pipeline.configError || NO_JOBS);
  }

  /** Cancels every pipeline; resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.#stop.abort();
    for (const pipeline of this.all) pipeline.cancelAll();
    await Promise.all(this.#work);
  }

  #start(options: PushOptions, upstream: Upstream | null) {
    this.#started += 1;
    const ids = { id: 1000 + this.#started, iid: this.#started };
    const run: PipelineRun = new PipelineRun(ids, options, this.#context, upstream, (bridge) =>
      this.#startChild(run, bridge),
    );
    this.#runs.set(run.pipeline.id, run);
    const begun = this.#track(run.begin().then(() => this.#cancelRedundant(run)));
    return { run, begun };
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
    // What was given with the parent is the parent's.
    const options = { ...parent.options, user: bridge.user, given: {}, inputs: {} };
    bridge.child = this.#start(options, { run: parent, bridge }).run.pipeline;
  }

  #track<T>(work: Promise<T>): Promise<T> {
    this.#work.add(work);
    void work.finally(() => this.#work.delete(work)).catch(() => {});
    return work;
  }
}
