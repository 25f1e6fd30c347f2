/** Starts builds, restarts them, and decides about those that wait for approval. */
import type { Emit } from '../base/events.ts';
import type { StatusDelay } from '../base/status-delay.ts';
import type { GitContext, StepResult } from './build.ts';
import type { ApiKeys } from './credentials.ts';
import type { StepTypes } from './definition/step-type.ts';
import type { CodefreshEvent } from './events.ts';
import { LiveBuild } from './live-build.ts';
import { objectId } from './object-id.ts';
import type { OidcProvider } from './oidc.ts';
import type { CodefreshOptions, RunOptions } from './options.ts';
import { buildVariables } from './runner/build-variables.ts';
import { gitContext } from './runner/clone.ts';
import { runBuild } from './runner/run-build.ts';
import { Workspace } from './runner/workspace.ts';
import type { CodefreshBehaviours } from './switches.ts';

const GIT: GitContext = {
  branch: 'main',
  revision: '4f1c2a9be07d35518c64ad1e2f90b7338d6c5e02',
  repoOwner: 'globex',
  repoName: 'webshop',
};

/** What all builds of a server share. */
export interface BuildsContext {
  readonly options: CodefreshOptions;
  readonly behaviours: CodefreshBehaviours;
  readonly stepTypes: StepTypes;
  readonly keys: ApiKeys;
  readonly oidc: OidcProvider;
  readonly statusDelay: StatusDelay;
  /** Where builds have their folders. */
  readonly folder: string;
  /** The server's, without a trailing slash. */
  url(): string;
  readonly emit: Emit<CodefreshEvent>;
}

export class Builds {
  readonly #context: BuildsContext;
  readonly #all = new Map<string, LiveBuild>();
  /** What each build was started with, for a restart. */
  readonly #started = new WeakMap<
    LiveBuild,
    { readonly codefreshYml: string; readonly options: RunOptions }
  >();

  constructor(context: BuildsContext) {
    this.#context = context;
  }

  /** Oldest first. */
  get all(): readonly LiveBuild[] {
    return [...this.#all.values()];
  }

  get(id: string): LiveBuild | undefined {
    return this.#all.get(id);
  }

  /** @param kept results of steps that a restart does not run again */
  start(codefreshYml: string, options: RunOptions, kept: readonly StepResult[] = []): LiveBuild {
    const { pipelineName = 'globex/deploy-to-qa', initiator = 'dev' } = options;
    const { variables = {}, encrypted = [], repository } = options;
    const { clock, repositories = {} } = this.#context.options;
    const git = { ...(repository !== undefined && gitContext(repository, repositories)), ...options.git };
    const origin = { id: objectId(), pipelineName, initiator, git: { ...GIT, ...git } };
    const secrets = encrypted.map((name) => variables[name] ?? '');
    const build = new LiveBuild(origin, secrets, clock, this.#context.emit);
    for (const { outputs } of kept) Object.assign(build.outputs, outputs);
    this.#all.set(build.id, build);
    this.#started.set(build, { codefreshYml, options });
    void this.#run(build, codefreshYml, variables, kept);
    return build;
  }

  /** @throws Error when there is no such build, or it has not ended */
  restart(id: string, from: 'beginning' | 'failed-step'): LiveBuild {
    const build = this.#all.get(id);
    const started = build && this.#started.get(build);
    if (build === undefined || started === undefined) throw new Error(`There is no build ${id}`);
    if (build.ended === null) throw new Error(`Build ${id} has not ended: its status is ${build.status}`);
    const { codefreshYml, options } = started;
    const failed = build.steps.findIndex(({ status }) => status !== 'success' && status !== 'approved');
    const kept = from === 'beginning' ? [] : build.steps.slice(0, failed < 0 ? undefined : failed);
    return this.start(codefreshYml, options, kept);
  }

  /** @returns whether the build was waiting for a decision, and this is now it */
  decide(id: string, decision: 'approved' | 'denied', by: string): boolean {
    const gate = this.#all.get(id)?.gate;
    if (!gate?.decide(decision, by)) return false;
    this.#context.emit({ type: 'decision', build: id, step: gate.step, decision, by });
    return true;
  }

  /** Resolves when no build runs any more. */
  async stop(): Promise<void> {
    for (const build of this.all) build.terminate();
    await Promise.all(this.all.map((build) => build.finished));
  }

  async #run(
    build: LiveBuild,
    codefreshYml: string,
    variables: Readonly<Record<string, string>>,
    kept: readonly StepResult[],
  ): Promise<void> {
    const { options, behaviours, keys, oidc, folder, stepTypes, statusDelay } = this.#context;
    const { pauseDelayMs = 0, clock, images, repositories = {} } = options;
    const apiKey = keys.mint(build.initiator);
    const requestToken = oidc.admit(build);
    const { requestUrl } = oidc;
    const own = buildVariables(build, this.#context.url(), apiKey, { requestUrl, requestToken });
    await runBuild(codefreshYml, {
      build,
      stop: build.stop,
      kept: new Map(kept.map((step) => [step.name, step])),
      workspace: await Workspace.create(folder),
      variables: { ...own, ...variables },
      images,
      repositories,
      stepTypes,
      pauseDelayMs,
      statusDelay,
      behaviours,
      clock,
      paused: () => {
        if (behaviours.stepKey === 'endsAtPause') keys.revoke(apiKey);
      },
    });
    keys.revoke(apiKey);
    oidc.revoke(requestToken);
  }
}
