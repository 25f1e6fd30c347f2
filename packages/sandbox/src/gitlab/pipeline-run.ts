import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SandboxClock } from '../clock.ts';
import type { Deployments } from './deployments.ts';
import type { Emit } from './events.ts';
import type { RunOptions } from './gitlab-server.ts';
import type { LiveJob } from './live-job.ts';
import { LivePipeline } from './live-pipeline.ts';
import type { ProjectSettings } from './project.ts';
import { Checkout } from './runner/checkout.ts';
import { inspect } from './runner/gitlab-ci-local.ts';
import type { ImageFolders } from './runner/images.ts';
import { DEFAULT_BRANCH, pipelineVariables } from './runner/job-variables.ts';
import { readJobs } from './runner/pipeline-config.ts';
import { run } from './runner/runner.ts';
import type { Tokens } from './tokens.ts';

/** What all pipelines of a server share. */
export interface RunContext {
  readonly clock: SandboxClock;
  /** The server's, without a trailing slash. */
  readonly url: string;
  readonly folder: string;
  readonly gitConfig: string;
  readonly images: ImageFolders;
  readonly project: ProjectSettings;
  readonly tokens: Tokens;
  readonly deployments: Deployments;
  readonly processDelayMs: number;
  /** Aborted when the server closes. */
  readonly stop: AbortSignal;
  readonly emit: Emit;
  newJobId(): number;
  /** Keeps hold of work until it is done. */
  track<T>(work: Promise<T>): Promise<T>;
}

/** One pipeline with all that it takes to run it: its checkout, its variables, its artifacts. */
export class PipelineRun {
  readonly pipeline: LivePipeline;
  archived = false;
  readonly #options: RunOptions;
  readonly #context: RunContext;
  readonly #expired = new Set<LiveJob>();
  #checkout: Checkout | null = null;

  constructor(id: number, iid: number, options: RunOptions, context: RunContext) {
    const { project, url, emit } = context;
    this.#options = options;
    this.#context = context;
    const origin = {
      id,
      iid,
      project: project.path,
      ref: options.branch ?? DEFAULT_BRANCH,
      user: options.user ?? 'dev',
      webUrl: `${url}/${project.path}/-/pipelines/${id}`,
    };
    this.pipeline = new LivePipeline(origin, {
      clock: context.clock,
      processDelayMs: context.processDelayMs,
      emit,
      newJobId: context.newJobId,
      jobUrl: (job) => `${url}/${project.path}/-/jobs/${job}`,
      run: (job) => context.track(this.#runJob(job)),
      reached: (job) => this.#blockDeployment(job),
    });
  }

  /** Never rejects: what is wrong with the configuration is the pipeline's result. */
  async begin(gitlabCiYml: string): Promise<void> {
    const { folder, gitConfig, url, project, stop } = this.#context;
    const { pipeline } = this;
    // Whoever started the pipeline gets hold of it before anything happens.
    await nextTurn();
    try {
      const files = { ...this.#options.files, '.gitlab-ci.yml': gitlabCiYml };
      const remote = `${url}/${project.path}.git`;
      const checkout = await Checkout.create(folder, gitConfig, remote, pipeline.ref, files);
      this.#checkout = checkout;
      await checkout.setVariables(this.#variables());
      pipeline.sha = await checkout.sha();
      const preview = await inspect(checkout, '--preview', stop);
      pipeline.begin(readJobs(await inspect(checkout, '--list-json', stop), preview));
    } catch (error) {
      pipeline.fail((error as Error).message);
    }
  }

  async expireArtifacts(): Promise<void> {
    for (const job of this.pipeline.jobs) if (job.ended) this.#expired.add(job);
    await this.#checkout?.dropArtifacts();
  }

  async #runJob(job: LiveJob): Promise<boolean> {
    const { tokens, images, emit } = this.#context;
    const { pipeline } = this;
    if (this.#checkout === null) throw new Error('A job ran before its pipeline began');
    const lost = this.#lostDependency(job);
    if (lost !== undefined) {
      job.failureReason = 'missing_dependency_failure';
      job.lines.push(`This job could not start because it could not retrieve the needed artifacts: ${lost}`);
      return false;
    }
    const token = tokens.mintForJob(job.id);
    const { variables = {}, masked = [] } = this.#options;
    const succeeded = await run(job, {
      checkout: this.#checkout,
      variables: this.#variables(),
      masked: [...masked.map((name) => variables[name] ?? ''), token].filter((value) => value !== ''),
      images,
      token,
      onLine: (line) => emit({ type: 'log', pipeline: pipeline.id, job: job.id, line }),
    });
    tokens.revoke(token);
    return succeeded;
  }

  /** A job that needs another's artifacts does not start without them (GitLab docs, "When a dependent job fails"). */
  #lostDependency(job: LiveJob): string | undefined {
    return job.definition.needsArtifactsOf.find((name) =>
      this.pipeline.current.some((other) => other.name === name && this.#expired.has(other)),
    );
  }

  /** @returns whether the job's environment wants an approval first */
  #blockDeployment(job: LiveJob): boolean {
    const { project, deployments } = this.#context;
    const environment = project.protectedEnvironments.find(({ name }) => name === job.definition.environment);
    const { requiredApprovals = 0, approvers = [] } = environment ?? {};
    if (environment === undefined || requiredApprovals === 0) return false;
    deployments.block(job, environment.name, requiredApprovals, approvers);
    return true;
  }

  #variables(): Record<string, string> {
    const { url, project } = this.#context;
    return { ...pipelineVariables(url, project, this.pipeline), ...this.#options.variables };
  }
}
