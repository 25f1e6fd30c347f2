/**
 * GitLab: a pipeline that is started over the API, and stands at the manual job of the component until that is played. REST API:
 * docs.gitlab.com/api/pipelines, /api/jobs, /api/projects.
 */
import { Api } from '../api.ts';
import type { BuildInputs, BuildView, CiKind, Connection, LiveBuild, LiveCi } from '../ci.ts';
import { until } from '../polling.ts';

/** The jobs of the pipeline of docs/live.md. */
const GATE = 'change:gate';
const DEPLOY = 'deploy';

/** Statuses in which something of a pipeline or a job is still to come without anybody's doing. */
const LIVE: readonly string[] = [
  'created',
  'waiting_for_resource',
  'waiting_for_callback',
  'preparing',
  'pending',
  'running',
  'canceling',
  'scheduled',
];

interface Pipeline {
  readonly id: number;
  readonly status: string;
  readonly web_url: string;
}

interface Job {
  readonly id: number;
  readonly name: string;
  readonly status: string;
  readonly started_at: string | null;
  readonly failure_reason?: string | null;
}

export const gitlab: CiKind = {
  name: 'GitLab',
  variables: [
    { name: 'GITLAB_PROJECT', what: 'the scratch project, as GROUP/NAME or by its id' },
    { name: 'GITLAB_REF', what: 'the branch that has the pipeline', otherwise: 'main' },
  ],
  connect: (connection) => new Gitlab(connection),
};

export class Gitlab implements LiveCi {
  readonly api: Api;
  readonly pace: Connection['pace'];
  /** Of the project, below the API's base URL. */
  readonly project: string;
  readonly #ref: string;

  constructor({ settings, scenario, onExchange, pace }: Connection) {
    this.api = new Api({
      scenario,
      server: 'ci',
      as: 'starter',
      baseUrl: settings.get('CI_URL'),
      headers: { 'PRIVATE-TOKEN': settings.get('CI_TOKEN') },
      onExchange,
      redact: (text) => settings.redact(text),
    });
    this.pace = pace;
    this.project = `/projects/${encodeURIComponent(settings.get('GITLAB_PROJECT'))}`;
    this.#ref = settings.get('GITLAB_REF');
  }

  async prepare(): Promise<void> {
    await this.api.get(this.project);
  }

  /** docs.gitlab.com/api/metadata */
  async version(): Promise<string> {
    return (await this.api.get<{ version: string }>('/metadata')).version;
  }

  async start({ data, changeNumber, stream, holdSeconds }: BuildInputs): Promise<LiveBuild> {
    const inputs = { data, 'change-number': changeNumber, stream, 'hold-seconds': holdSeconds };
    const given = { ref: this.#ref, inputs };
    const pipeline = await this.api.post<Pipeline>(`${this.project}/pipeline`, given);
    return new GitlabBuild(this, pipeline);
  }

  /** Of a pipeline: oldest first, with those that ran again. */
  async jobs(pipeline: string): Promise<readonly Job[]> {
    const path = `${this.project}/pipelines/${pipeline}/jobs?include_retried=true&per_page=100`;
    return (await this.api.get<Job[]>(path)).toSorted((a, b) => a.id - b.id);
  }

  /** The newest run of a pipeline's gate. */
  async gateOf(pipeline: string): Promise<Job | undefined> {
    return (await this.jobs(pipeline)).findLast(({ name }) => name === GATE);
  }
}

class GitlabBuild implements LiveBuild {
  readonly id: string;
  readonly url: string;
  readonly #gitlab: Gitlab;
  readonly #path: string;

  constructor(gitlab: Gitlab, { id, web_url: url }: Pipeline) {
    this.id = String(id);
    this.url = url;
    this.#gitlab = gitlab;
    this.#path = `${gitlab.project}/pipelines/${id}`;
  }

  async look(): Promise<BuildView> {
    const { status } = await this.#api.get<Pipeline>(this.#path);
    const jobs = await this.#gitlab.jobs(this.id);
    const gates = jobs.filter(({ name }) => name === GATE);
    const waiting = gates.at(-1)?.status === 'manual' && status === 'manual';
    // A pipeline shows a while after its jobs that it runs again.
    const over = status !== 'manual' && ![status, ...jobs.map((job) => job.status)].some(isLive);
    return {
      status,
      waiting,
      over,
      succeeded: over && status === 'success',
      deployed: jobs.some(({ name, started_at: started }) => name === DEPLOY && started !== null),
      // The gate asks ServiceNow itself, whoever has played it: how it ends is the answer.
      answers: gates.flatMap(({ status: end, failure_reason: reason }) => {
        if (end === 'success') return ['approved'];
        return end === 'failed' && reason === 'script_failure' ? ['denied'] : [];
      }),
    };
  }

  async log(): Promise<string> {
    const begun = (await this.#gitlab.jobs(this.id)).filter(({ started_at: started }) => started !== null);
    const logs = begun.map(async ({ id, name }) => {
      return `${name}\n${await this.#api.get<string>(`${this.#gitlab.project}/jobs/${id}/trace`)}`;
    });
    return (await Promise.all(logs)).join('\n');
  }

  async approveByHand(): Promise<void> {
    const gate = await this.#gitlab.gateOf(this.id);
    if (gate === undefined) throw new Error(`Pipeline ${this.id} has no job ${GATE}`);
    await this.#api.post(`${this.#gitlab.project}/jobs/${gate.id}/play`);
  }

  /** What failed or was canceled has new jobs then, and waits, runs or is to come. */
  async runAgain(): Promise<void> {
    const last = (jobs: readonly Job[]) => Math.max(...jobs.map(({ id }) => id));
    const before = last(await this.#gitlab.jobs(this.id));
    await this.#api.post(`${this.#path}/retry`);
    await until(this.#gitlab.pace, `pipeline ${this.id} to run again`, async () =>
      last(await this.#gitlab.jobs(this.id)) > before && !(await this.look()).over ? true : undefined,
    );
  }

  /** GitLab takes it whether there is something to cancel or not. */
  async stop(): Promise<void> {
    await this.#api.post(`${this.#path}/cancel`);
  }

  get #api(): Api {
    return this.#gitlab.api;
  }
}

function isLive(status: string): boolean {
  return LIVE.includes(status);
}
