/**
 * GitHub: a workflow that is started by `workflow_dispatch` and waits at an environment with required reviewers, of whom the owner of the
 * callback token is one. REST API: docs.github.com/rest/actions (workflows, workflow-runs, workflow-jobs), rest/deployments/environments.
 */
import { randomUUID } from 'node:crypto';
import { Api } from '../api.ts';
import type { BuildInputs, CiKind, Connection, LiveBuild, LiveCi } from '../ci.ts';
import { until } from '../polling.ts';
import { CouldNotBeSeen, expectThat } from '../verdict.ts';
import { GithubBuild, type Run } from './github-build.ts';

const API_VERSION = '2022-11-28';

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
        const runs = `${at}/runs?event=workflow_dispatch&per_page=100`;
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
