/** A Codefresh server on loopback: its API, and a runner for the pipelines that it is given. */
import { Hono } from 'hono';
import { settingsOf } from '../../behaviours/switch.ts';
import { CiServer } from '../base/server.ts';
import { type Annotation, Annotations } from './annotations.ts';
import { createApi } from './api/api.ts';
import type { Build } from './build.ts';
import { Builds } from './builds.ts';
import { ApiKeys } from './credentials.ts';
import { StepType, StepTypes } from './definition/step-type.ts';
import type { CodefreshEvent } from './events.ts';
import { OIDC_PATH, OidcProvider } from './oidc.ts';
import type { CodefreshOptions, RunOptions } from './options.ts';
import { type PipelineDefinition, PipelineDefinitions } from './pipelines.ts';
import { CODEFRESH_SWITCHES, type CodefreshBehaviours } from './switches.ts';

/** Its `url` is the value of `CF_URL`: without `/api`. */
export class CodefreshServer extends CiServer<CodefreshEvent> {
  readonly #annotations = new Annotations();
  readonly #pipelines = new PipelineDefinitions();
  readonly #keys: ApiKeys;
  readonly #oidc: OidcProvider;
  readonly #builds: Builds;
  readonly #behaviours: CodefreshBehaviours;

  /** @throws Error when a `step.yaml` cannot be read, or holds what the sandbox does not implement */
  static async start(options: CodefreshOptions): Promise<CodefreshServer> {
    const stepTypes = await Promise.all(options.stepTypes.map((path) => StepType.load(path)));
    const server = new CodefreshServer(options, new StepTypes(stepTypes));
    const api = createApi({
      keys: server.#keys,
      annotations: server.#annotations,
      builds: server.#builds,
      pipelines: server.#pipelines,
      behaviours: server.#behaviours,
      emit: server.emit,
    });
    return server.listen(new Hono().route(OIDC_PATH, server.#oidc.routes()).route('/', api));
  }

  private constructor(options: CodefreshOptions, stepTypes: StepTypes) {
    super('Codefresh', options);
    this.#keys = new ApiKeys(options.apiKeys);
    this.#oidc = new OidcProvider(options.clock, () => this.url);
    this.#behaviours = settingsOf(CODEFRESH_SWITCHES, options.behaviours);
    this.#builds = new Builds({
      options,
      behaviours: this.#behaviours,
      stepTypes,
      keys: this.#keys,
      oidc: this.#oidc,
      statusDelay: this.statusDelay,
      folder: this.folder,
      url: () => this.url,
      emit: this.emit,
    });
  }

  /** Oldest first. */
  get builds(): readonly Build[] {
    return this.#builds.all;
  }

  build(id: string): Build | undefined {
    return this.#builds.get(id);
  }

  /** Somebody creates a pipeline in the UI, which can then be started over the API. */
  define(pipeline: PipelineDefinition): void {
    this.#pipelines.add(pipeline);
  }

  /** Starts a build. A pipeline that the sandbox cannot run is a build that fails and says why. */
  run(codefreshYml: string, options: RunOptions = {}): Build {
    return this.#builds.start(codefreshYml, options);
  }

  /**
   * A person restarts a build that has ended: the same pipeline and variables under a new id. From its failed
   * step, what succeeded before is kept with what it exported, and not run again.
   * @throws Error when there is no such build, or it has not ended
   */
  restart(id: string, from: 'beginning' | 'failed-step' = 'beginning'): Build {
    return this.#builds.restart(id, from);
  }

  /** A person approves in the UI. @throws Error when the build does not wait for approval */
  approve(id: string, user: string): void {
    this.#decide(id, 'approved', user);
  }

  /** A person denies in the UI. @throws Error when the build does not wait for approval */
  deny(id: string, user: string): void {
    this.#decide(id, 'denied', user);
  }

  /** A person stops the build in the UI; it ends as `terminated`, and no hook runs. */
  terminate(id: string): void {
    this.#builds.get(id)?.terminate();
  }

  /** Of a build, oldest first. */
  annotations(id: string): readonly Annotation[] {
    return this.#annotations.find({ entityId: id });
  }

  protected stopPipelines(): Promise<void> {
    return this.#builds.stop();
  }

  #decide(id: string, decision: 'approved' | 'denied', user: string): void {
    if (this.#builds.decide(id, decision, user)) return;
    const status = this.build(id)?.status ?? 'there is no such build';
    throw new Error(`Build ${id} does not wait for approval: ${status}`);
  }
}
