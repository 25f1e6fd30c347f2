import { rm } from 'node:fs/promises';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { Faults } from '../../http/faults.ts';
import { type JournalEntry, RequestJournal } from '../../http/request-journal.ts';
import { type Listening, listen } from '../../http/server.ts';
import { Actions } from './actions.ts';
import { createApi } from './api/api.ts';
import { Tokens } from './credentials.ts';
import { type Deployment, Deployments } from './deployments.ts';
import type { Emit, GitlabListener } from './events.ts';
import type { GitlabOptions, GitlabServer, RunOptions } from './gitlab-server.ts';
import type { LivePipeline } from './live-pipeline.ts';
import type { Job, Pipeline } from './pipeline.ts';
import type { PipelineRun } from './pipeline-run.ts';
import { Pipelines } from './pipelines.ts';
import { PROJECT, type ProjectSettings } from './project.ts';
import { rateLimit } from './rate-limit.ts';
import type { PublishedComponent } from './runner/components.ts';
import type { ImageFolders } from './runner/images.ts';

/** What `startGitlab` starts. */
export class Server implements GitlabServer {
  readonly faults = new Faults();
  readonly #options: GitlabOptions;
  readonly #folder: string;
  readonly #project: ProjectSettings;
  readonly #tokens: Tokens;
  readonly #journal: RequestJournal;
  readonly #deployments = new Deployments();
  readonly #actions: Actions;
  readonly #listeners = new Set<GitlabListener>();
  readonly #stop = new AbortController();
  readonly #work = new Set<Promise<unknown>>();
  #started: Pipelines | null = null;
  #listening: Listening | null = null;
  #lastJobId = 100;

  constructor(options: GitlabOptions, folder: string) {
    this.#options = options;
    this.#folder = folder;
    this.#project = { ...PROJECT, ...options.project };
    this.#tokens = new Tokens(options.tokens, options.clock);
    this.#journal = new RequestJournal(options.clock, options.onRequest);
    this.#actions = new Actions(this.#deployments, this.#emit);
  }

  async listen(): Promise<void> {
    const { clock, requestsPerMinute = 2000 } = this.#options;
    const api = createApi({
      clock,
      project: this.#project,
      tokens: this.#tokens,
      actions: this.#actions,
      deployments: this.#deployments,
      pipelines: () => this.pipelines,
      isArchived: ({ id }) => this.#pipelines.get(id)?.archived === true,
    });
    const app = new Hono<{ Bindings: HttpBindings }>();
    app.use(this.#journal.middleware(), this.faults.middleware(), rateLimit(requestsPerMinute, clock));
    app.route('/', api);
    this.#listening = await listen(app, this.#options.port);
  }

  /** What needs the server's URL, and pipelines need. */
  prepare(components: readonly PublishedComponent[], images: ImageFolders): void {
    this.#started = new Pipelines({
      clock: this.#options.clock,
      url: this.url,
      folder: this.#folder,
      components,
      images,
      project: this.#project,
      tokens: this.#tokens,
      deployments: this.#deployments,
      processDelayMs: this.#options.processDelayMs ?? 0,
      stop: this.#stop.signal,
      emit: this.#emit,
      newJobId: () => ++this.#lastJobId,
      track: (work) => this.#track(work),
    });
  }

  get url(): string {
    if (this.#listening === null) throw new Error('The GitLab server is not listening');
    return this.#listening.url;
  }

  get requests(): readonly JournalEntry[] {
    return this.#journal.entries;
  }

  get pipelines(): readonly LivePipeline[] {
    return this.#started?.all ?? [];
  }

  get deployments(): readonly Deployment[] {
    return this.#deployments.all;
  }

  run(gitlabCiYml: string, options: RunOptions = {}): Pipeline {
    return this.#pipelines.push(gitlabCiYml, options);
  }

  pipeline(id: number): LivePipeline | undefined {
    return this.#pipelines.get(id)?.pipeline;
  }

  play(pipelineId: number, jobName: string, user: string, variables: Record<string, string> = {}): Job {
    const { pipeline, archived } = this.#find(pipelineId);
    const job = pipeline.job(jobName);
    if (job !== undefined && (this.#actions.isPlayable(job, archived) || this.#actions.isRetryable(job))) {
      return this.#actions.play(pipeline, job, user, variables);
    }
    const status = job?.status ?? 'no such job';
    throw new Error(`Job ${jobName} of pipeline ${pipelineId} cannot be played: ${status}`);
  }

  retry(pipeline: number, user: string): void {
    this.#actions.retryPipeline(this.#find(pipeline).pipeline, user);
  }

  cancel(pipeline: number): void {
    this.#actions.cancelPipeline(this.#find(pipeline).pipeline);
  }

  archive(pipeline: number): void {
    this.#find(pipeline).archived = true;
  }

  delete(pipeline: number): void {
    this.#pipelines.delete(pipeline);
  }

  expireArtifacts(pipeline: number): Promise<void> {
    return this.#find(pipeline).expireArtifacts();
  }

  revoke(token: string): void {
    this.#tokens.revoke(token);
  }

  on(listener: GitlabListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    for (const pipeline of this.pipelines) this.#actions.cancelPipeline(pipeline);
    await Promise.all(this.#work);
    await this.#listening?.close();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
  }

  get #pipelines(): Pipelines {
    if (this.#started === null) throw new Error('The GitLab server is not prepared');
    return this.#started;
  }

  #find(id: number): PipelineRun {
    return this.#pipelines.find(id);
  }

  #track<T>(work: Promise<T>): Promise<T> {
    this.#work.add(work);
    void work.finally(() => this.#work.delete(work)).catch(() => {});
    return work;
  }

  readonly #emit: Emit = (event) => {
    const at = this.#options.clock.now();
    for (const listener of this.#listeners) listener({ ...event, at });
  };
}
