/** A GitHub server on loopback: its API, and a runner for the workflows of its repositories. */
import { Hono } from 'hono';
import { settingsOf } from '../../behaviours/switch.ts';
import { CiServer } from '../base/server.ts';
import { createApi } from './api/api.ts';
import { RateLimits } from './api/rate-limits.ts';
import { mergeGroup, pullRequest, push } from './code-events.ts';
import { Credentials } from './credentials/credentials.ts';
import { OidcProvider } from './credentials/oidc.ts';
import { type Actions, loadActions } from './definition/action.ts';
import { Directory } from './directory.ts';
import { workflowDispatch } from './dispatches.ts';
import type { GithubEvent } from './events.ts';
import type { MergedPullOptions } from './history.ts';
import { Ids } from './ids.ts';
import type { LiveRun } from './live-run.ts';
import type {
  DispatchOptions,
  GithubOptions,
  MergeGroupOptions,
  PullRequestOptions,
  PushOptions,
  RepositoryOptions,
} from './options.ts';
import { Repository } from './repository.ts';
import type { RerunChoice } from './reruns.ts';
import { bypass, review } from './reviews.ts';
import type { Run } from './run.ts';
import { ConcurrencyGroups } from './runner/concurrency-groups.ts';
import { jobCredentials } from './runner/job-credentials.ts';
import { Runs } from './runs.ts';
import { oidcPath, ServerUrls } from './server-urls.ts';
import { GITHUB_SWITCHES } from './switches.ts';

/** Its `url` is `GITHUB_SERVER_URL`. */
export class GithubServer extends CiServer<GithubEvent> {
  readonly #options: GithubOptions;
  readonly #directory: Directory;
  readonly #credentials: Credentials;
  readonly #oidc: OidcProvider;
  readonly #repositories: readonly Repository[];
  readonly #runs: Runs;
  readonly #urls: ServerUrls;

  /** @throws Error when an `action.yml` cannot be read, or holds what the sandbox does not implement */
  static async start(options: GithubOptions): Promise<GithubServer> {
    const actions = await loadActions(options.actions ?? {});
    const server = new GithubServer(options, actions);
    return server.listen(server.#routes());
  }

  private constructor(options: GithubOptions, actions: Actions) {
    super('GitHub', options);
    const { clock, basePath = '', pendingDelayMs = 0 } = options;
    const ids = new Ids();
    const behaviours = settingsOf(GITHUB_SWITCHES, options.behaviours);
    this.#options = options;
    this.#directory = new Directory(options, ids);
    this.#credentials = new Credentials(options.tokens ?? [], this.#directory, clock);
    this.#oidc = new OidcProvider(clock);
    this.#repositories = options.repositories.map(
      (each) => new Repository(each, this.#directory, ids, clock.now()),
    );
    this.#urls = new ServerUrls(basePath, () => this.url);
    this.#runs = new Runs(
      {
        clock,
        ids,
        folder: this.folder,
        actions,
        urls: this.#urls,
        pendingDelayMs,
        statusDelay: this.statusDelay,
        groups: new ConcurrencyGroups(behaviours),
        behaviours,
        repository: (name) => this.#repositories.find(({ fullName }) => fullName === name),
        credentials: jobCredentials(this.#credentials, this.#oidc, this.#directory.actionsBot),
      },
      this.emit,
    );
  }

  /** `GITHUB_API_URL`, without a trailing slash. */
  get apiUrl(): string {
    return this.#urls.api;
  }

  /** Oldest first. */
  get runs(): readonly Run[] {
    return this.#runs.all;
  }

  run(id: number): Run | undefined {
    return this.#runs.find(id);
  }

  /** Commits a workflow to `.github/workflows` on every branch. */
  writeWorkflow(file: string, yaml: string, repository?: string): void {
    this.#repository(repository).writeWorkflow(file, yaml);
  }

  /** A person merges a pull request. It starts nothing. @returns the SHA of its last commit on the default branch */
  merge(pull: MergedPullOptions, repository?: string): string {
    const { history } = this.#repository(repository);
    history.merge(pull);
    return history.head;
  }

  /** A person sets a variable of the repository. */
  setVariable(name: string, value: string, repository?: string): void {
    this.#repository(repository).variables[name] = value;
  }

  /** A person sets a secret of the repository. */
  setSecret(name: string, value: string, repository?: string): void {
    this.#repository(repository).secrets[name] = value;
  }

  /** An admin sets variables and secrets of a repository, or of one of its environments. */
  setValues(
    { variables, secrets }: Pick<RepositoryOptions, 'variables' | 'secrets'>,
    of: { readonly repository?: string; readonly environment?: string } = {},
  ): void {
    const repository = this.#repository(of.repository);
    const target = of.environment === undefined ? repository : repository.environment(of.environment);
    if (target === undefined) throw new Error(`${repository.fullName} has no environment ${of.environment}`);
    Object.assign(target.variables, variables);
    Object.assign(target.secrets, secrets);
  }

  /** A person revokes a token, in the middle of whatever it is needed for. */
  revokeToken(token: string): void {
    this.#credentials.revoke(token);
  }

  /**
   * A person presses *Run workflow*. A workflow that the sandbox cannot run is a run that fails and says why.
   * @throws Error when there is no such workflow, or it does not take these inputs
   */
  dispatch(workflow: string, options: DispatchOptions = {}): Run {
    const repository = this.#repository(options.repository);
    const file = repository.workflow(workflow);
    if (file === undefined)
      throw new Error(
        `${repository.fullName} has no workflow ${workflow}: add its file under \`workflows\` of the repository`,
      );
    const { ref = repository.defaultBranch, inputs = {} } = options;
    const origin = workflowDispatch(repository, file, { ref, inputs }, this.#person(options.actor));
    return this.#runs.start(repository, file, origin);
  }

  /** A person pushes a commit, or a tag. @throws Error unless it starts exactly one workflow */
  push(options: PushOptions = {}): Run {
    const repository = this.#repository(options.repository);
    const ref = options.ref ?? repository.defaultBranch;
    return this.#startOne(repository, 'A push', push(repository, ref, this.#person(options.actor)));
  }

  /** A person opens a pull request. @throws Error unless it starts exactly one workflow */
  pullRequest(options: PullRequestOptions = {}): Run {
    const repository = this.#repository(options.repository);
    const { number = 1, head = 'feature', base = repository.defaultBranch, fromFork = false } = options;
    const starts = pullRequest(repository, { number, head, base, fromFork }, this.#person(options.actor));
    return this.#startOne(repository, 'A pull request', starts);
  }

  /** A person puts a pull request into the merge queue. @throws Error unless it starts exactly one workflow */
  mergeGroup(options: MergeGroupOptions = {}): Run {
    const repository = this.#repository(options.repository);
    const { number = 1, base = repository.defaultBranch } = options;
    const starts = mergeGroup(repository, { number, base }, this.#person(options.actor));
    return this.#startOne(repository, 'A merge group', starts);
  }

  /** A person reviews in the UI. @throws Error when no job waits there, or the person may not */
  approve(run: number, environment: string, user: string, comment = ''): void {
    this.#review(run, environment, 'approved', user, comment);
  }

  /** As `approve`, but the run fails. */
  reject(run: number, environment: string, user: string, comment = ''): void {
    this.#review(run, environment, 'rejected', user, comment);
  }

  /** An administrator lets the jobs go on, whatever the rules. @throws Error when no job waits there, or for anybody else */
  bypass(id: number, name: string, user: string): void {
    const run = this.#find(id);
    bypass(run, this.#environment(run, name), user);
  }

  /** A person cancels the run. */
  cancel(run: number): void {
    this.#runs.cancel(this.#find(run));
  }

  /** A person deletes a run that is completed. */
  delete(run: number): void {
    this.#runs.delete(this.#find(run));
  }

  /** A person re-runs all jobs. @throws Error while the run is not completed */
  rerun(run: number, user?: string): void {
    this.#rerun(run, 'all', user);
  }

  /** A person re-runs the jobs that did not succeed. @throws Error while the run is not completed */
  rerunFailed(run: number, user?: string): void {
    this.#rerun(run, 'failed', user);
  }

  protected stopPipelines(): Promise<void> {
    return this.#runs.stop();
  }

  #routes(): Hono {
    const { basePath = '', release = '3.19.0', clock, rateLimit = 5000 } = this.#options;
    const app = new Hono();
    app.route(
      oidcPath(basePath),
      this.#oidc.routes(() => this.#urls.issuer),
    );
    const api = createApi({
      clock,
      rateLimits: new RateLimits(rateLimit, clock),
      directory: this.#directory,
      credentials: this.#credentials,
      repositories: this.#repositories,
      runs: this.#runs,
      statusDelay: this.statusDelay,
      urls: this.#urls,
      enterprise: basePath !== '',
      release,
    });
    app.route(basePath || '/', api);
    return app;
  }

  #startOne(repository: Repository, what: string, starts: ReturnType<typeof push>): Run {
    const [only] = starts;
    if (only === undefined || starts.length > 1) {
      throw new Error(`${what} to ${repository.fullName} starts ${starts.length} workflows, not one`);
    }
    return this.#runs.start(repository, ...only);
  }

  #review(id: number, name: string, state: 'approved' | 'rejected', user: string, comment: string): void {
    const run = this.#find(id);
    const environments = [this.#environment(run, name)];
    review(run, { environments, state, user, comment }, this.statusDelay);
  }

  #environment({ home, repository }: LiveRun, name: string) {
    const environment = home.environment(name);
    if (environment === undefined) throw new Error(`${repository} has no environment ${name}`);
    return environment;
  }

  #rerun(id: number, choice: RerunChoice, user?: string): void {
    const run = this.#find(id);
    this.#runs.rerun(run, choice, user ?? run.triggeringActor, false);
  }

  #find(id: number): LiveRun {
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
}
