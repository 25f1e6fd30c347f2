/**
 * GitHub: a workflow that is started by `workflow_dispatch` and waits at an environment with required reviewers, of whom the owner of the
 * callback token is one. REST API: docs.github.com/rest/actions (workflows, workflow-runs, workflow-jobs), rest/deployments/environments.
 */
import { randomUUID } from 'node:crypto';
import { Api, download } from '../api.ts';
import type { BuildInputs, BuildView, CiKind, Connection, LiveBuild, LiveCi } from '../ci.ts';
import { until } from '../polling.ts';
import { CouldNotBeSeen, expectThat } from '../verdict.ts';

/** The step that deploys, by its name in the workflow of docs/live.md. */
const DEPLOY = 'Deploy';

const API_VERSION = '2022-11-28';

interface Run {
  readonly id: number;
  readonly html_url: string;
  readonly display_title: string;
  readonly run_attempt: number;
  readonly status: string;
  readonly conclusion: string | null;
}

interface Job {
  readonly id: number;
  readonly name: string;
  readonly steps?: readonly { readonly name: string; readonly conclusion: string | null }[];
}

export const github: CiKind = {
  name: 'GitHub',
  variables: [
    { name: 'GITHUB_REPOSITORY', what: 'the scratch repository, as OWNER/NAME' },
    { name: 'GITHUB_WORKFLOW', what: "the workflow's file there", otherwise: 'change-gate-live.yml' },
    { name: 'GITHUB_REF', what: 'the branch that it is started on', otherwise: 'main' },
    { name: 'GITHUB_ENVIRONMENT', what: 'the environment that it waits at', otherwise: 'change-gate-live' },
    {
      name: 'GITHUB_REVIEWER_TOKEN',
      what: 'a token of another reviewer of the environment, who approves by hand',
      secret: true,
      otherwise: '',
    },
  ],
  connect: (connection) => new Github(connection),
};

class Github implements LiveCi {
  readonly starter: Api;
  readonly reviewer: Api | undefined;
  readonly pace: Connection['pace'];
  /** Of the repository, below the API's base URL. */
  readonly repository: string;
  readonly #workflow: string;
  readonly #ref: string;
  readonly #environment: string;

  constructor({ settings, scenario, onExchange, pace }: Connection) {
    const as = (who: string, token: string) =>
      new Api({
        scenario,
        server: 'ci',
        as: who,
        baseUrl: settings.get('CI_URL'),
        headers: {
          Accept: 'application/vnd.github+json',
          Authorization: `Bearer ${settings.get(token)}`,
          'User-Agent': 'change-gate-live-suite',
          'X-GitHub-Api-Version': API_VERSION,
        },
        onExchange,
        redact: (text) => settings.redact(text),
      });
    this.starter = as('starter', 'CI_TOKEN');
    if (settings.has('GITHUB_REVIEWER_TOKEN')) this.reviewer = as('reviewer', 'GITHUB_REVIEWER_TOKEN');
    this.pace = pace;
    this.repository = `/repos/${settings.get('GITHUB_REPOSITORY')}`;
    this.#workflow = settings.get('GITHUB_WORKFLOW');
    this.#ref = settings.get('GITHUB_REF');
    this.#environment = settings.get('GITHUB_ENVIRONMENT');
  }

  get noApprovalByHand(): string | undefined {
    return this.reviewer === undefined
      ? 'CHANGE_GATE_LIVE_GITHUB_REVIEWER_TOKEN is not set, and the owner of the callback token is nobody else'
      : undefined;
  }

  async prepare(): Promise<void> {
    const { state } = await this.starter.get<{ state: string }>(
      `${this.repository}/actions/workflows/${this.#workflow}`,
    );
    expectThat(state === 'active', `The workflow ${this.#workflow} is ${state}. Enable it under Actions.`);
    const { protection_rules: rules = [] } = await this.starter.get<{
      protection_rules?: { type: string }[];
    }>(`${this.repository}/environments/${this.#environment}`);
    expectThat(
      rules.some(({ type }) => type === 'required_reviewers'),
      `The environment ${this.#environment} has no required reviewers: builds would deploy at once. An admin of the repository adds them under Settings > Environments.`,
    );
  }

  /** Of an Enterprise Server: docs.github.com/enterprise-server/rest/meta */
  async version(): Promise<string | undefined> {
    return (await this.starter.get<{ installed_version?: string }>('/meta')).installed_version;
  }

  /** A dispatch may be answered without the id of the run, which is then known by its title. */
  async start({ data, changeNumber, stream, holdSeconds }: BuildInputs): Promise<LiveBuild> {
    const id = randomUUID();
    const at = `${this.repository}/actions/workflows/${this.#workflow}`;
    await this.starter.post(`${at}/dispatches`, {
      ref: this.#ref,
      inputs: { id, data, 'change-number': changeNumber, stream, 'hold-seconds': String(holdSeconds) },
    });
    const toTheEnd = { ...this.pace, signal: new AbortController().signal };
    const run = await until(
      toTheEnd,
      `GitHub to show the run that it was asked to start (${id})`,
      async () => {
        const runs = `${at}/runs?event=workflow_dispatch&per_page=30`;
        const { workflow_runs: found } = await this.starter.get<{ workflow_runs: Run[] }>(runs);
        return found.find(({ display_title: title }) => title.includes(id));
      },
    ).catch((error: Error) => {
      // Whatever that is: it was asked to start.
      throw new CouldNotBeSeen(error.message);
    });
    return new GithubBuild(this, run);
  }
}

class GithubBuild implements LiveBuild {
  readonly id: string;
  readonly url: string;
  readonly #github: Github;
  readonly #path: string;

  constructor(github: Github, { id, html_url: url }: Run) {
    this.id = String(id);
    this.url = url;
    this.#github = github;
    this.#path = `${github.repository}/actions/runs/${id}`;
  }

  async look(): Promise<BuildView> {
    const { status, conclusion } = await this.#run();
    if (status !== 'completed') {
      const waiting = (await this.#pending()).length > 0;
      return { status, waiting, over: false, succeeded: false, deployed: false, answers: [] };
    }
    const reviews = await this.#api.get<{ state: string }[]>(`${this.#path}/approvals`);
    return {
      status: `${status}, ${conclusion}`,
      waiting: false,
      over: true,
      succeeded: conclusion === 'success',
      deployed: (await this.#jobs()).some(({ steps = [] }) =>
        steps.some((step) => step.name === DEPLOY && step.conclusion === 'success'),
      ),
      // Newest first or last: GitHub's page does not say.
      answers: reviews.map(({ state }) => (state === 'approved' ? 'approved' : 'denied')),
    };
  }

  /** GitHub has the log of a job that is over, a while after that; one that was skipped, or denied, has no steps and no log. */
  async log(): Promise<string | undefined> {
    const ran = (await this.#jobs()).filter(({ steps = [] }) => steps.length > 0);
    const logs = await Promise.all(ran.map((job) => this.#logOf(job)));
    return logs.includes(undefined) ? undefined : logs.join('\n');
  }

  async #logOf({ id, name }: Job): Promise<string | undefined> {
    const path = `${this.#github.repository}/actions/jobs/${id}/logs`;
    const { status, headers } = await this.#api.request('GET', path);
    const location = headers.get('location');
    if (location === null && status !== 404)
      throw new CouldNotBeSeen(
        `GitHub answered ${status} when it was asked for the log of ${name}: ${this.url}`,
      );
    const text = location === null ? undefined : await download(location);
    return text && `${name}\n${text}`;
  }

  async approveByHand(): Promise<void> {
    const { reviewer } = this.#github;
    if (reviewer === undefined) throw new Error('No reviewer is known');
    const environments = (await this.#pending()).map(({ environment }) => environment.id);
    await reviewer.post(`${this.#path}/pending_deployments`, {
      environment_ids: environments,
      state: 'approved',
      comment: 'By hand, by the Change Gate live suite',
    });
  }

  async runAgain(): Promise<void> {
    const { run_attempt: before } = await this.#run();
    await this.#api.post(`${this.#path}/rerun`);
    await until(this.#github.pace, `run ${this.id} to run again`, async () =>
      (await this.#run()).run_attempt > before ? true : undefined,
    );
  }

  async stop(): Promise<void> {
    const { status } = await this.#api.request('POST', `${this.#path}/cancel`, {});
    // 409: it is over.
    if (status !== 202 && status !== 409)
      throw new CouldNotBeSeen(`GitHub answered ${status} when it was asked to cancel run ${this.id}.`);
  }

  get #api(): Api {
    return this.#github.starter;
  }

  #run(): Promise<Run> {
    return this.#api.get<Run>(this.#path);
  }

  async #jobs(): Promise<readonly Job[]> {
    return (await this.#api.get<{ jobs: Job[] }>(`${this.#path}/jobs?per_page=100`)).jobs;
  }

  #pending(): Promise<{ environment: { id: number } }[]> {
    return this.#api.get(`${this.#path}/pending_deployments`);
  }
}
