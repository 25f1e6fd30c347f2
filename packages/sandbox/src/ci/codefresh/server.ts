import { rm } from 'node:fs/promises';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { Faults } from '../../http/faults.ts';
import { type JournalEntry, RequestJournal } from '../../http/request-journal.ts';
import { type Listening, listen } from '../../http/server.ts';
import { type Annotation, Annotations } from './annotations.ts';
import { createApi } from './api/api.ts';
import type { Build, GitContext, StepResult } from './build.ts';
import type { CodefreshOptions, CodefreshServer, RunOptions } from './codefresh-server.ts';
import { ApiKeys } from './credentials.ts';
import type { CodefreshListener, Emit } from './events.ts';
import { LiveBuild } from './live-build.ts';
import { objectId } from './object-id.ts';
import { buildVariables } from './runner/build-variables.ts';
import { runBuild } from './runner/run-build.ts';
import type { StepTypes } from './runner/step-type.ts';
import { Workspace } from './runner/workspace.ts';

const GIT: GitContext = {
  branch: 'main',
  revision: '4f1c2a9be07d35518c64ad1e2f90b7338d6c5e02',
  repoOwner: 'globex',
  repoName: 'webshop',
};

/** What `startCodefresh` starts. */
export class Server implements CodefreshServer {
  readonly faults = new Faults();
  readonly keys: ApiKeys;
  readonly #options: CodefreshOptions;
  readonly #stepTypes: StepTypes;
  readonly #folder: string;
  readonly #journal: RequestJournal;
  readonly #annotations = new Annotations();
  readonly #builds = new Map<string, LiveBuild>();
  /** What each build was started with, for a restart. */
  readonly #started = new WeakMap<Build, { readonly codefreshYml: string; readonly options: RunOptions }>();
  readonly #listeners = new Set<CodefreshListener>();
  #listening: Listening | null = null;

  constructor(options: CodefreshOptions, stepTypes: StepTypes, folder: string) {
    this.keys = new ApiKeys(options.apiKeys);
    this.#options = options;
    this.#stepTypes = stepTypes;
    this.#folder = folder;
    this.#journal = new RequestJournal(options.clock, options.onRequest);
  }

  async listen(): Promise<void> {
    const backend = {
      keys: this.keys,
      annotations: this.#annotations,
      build: (id: string) => this.build(id),
      decide: (id: string, decision: 'approved' | 'denied', by: string) => this.#decide(id, decision, by),
      annotated: ({ entityId, key, value }: Annotation) =>
        this.#emit({ type: 'annotation', build: entityId, key, value }),
    };
    const app = new Hono<{ Bindings: HttpBindings }>();
    app.use(this.#journal.middleware(), this.faults.middleware());
    app.route('/', createApi(backend, this.#options.answerWhenNotPaused ?? 'error'));
    this.#listening = await listen(app, this.#options.port);
  }

  get url(): string {
    if (this.#listening === null) throw new Error('The Codefresh server is not listening');
    return this.#listening.url;
  }

  get requests(): readonly JournalEntry[] {
    return this.#journal.entries;
  }

  get builds(): readonly Build[] {
    return [...this.#builds.values()];
  }

  run(codefreshYml: string, options: RunOptions = {}): Build {
    return this.#start(codefreshYml, options, []);
  }

  restart(id: string, from: 'beginning' | 'failed-step' = 'beginning'): Build {
    const build = this.#builds.get(id);
    const started = build && this.#started.get(build);
    if (build === undefined || started === undefined) throw new Error(`There is no build ${id}`);
    if (build.ended === null) throw new Error(`Build ${id} has not ended: its status is ${build.status}`);
    const { codefreshYml, options } = started;
    const failed = build.steps.findIndex(({ status }) => status !== 'success' && status !== 'approved');
    const kept = from === 'beginning' ? [] : build.steps.slice(0, failed < 0 ? undefined : failed);
    return this.#start(codefreshYml, options, kept);
  }

  #start(codefreshYml: string, options: RunOptions, kept: readonly StepResult[]): Build {
    const {
      variables = {},
      encrypted = [],
      pipelineName = 'globex/deploy-to-qa',
      initiator = 'dev',
    } = options;
    const origin = { id: objectId(), pipelineName, initiator, git: { ...GIT, ...options.git } };
    const secrets = encrypted.map((name) => variables[name] ?? '');
    const build = new LiveBuild(origin, secrets, this.#options.clock, this.#emit);
    for (const { outputs } of kept) Object.assign(build.outputs, outputs);
    this.#builds.set(build.id, build);
    this.#started.set(build, { codefreshYml, options });
    void this.#live(build, codefreshYml, variables, kept);
    return build;
  }

  async #live(
    build: LiveBuild,
    codefreshYml: string,
    variables: Record<string, string>,
    kept: readonly StepResult[],
  ): Promise<void> {
    const { pauseDelayMs = 0, resumeDelayMs = 20, deniedStatus = 'denied', clock, images } = this.#options;
    const apiKey = this.keys.mint(build.initiator);
    await runBuild(codefreshYml, {
      build,
      stop: build.stop,
      kept: new Map(kept.map((step) => [step.name, step])),
      workspace: await Workspace.create(this.#folder),
      variables: { ...buildVariables(build, this.url, apiKey), ...variables },
      images,
      stepTypes: this.#stepTypes,
      behavior: { pauseDelayMs, resumeDelayMs, deniedStatus },
      clock,
    });
    this.keys.revoke(apiKey);
  }

  build(id: string): Build | undefined {
    return this.#builds.get(id);
  }

  approve(id: string, user: string): void {
    this.#decideInUi(id, 'approved', user);
  }

  deny(id: string, user: string): void {
    this.#decideInUi(id, 'denied', user);
  }

  terminate(id: string): void {
    this.#builds.get(id)?.terminate();
  }

  annotations(id: string): readonly Annotation[] {
    return this.#annotations.find({ entityId: id });
  }

  on(listener: CodefreshListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    const builds = [...this.#builds.values()];
    for (const build of builds) build.terminate();
    await Promise.all(builds.map((build) => build.finished));
    await this.#listening?.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #decideInUi(id: string, decision: 'approved' | 'denied', user: string): void {
    if (this.#decide(id, decision, user)) return;
    throw new Error(
      `Build ${id} does not wait for approval: ${this.build(id)?.status ?? 'there is no such build'}`,
    );
  }

  #decide(id: string, decision: 'approved' | 'denied', by: string): boolean {
    const gate = this.#builds.get(id)?.gate;
    if (!gate?.decide(decision, by)) return false;
    this.#emit({ type: 'decision', build: id, step: gate.step, decision, by });
    return true;
  }

  readonly #emit: Emit = (event) => {
    const at = this.#options.clock.now();
    for (const listener of this.#listeners) listener({ ...event, at });
  };
}
