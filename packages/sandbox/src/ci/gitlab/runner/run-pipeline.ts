import { setImmediate as nextTurn } from 'node:timers/promises';
import { mayRead } from '../component-access.ts';
import { readAutoCancel } from '../definition/auto-cancel.ts';
import { expand } from '../definition/expansion.ts';
import type { Expansion } from '../definition/gitlab-ci-local.ts';
import { type JobDefinition, readJobs } from '../definition/pipeline.ts';
import { refuseUnknownInputs, refuseUnknownPipelineInputs } from '../definition/unknown-inputs.ts';
import type { LiveJob } from '../live-job.ts';
import { LivePipeline } from '../live-pipeline.ts';
import type { RunOptions } from '../options.ts';
import type { Pipeline, PipelineOrigin } from '../pipeline.ts';
import { isProtected, protectedEnvironment } from '../project.ts';
import { Artifacts } from './artifacts.ts';
import { dotenvVariables, forwardedVariables } from './forwarded-variables.ts';
import { COMMIT_MESSAGE, GitRepository } from './git-repository.ts';
import type { VariableSources } from './job-environment.ts';
import { DEFAULT_BRANCH, pipelineVariables } from './job-variables.ts';
import { producersOf } from './producers.ts';
import { projectVariables } from './project-variables.ts';
import type { RunContext } from './run-context.ts';
import { run } from './run-job.ts';
import { expandVariables } from './variable-expansion.ts';

/** Where a child pipeline comes from. */
export interface Upstream {
  readonly run: PipelineRun;
  readonly bridge: LiveJob;
}

export interface PushOptions extends RunOptions {
  readonly gitlabCiYml: string;
  /** Asked for over the API, of what had been pushed before. */
  readonly overApi?: boolean;
  /** Values of the `spec: inputs` of its configuration. */
  readonly inputs?: Readonly<Record<string, unknown>>;
}

/** One pipeline with all that it takes to run it: its repository, its variables, its artifacts. */
export class PipelineRun {
  readonly pipeline: LivePipeline;
  readonly options: PushOptions;
  archived = false;
  /** With everything included and filled in; null until GitLab has read it, and where it is refused. */
  configuration: Expansion['configuration'] | null = null;
  readonly #context: RunContext;
  readonly #upstream: Upstream | null;
  readonly #expired = new Set<LiveJob>();
  /** What the bridge has given to this child. */
  readonly #forwarded: Readonly<Record<string, string>>;
  readonly #artifacts: Artifacts;

  constructor(
    ids: Pick<Pipeline, 'id' | 'iid'>,
    options: PushOptions,
    context: RunContext,
    upstream: Upstream | null,
    startChild: (bridge: LiveJob) => void,
  ) {
    const { project, emit } = context;
    const url = context.url();
    this.options = options;
    this.#context = context;
    this.#upstream = upstream;
    this.#artifacts = new Artifacts(context.folder);
    this.#forwarded = upstream === null ? {} : upstream.run.#forward(upstream.bridge);
    const origin: PipelineOrigin = {
      ...ids,
      project: project.path,
      ref: refOf(options),
      tag: options.tag !== undefined,
      mergeRequest: options.mergeRequest ?? null,
      user: options.user ?? 'dev',
      webUrl: `${url}/${project.path}/-/pipelines/${ids.id}`,
      source: upstream === null ? sourceOf(options) : 'parent_pipeline',
      upstream: upstream && { pipeline: upstream.run.pipeline.id, job: upstream.bridge.id },
    };
    this.pipeline = new LivePipeline(origin, {
      clock: context.clock,
      processDelayMs: context.processDelayMs,
      behaviours: context.behaviours,
      emit,
      newJobId: context.newJobId,
      jobUrl: (job) => `${url}/${project.path}/-/jobs/${job}`,
      run: (job) => context.track(this.#runJob(job)),
      trigger: startChild,
      needsApproval: (job) => this.#blockDeployment(job),
      refusal: (job) => this.#refusal(job),
      statusChanged: () => upstream?.run.pipeline.inherit(upstream.bridge, this.pipeline.status),
    });
  }

  /** 0 for a pipeline that was pushed, 1 for its children. */
  get depth(): number {
    return this.#upstream === null ? 0 : this.#upstream.run.depth + 1;
  }

  /** Never rejects: what is wrong with the configuration is the pipeline's result. */
  async begin(): Promise<void> {
    const { pipeline } = this;
    const { folder, components, project, images, schemaCheck, stop } = this.#context;
    // Whoever started the pipeline gets hold of it before anything happens.
    await nextTurn();
    try {
      const repository = await this.repository();
      this.#context.history.add(repository.commits, this.options.earlier ?? []);
      pipeline.sha = repository.sha;
      const includes = this.#upstream?.bridge.definition.trigger?.include ?? null;
      const { predefined, project: own, given } = this.#variables();
      const variables = { ...predefined, ...own, ...given };
      const source = {
        repository,
        includes,
        inputs: this.options.inputs ?? {},
        // To whom a project is not shown, it is not there.
        components: components.filter((component) => mayRead(component, pipeline.user)),
        variables,
        schemaCheck,
        serverUrl: this.#context.url(),
        project: project.path,
      };
      refuseUnknownPipelineInputs(this.options.gitlabCiYml, source.inputs);
      const expansion = await expand(source, folder, stop);
      refuseUnknownInputs(expansion.configuration, source.components);
      this.configuration = expansion.configuration;
      const definitions = readJobs(expansion).map((job) => this.#withEnvironment(job));
      images.require(definitions);
      pipeline.begin(definitions, readAutoCancel(expansion.configuration));
    } catch (error) {
      this.#fail((error as Error).message);
    }
  }

  get #message(): string {
    return this.options.message ?? COMMIT_MESSAGE;
  }

  /** A child's is that of the pipeline that was pushed. */
  async repository(): Promise<GitRepository> {
    const { gitlabCiYml, files, executable, after, earlier } = this.options;
    return GitRepository.of({
      onto: after && (await this.#context.repositoryOf(after.id)),
      earlier,
      branch: this.options.branch ?? DEFAULT_BRANCH,
      message: this.#message,
      files: { ...files, '.gitlab-ci.yml': gitlabCiYml },
      executable,
    });
  }

  #fail(message: string): void {
    if (this.#upstream !== null) {
      const { run, bridge } = this.#upstream;
      bridge.lines.push(message);
      run.pipeline.drop(bridge, 'downstream_pipeline_creation_failed');
    }
    this.pipeline.fail(message);
  }

  async expireArtifacts(): Promise<void> {
    for (const job of this.pipeline.jobs) if (job.ended) this.#expired.add(job);
    await this.#artifacts.drop();
  }

  async #runJob(job: LiveJob): Promise<boolean> {
    const { folder, tokens, images, registry, emit } = this.#context;
    const { pipeline } = this;
    const lost = this.#lostDependency(job);
    if (lost !== undefined) {
      job.failureReason = 'missing_dependency_failure';
      job.lines.push(`This job could not start because it could not retrieve the needed artifacts: ${lost}`);
      return false;
    }
    const token = tokens.mintForJob(job.id);
    const { variables = {}, masked = [], ofTypeFile = [] } = this.options;
    const producers = this.#producersOf(job);
    const { predefined, ...given } = this.#variables();
    const idTokens = this.#idTokensOf(job);
    const secrets = [...masked.map((name) => variables[name] ?? ''), token, ...Object.values(idTokens)];
    const succeeded = await run(job, {
      folder,
      repository: await this.repository(),
      variables: {
        ...given,
        predefined: { ...predefined, ...idTokens },
        dotenv: dotenvVariables(producers),
      },
      ofTypeFile,
      artifacts: this.#artifacts,
      producers: producers.map(({ name }) => name),
      masked: secrets.filter((value) => value !== ''),
      images,
      registry,
      token,
      onLine: (line) => emit({ type: 'log', pipeline: pipeline.id, job: job.id, line }),
    });
    tokens.revoke(token);
    if (succeeded && job.status === 'running') this.#context.deployments.deployed(job, pipeline.sha);
    return succeeded;
  }

  /** By the variable that holds it. */
  #idTokensOf(job: LiveJob): Record<string, string> {
    const { predefined, project, given } = this.#variables();
    const values = { ...predefined, ...job.definition.variables, ...project, ...given };
    const fill = (text: string) => expandVariables(text, values);
    const issue = (audience: string | readonly string[]) =>
      this.#context.idTokens.issue(
        job,
        this.pipeline,
        typeof audience === 'string' ? fill(audience) : audience.map(fill),
      );
    const wanted = Object.entries(job.definition.idTokens);
    return Object.fromEntries(wanted.map(([name, audience]) => [name, issue(audience)]));
  }

  /** Those that have what they left. */
  #producersOf(job: LiveJob): LiveJob[] {
    return producersOf(job, this.pipeline.current).filter((producer) => !this.#expired.has(producer));
  }

  /** A job that needs another's artifacts does not start without them (GitLab docs, "When a dependent job fails"). */
  #lostDependency(job: LiveJob): string | undefined {
    return job.definition.needsArtifactsOf.find((name) =>
      this.pipeline.current.some((other) => other.name === name && this.#expired.has(other)),
    );
  }

  /** The name of a job's environment may be made of variables (GitLab docs, environment:name). */
  #withEnvironment(job: JobDefinition): JobDefinition {
    const { predefined, project, given } = this.#variables();
    const values = { ...predefined, ...job.variables, ...project, ...given };
    return { ...job, environment: expandVariables(job.environment, values) };
  }

  /**
   * @fact A job with a protected environment, started without a play, whose user may not deploy there | fails with
   *   `protected_environment_failure` | source | ee/app/services/ee/ci/process_build_service.rb
   */
  #refusal(job: LiveJob): string {
    const { project, deployments } = this.#context;
    const environment = protectedEnvironment(project, job.definition.environment);
    if (environment !== undefined && !environment.deployers.includes(job.user)) {
      return 'protected_environment_failure';
    }
    return deployments.isOutdated(job, this.pipeline.sha) ? 'failed_outdated_deployment_job' : '';
  }

  /** @returns whether the job's environment wants an approval first */
  #blockDeployment(job: LiveJob): boolean {
    const { project, deployments } = this.#context;
    const environment = protectedEnvironment(project, job.definition.environment);
    const { requiredApprovals = 0, approvers = [] } = environment ?? {};
    if (environment === undefined || requiredApprovals === 0) return false;
    deployments.block(job, environment.name, requiredApprovals, approvers);
    return true;
  }

  /** What the child of this bridge is given. */
  #forward(bridge: LiveJob): Record<string, string> {
    const { predefined, project, given } = this.#variables();
    const dotenv = dotenvVariables(this.#producersOf(bridge));
    return forwardedVariables(bridge, { ...predefined, ...project, ...given, ...dotenv });
  }

  #variables(): Pick<VariableSources, 'predefined' | 'project' | 'given'> {
    const { project } = this.#context;
    return {
      predefined: pipelineVariables(this.#context.url(), project, this.pipeline, this.#message),
      project: projectVariables(this.options, isProtected(project, this.pipeline)),
      given: { ...this.options.given, ...this.#forwarded },
    };
  }
}

function sourceOf({ mergeRequest, overApi }: PushOptions): Pipeline['source'] {
  if (overApi === true) return 'api';
  return mergeRequest === undefined ? 'push' : 'merge_request_event';
}

/** Where GitLab keeps the commit of a merge request's pipeline (app/models/merge_request.rb, `merge_ref_path`, `train_ref_path`). */
export function refOf({ branch, tag, mergeRequest }: RunOptions): string {
  if (mergeRequest === undefined) return tag ?? branch ?? DEFAULT_BRANCH;
  const last = mergeRequest.event === 'merge_train' ? 'train' : 'merge';
  return `refs/merge-requests/${mergeRequest.iid}/${last}`;
}
