/**
 * Codefresh: a build that is started over the API, and stands at a pending-approval step. REST API: the vendor's OpenAPI description, and
 * what the CLI sends (codefresh-io/cli 1.2.7); the log of a build: its knowledge base, gather-metrics-and-build-logs.
 */
import { Api, download } from '../api.ts';
import type { BuildInputs, BuildView, CiKind, Connection, LiveBuild, LiveCi } from '../ci.ts';
import { CouldNotBeSeen } from '../verdict.ts';

/** The steps of the pipeline of docs/live.md. */
const GATE = 'wait_for_approval';
const BEHIND_GATE = 'verify_change';
/** What its step that deploys prints. */
const DEPLOYING = 'deploying nothing';

/** Every other status is an end: no page lists them all. */
const LIVE: readonly string[] = [
  'pending',
  'elected',
  'running',
  'pending-approval',
  'delayed',
  'terminating',
];

interface Build {
  readonly status: string;
  /** The id of its log. */
  readonly progress: string;
}

interface Step {
  readonly name: string;
  readonly status: string;
  readonly logs: readonly string[];
}

export const codefresh: CiKind = {
  name: 'Codefresh',
  variables: [{ name: 'CODEFRESH_PIPELINE', what: 'the scratch pipeline, as PROJECT/NAME or by its id' }],
  connect: (connection) => new Codefresh(connection),
};

export class Codefresh implements LiveCi {
  readonly noSameChange =
    'a build of Codefresh that is restarted is a new build, which opens a change of its own';
  readonly api: Api;
  /** Of the web pages: without a slash at its end. */
  readonly pages: string;
  readonly #pipeline: string;

  constructor({ settings, scenario, onExchange }: Connection) {
    this.api = new Api({
      scenario,
      server: 'ci',
      as: 'starter',
      baseUrl: settings.get('CI_URL'),
      headers: { Authorization: settings.get('CI_TOKEN') },
      onExchange,
      redact: (text) => settings.redact(text),
    });
    this.pages = settings.get('CI_URL').replace(/\/api$/, '');
    this.#pipeline = encodeURIComponent(settings.get('CODEFRESH_PIPELINE'));
  }

  async prepare(): Promise<void> {
    await this.api.get(`/pipelines/${this.#pipeline}`);
  }

  async start({ data, changeNumber, stream, holdSeconds }: BuildInputs): Promise<LiveBuild> {
    const given = {
      CHANGE_GATE_DATA: data,
      CHANGE_GATE_CHANGE_NUMBER: changeNumber,
      CHANGE_GATE_STREAM: stream,
      LIVE_HOLD_SECONDS: String(holdSeconds),
    };
    const variables = Object.entries(given)
      .filter(([, value]) => value !== '')
      .map(([key, value]) => ({ key, value }));
    const answer = await this.api.post<unknown>(`/pipelines/run/${this.#pipeline}`, {
      variables,
    });
    // JSON, or the id alone.
    const id = /^"?([0-9a-f]{24})"?$/.exec(String(answer).trim())?.[1];
    if (id === undefined)
      throw new CouldNotBeSeen(`Codefresh answered a run with no id of a build: ${JSON.stringify(answer)}`);
    return new CodefreshBuild(this, id);
  }

  build(id: string): Promise<Build> {
    return this.api.get<Build>(`/builds/${id}?noAccount=false`);
  }
}

class CodefreshBuild implements LiveBuild {
  readonly id: string;
  readonly url: string;
  readonly #codefresh: Codefresh;

  constructor(codefresh: Codefresh, id: string) {
    this.id = id;
    this.url = `${codefresh.pages}/build/${id}`;
    this.#codefresh = codefresh;
  }

  /** What a build has done is in its log alone, which can be read when it is over. */
  async look(): Promise<BuildView> {
    const build = await this.#build();
    const { status } = build;
    const waiting = status === 'pending-approval';
    const unknown = { waiting, over: false, succeeded: false, deployed: false, answers: [] };
    if (LIVE.includes(status)) return { status, ...unknown };
    const steps = await this.#steps(build);
    if (steps === undefined) return { status: `${status}, its log not to be read yet`, ...unknown };
    const pause = steps.find(({ name }) => name === GATE)?.status;
    return {
      // No page tells the log's words for a pause: who reads that it was answered otherwise sees which one it is.
      status: pause === undefined ? status : `${status}, its pause ${pause} in the log`,
      waiting,
      over: true,
      succeeded: status === 'success',
      deployed: steps.some(({ logs }) => logs.some((line) => line.includes(DEPLOYING))),
      answers: answersOf(steps),
    };
  }

  async log(): Promise<string | undefined> {
    const build = await this.#build();
    const steps = LIVE.includes(build.status) ? undefined : await this.#steps(build);
    return steps?.map(({ name, logs }) => `${name}\n${logs.join('')}`).join('\n');
  }

  async approveByHand(): Promise<void> {
    await this.#api.get(`/workflow/${this.id}/pending-approval/approve`);
  }

  async runAgain(): Promise<void> {
    throw new Error(`Build ${this.id} cannot run again: a restart is another build`);
  }

  async stop(): Promise<void> {
    const { status, progress } = await this.#build();
    if (!LIVE.includes(status)) return;
    const answer = await this.#api.request('DELETE', `/progress/${progress}`);
    if (answer.status > 299)
      throw new CouldNotBeSeen(
        `Codefresh answered ${answer.status} when it was asked to stop build ${this.id}.`,
      );
  }

  #build(): Promise<Build> {
    return this.#codefresh.build(this.id);
  }

  get #api(): Api {
    return this.#codefresh.api;
  }

  /** @returns undefined while the log is pushed, and lies nowhere */
  async #steps({ progress }: Build): Promise<readonly Step[] | undefined> {
    const { location } = await this.#api.get<{ location: { url?: string } }>(`/progress/${progress}`);
    if (location.url === undefined) return undefined;
    const log = await download(location.url);
    return log === undefined ? undefined : (JSON.parse(log) as { steps: Step[] }).steps;
  }
}

/** One at most: a build is decided about once at each of its pauses, and this one has one. */
function answersOf(steps: readonly Step[]): BuildView['answers'] {
  // What stands behind the pause has run, whatever word Codefresh has for the pause itself.
  if (steps.some(({ name, logs }) => name === BEHIND_GATE && logs.length > 0)) return ['approved'];
  return steps.some(({ name, status }) => name === GATE && status === 'denied') ? ['denied'] : [];
}
