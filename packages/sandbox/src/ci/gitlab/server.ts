/** A GitLab server on loopback: its API, one project, and a runner for the project's pipelines. */
import { Hono } from 'hono';
import { settingsOf } from '../../behaviours/switch.ts';
import { CiServer } from '../base/server.ts';
import { Actions } from './actions.ts';
import { createApi } from './api/api.ts';
import { rateLimit } from './api/rate-limit.ts';
import { ContainerRegistry } from './container-registry.ts';
import { Tokens } from './credentials.ts';
import { missingPrograms } from './definition/gitlab-ci-local.ts';
import { type Deployment, Deployments } from './deployments.ts';
import type { GitlabEvent } from './events.ts';
import { IdTokens } from './id-tokens.ts';
import type { GitlabOptions, RunOptions } from './options.ts';
import type { Job, Pipeline } from './pipeline.ts';
import { Pipelines } from './pipelines.ts';
import { PROJECT, type ProjectSettings } from './project.ts';
import { ProjectHistory } from './project-history.ts';
import { type PublishedComponent, publishComponents } from './runner/components.ts';
import { ImageFolders } from './runner/images.ts';
import { registryHost } from './runner/job-variables.ts';
import { GITLAB_SWITCHES, type GitlabBehaviours } from './switches.ts';

/** What this machine lacks to run pipelines, as names of programs; empty when it can run them. */
export const missingForGitlab = missingPrograms;

/** Its `url` is the value of `CI_SERVER_URL`. */
export class GitlabServer extends CiServer<GitlabEvent> {
  readonly #options: GitlabOptions;
  readonly #project: ProjectSettings;
  readonly #behaviours: GitlabBehaviours;
  readonly #tokens: Tokens;
  readonly #idTokens: IdTokens;
  readonly #registry: ContainerRegistry;
  readonly #deployments = new Deployments();
  readonly #history = new ProjectHistory();
  readonly #actions: Actions;
  readonly #pipelines: Pipelines;

  /** @throws Error when a component cannot be read */
  static async start(options: GitlabOptions): Promise<GitlabServer> {
    const components = await publishComponents(options.components ?? []);
    const server = new GitlabServer(options, components);
    return server.listen(server.#routes());
  }

  private constructor(options: GitlabOptions, components: readonly PublishedComponent[]) {
    super('GitLab', options);
    this.#options = options;
    this.#behaviours = settingsOf(GITLAB_SWITCHES, options.behaviours);
    this.#project = { ...PROJECT, ...options.project };
    this.#tokens = new Tokens(options.tokens, options.clock);
    this.#idTokens = new IdTokens(options.clock, this.#project, () => this.url);
    this.#registry = new ContainerRegistry({
      tokens: this.#tokens,
      project: this.#project.path,
      components,
      host: () => registryHost(this.url),
    });
    this.#actions = new Actions(this.#deployments, this.statusDelay, this.emit);
    this.#pipelines = new Pipelines({
      clock: options.clock,
      url: () => this.url,
      folder: this.folder,
      components,
      images: new ImageFolders(this.folder, options.images),
      registry: this.#registry,
      project: this.#project,
      tokens: this.#tokens,
      idTokens: this.#idTokens,
      deployments: this.#deployments,
      history: this.#history,
      schemaCheck: options.schemaCheck ?? true,
      processDelayMs: options.processDelayMs ?? 0,
      behaviours: this.#behaviours,
      emit: this.emit,
    });
  }

  /** Oldest first. */
  get pipelines(): readonly Pipeline[] {
    return this.#pipelines.all;
  }

  pipeline(id: number): Pipeline | undefined {
    return this.#pipelines.get(id)?.pipeline;
  }

  get deployments(): readonly Deployment[] {
    return this.#deployments.all;
  }

  /**
   * Pushes this configuration. One that cannot be run is a pipeline that fails and says why.
   * @throws Error for variables that GitLab does not save
   */
  run(gitlabCiYml: string, options: RunOptions = {}): Pipeline {
    return this.#pipelines.push(gitlabCiYml, options);
  }

  /**
   * Pushes this configuration without a pipeline, as a commit with `[skip ci]` does. One can be started over the API.
   * @throws Error for variables that GitLab does not save
   */
  commit(gitlabCiYml: string, options: RunOptions = {}): void {
    this.#pipelines.commit(gitlabCiYml, options);
  }

  /** A person presses play, or retry, at a job. @throws Error when the job has no such button */
  play(pipelineId: number, jobName: string, user: string, variables: Record<string, string> = {}): Job {
    const { pipeline, archived } = this.#pipelines.find(pipelineId);
    const job = pipeline.job(jobName);
    if (job !== undefined && (this.#actions.isPlayable(job, archived) || this.#actions.isRetryable(job))) {
      return this.#actions.play(pipeline, job, user, variables);
    }
    const status = job?.status ?? 'no such job';
    throw new Error(`Job ${jobName} of pipeline ${pipelineId} cannot be played: ${status}`);
  }

  /** A person presses retry at the pipeline. */
  retry(pipeline: number, user: string): void {
    this.#actions.retryPipeline(this.#pipelines.find(pipeline).pipeline, user);
  }

  /** A person cancels a job, which need not have begun. @throws Error when the pipeline has none of that name */
  cancelJob(pipelineId: number, jobName: string): void {
    const { pipeline } = this.#pipelines.find(pipelineId);
    const job = pipeline.job(jobName);
    if (job === undefined) throw new Error(`Pipeline ${pipelineId} has no job ${jobName}`);
    this.#actions.cancelJob(pipeline, job);
  }

  /**
   * GitLab, or the job's runner, fails a job that has not ended.
   * @param reason in GitLab's word: `runner_system_failure`, `stuck_or_timeout_failure`, `job_execution_timeout`
   * @throws Error when the pipeline has none of that name that waits for a runner or runs
   */
  failJob(pipelineId: number, jobName: string, reason: string): void {
    const { pipeline } = this.#pipelines.find(pipelineId);
    const job = pipeline.job(jobName);
    if (job?.status !== 'pending' && job?.status !== 'running')
      throw new Error(
        `Job ${jobName} of pipeline ${pipelineId} cannot fail: ${job?.status ?? 'no such job'}`,
      );
    pipeline.drop(job, reason);
  }

  /** A person cancels the pipeline. */
  cancel(pipeline: number): void {
    this.#actions.cancelPipeline(this.#pipelines.find(pipeline).pipeline);
  }

  /**
   * The pipeline is too old for its jobs to be played.
   * @fact Jobs of an archived pipeline | cannot be played: 400 | source | app/models/ci/build.rb,
   *   `playable?`
   */
  archive(pipeline: number): void {
    this.#pipelines.find(pipeline).archived = true;
  }

  /** The pipeline is deleted, with its jobs. */
  delete(pipeline: number): void {
    this.#pipelines.delete(pipeline);
  }

  /** The artifacts of the pipeline's jobs so far reach their `expire_in`. */
  expireArtifacts(pipeline: number): Promise<void> {
    return this.#pipelines.find(pipeline).expireArtifacts();
  }

  /** Nobody can use this token any more. */
  revoke(token: string): void {
    this.#tokens.revoke(token);
  }

  protected stopPipelines(): Promise<void> {
    return this.#pipelines.stop();
  }

  #routes(): Hono {
    const { clock, requestsPerMinute = 2000 } = this.#options;
    const app = new Hono();
    app.use(rateLimit(requestsPerMinute, clock));
    app.route('/', this.#idTokens.routes());
    app.route('/', this.#registry.routes());
    app.route(
      '/',
      createApi({
        clock,
        project: this.#project,
        behaviours: this.#behaviours,
        tokens: this.#tokens,
        actions: this.#actions,
        deployments: this.#deployments,
        history: this.#history,
        pipelines: this.#pipelines,
      }),
    );
    return app;
  }
}
