/** A run of the workflow. REST API: docs.github.com/rest/actions (workflow-runs, workflow-jobs). */
import { type Api, download } from '../api.ts';
import type { BuildView, LiveBuild } from '../ci.ts';
import { type Pace, until } from '../polling.ts';
import { CouldNotBeSeen } from '../verdict.ts';

/** The step that deploys, by its name in the workflow of docs/live.md. */
const DEPLOY = 'Deploy';

/** A run as GitHub shows it. */
export interface Run {
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

/** The repository that it is in, and who asks there. */
export interface Repository {
  readonly starter: Api;
  readonly reviewer: Api | undefined;
  readonly pace: Pace;
  /** Below the API's base URL. */
  readonly repository: string;
}

export class GithubBuild implements LiveBuild {
  readonly id: string;
  readonly url: string;
  readonly #github: Repository;
  readonly #path: string;

  constructor(github: Repository, { id, html_url: url }: Run) {
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
