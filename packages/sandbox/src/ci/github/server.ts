import { rm } from 'node:fs/promises';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { Faults } from '../../http/faults.ts';
import { type JournalEntry, RequestJournal } from '../../http/request-journal.ts';
import { type Listening, listen } from '../../http/server.ts';
import { createApi } from './api/api.ts';
import type { RerunChoice } from './api/backend.ts';
import { RateLimits } from './api/rate-limits.ts';
import { Credentials } from './credentials/credentials.ts';
import { OidcProvider } from './credentials/oidc.ts';
import { Directory } from './directory.ts';
import { push, workflowDispatch } from './dispatches.ts';
import type { Emit, GithubListener } from './events.ts';
import type { DispatchOptions, GithubServer, PushOptions } from './github-server.ts';
import { Ids } from './ids.ts';
import type { LiveRun } from './live-run.ts';
import type { GithubOptions } from './options.ts';
import { Repository } from './repository.ts';
import { bypass, review } from './reviews.ts';
import type { Run } from './run.ts';
import type { Actions } from './runner/action-definition.ts';
import { ConcurrencyGroups } from './runner/concurrency-groups.ts';
import { jobCredentials } from './runner/job-credentials.ts';
import { Runs } from './runs.ts';
import { OIDC_PATH, ServerUrls } from './server-urls.ts';

/** What `startGithub` starts. */
export class Server implements GithubServer {
  readonly faults = new Faults();
  readonly rateLimits: RateLimits;
  readonly #options: GithubOptions;
  readonly #folder: string;
  readonly #journal: RequestJournal;
  readonly #directory: Directory;
  readonly #credentials: Credentials;
  readonly #oidc: OidcProvider;
  readonly #repositories: readonly Repository[];
  readonly #runs: Runs;
  readonly #listeners = new Set<GithubListener>();
  readonly #urls: ServerUrls;
  #listening: Listening | null = null;

  constructor(options: GithubOptions, actions: Actions, folder: string) {
    const { clock } = options;
    const ids = new Ids();
    this.#options = options;
    this.#folder = folder;
    this.#journal = new RequestJournal(clock, options.onRequest);
    this.rateLimits = new RateLimits(options.rateLimit ?? 5000, clock);
    this.#directory = new Directory(options, ids);
    this.#credentials = new Credentials(options.tokens ?? [], this.#directory, clock);
    this.#oidc = new OidcProvider(clock);
    this.#repositories = options.repositories.map(
      (each) => new Repository(each, this.#directory, ids, clock.now()),
    );
    this.#urls = new ServerUrls(options.basePath ?? '');
    const { pendingDelayMs = 0, cancelGraceMs = { interrupt: 7500, terminate: 2500 } } = options;
    this.#runs = new Runs(
      {
        clock,
        ids,
        folder,
        actions,
        urls: this.#urls,
        behavior: { pendingDelayMs, cancelGraceMs },
        groups: new ConcurrencyGroups(),
        credentials: jobCredentials(this.#credentials, this.#oidc, this.#directory.actionsBot),
      },
      this.#emit,
    );
  }

  async listen(): Promise<void> {
    const { basePath = '', clock, port } = this.#options;
    const app = new Hono<{ Bindings: HttpBindings }>();
    app.use(this.#journal.middleware(), this.faults.middleware());
    app.route(
      OIDC_PATH,
      this.#oidc.routes(() => this.#urls.issuer),
    );
    const api = createApi({
      clock,
      rateLimits: this.rateLimits,
      directory: this.#directory,
      credentials: this.#credentials,
      repositories: this.#repositories,
      runs: this.#runs.all,
      urls: this.#urls,
      enterprise: basePath !== '',
      start: (...place) => this.#runs.start(...place),
      rerun: (...order) => this.#runs.rerun(...order),
    });
    app.route(basePath || '/', api);
    this.#listening = await listen(app, port);
    this.#urls.listeningAt(this.#listening.url);
  }

  get url(): string {
    return this.#urls.server;
  }

  get apiUrl(): string {
    return this.#urls.api;
  }

  get requests(): readonly JournalEntry[] {
    return this.#journal.entries;
  }

  get runs(): readonly Run[] {
    return this.#runs.all;
  }

  run(id: number): Run | undefined {
    return this.#runs.find(id);
  }

  writeWorkflow(file: string, yaml: string, repository?: string): void {
    this.#repository(repository).writeWorkflow(file, yaml);
  }

  setVariable(name: string, value: string, repository?: string): void {
    this.#repository(repository).variables[name] = value;
  }

  setSecret(name: string, value: string, repository?: string): void {
    this.#repository(repository).secrets[name] = value;
  }

  dispatch(workflow: string, options: DispatchOptions = {}): Run {
    const repository = this.#repository(options.repository);
    const file = repository.workflow(workflow);
    if (file === undefined) throw new Error(`${repository.fullName} has no workflow ${workflow}`);
    const { ref = repository.defaultBranch, inputs = {} } = options;
    const origin = workflowDispatch(repository, file, { ref, inputs }, this.#person(options.actor));
    return this.#runs.start(repository, file, origin);
  }

  push(options: PushOptions = {}): Run {
    const repository = this.#repository(options.repository);
    const starts = push(repository, options.ref ?? repository.defaultBranch, this.#person(options.actor));
    const [only] = starts;
    if (only === undefined || starts.length > 1) {
      throw new Error(`A push to ${repository.fullName} starts ${starts.length} workflows, not one`);
    }
    return this.#runs.start(repository, ...only);
  }

  approve(run: number, environment: string, user: string, comment = ''): void {
    this.#review(run, environment, 'approved', user, comment);
  }

  reject(run: number, environment: string, user: string, comment = ''): void {
    this.#review(run, environment, 'rejected', user, comment);
  }

  bypass(id: number, name: string, user: string): void {
    const run = this.#known(id);
    bypass(run, this.#environment(run, name), user);
  }

  cancel(run: number): void {
    this.#known(run).cancel();
  }

  rerun(run: number, user?: string): void {
    this.#rerun(run, 'all', user);
  }

  rerunFailed(run: number, user?: string): void {
    this.#rerun(run, 'failed', user);
  }

  on(listener: GithubListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    await this.#runs.close();
    await this.#listening?.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #review(id: number, name: string, state: 'approved' | 'rejected', user: string, comment: string): void {
    const run = this.#known(id);
    review(run, { environments: [this.#environment(run, name)], state, user, comment });
  }

  #environment({ home, repository }: LiveRun, name: string) {
    const environment = home.environment(name);
    if (environment === undefined) throw new Error(`${repository} has no environment ${name}`);
    return environment;
  }

  #rerun(id: number, choice: RerunChoice, user?: string): void {
    const run = this.#known(id);
    this.#runs.rerun(run, choice, user ?? run.triggeringActor, false);
  }

  #known(id: number): LiveRun {
    const run = this.#runs.find(id);
    if (run === undefined) throw new Error(`The sandbox's GitHub has no run ${id}`);
    return run;
  }

  /** @param name may be left out when there is one */
  #repository(name: string | undefined): Repository {
    const [first, ...others] = this.#repositories;
    const found = name === undefined ? first : this.#repositories.find(({ fullName }) => fullName === name);
    if (found === undefined || (name === undefined && others.length > 0)) {
      throw new Error(
        `Which repository? There are ${this.#repositories.map(({ fullName }) => fullName).join(', ')}`,
      );
    }
    return found;
  }

  /** @param login the first user when left out */
  #person(login: string | undefined) {
    return this.#directory.account(login ?? this.#options.users[0] ?? '');
  }

  readonly #emit: Emit = (event) => {
    const at = this.#options.clock.now();
    for (const listener of this.#listeners) listener({ ...event, at });
  };
}
