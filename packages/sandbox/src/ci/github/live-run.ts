import type { Clock } from '../../clock.ts';
import { BuildLifecycle } from '../base/build-lifecycle.ts';
import type { Emit } from '../base/events.ts';
import { Stopwatch } from '../base/stopwatch.ts';
import type { GithubEvent } from './events.ts';
import type { DeploymentGate } from './gate.ts';
import type { LiveJob } from './live-job.ts';
import type { Repository, WorkflowFile } from './repository.ts';
import type { Conclusion, EventName, Review, Run, RunOrigin, Status } from './run.ts';
import { conclusionOf, statusOf } from './run-status.ts';

/** The server's own side of a run: what the runner and the API move. */
export class LiveRun implements Run {
  readonly id: number;
  readonly number: number;
  /** The repository that the run belongs to. */
  readonly home: Repository;
  readonly workflowFile: WorkflowFile;
  readonly created: Date;
  readonly event: EventName;
  readonly payload: RunOrigin['payload'];
  readonly inputs: RunOrigin['inputs'];
  readonly ref: string;
  readonly sha: string;
  readonly actor: string;
  readonly pullRequest: RunOrigin['pullRequest'];
  readonly reviews: Review[] = [];
  triggeringActor: string;
  /** What people see: the workflow's `run-name`, or else its name. */
  title: string;
  decidedBy: string | null = null;
  attempt = 0;
  ended: Date | null = null;
  /** Asked for with a re-run: `::debug::` is shown, and `RUNNER_DEBUG` set. */
  debug = false;
  jobs: LiveJob[] = [];

  readonly #clock: Clock;
  readonly #emit: Emit<GithubEvent>;
  readonly #wait: Stopwatch;
  readonly #log: string[] = [];
  readonly #everyJob = new Set<LiveJob>();
  #status: Status = 'queued';
  #conclusion: Conclusion | null = null;
  #cancel = new AbortController();
  #force = new AbortController();
  #lifecycle = new BuildLifecycle<Conclusion>();

  constructor(
    identity: Pick<LiveRun, 'id' | 'number' | 'home' | 'workflowFile'>,
    origin: RunOrigin,
    clock: Clock,
    emit: Emit<GithubEvent>,
  ) {
    this.id = identity.id;
    this.number = identity.number;
    this.home = identity.home;
    this.workflowFile = identity.workflowFile;
    this.title = identity.workflowFile.name;
    this.created = clock.now();
    this.event = origin.event;
    this.payload = origin.payload;
    this.inputs = origin.inputs;
    this.ref = origin.ref;
    this.sha = origin.sha;
    this.actor = origin.actor;
    this.pullRequest = origin.pullRequest;
    this.triggeringActor = origin.actor;
    this.#clock = clock;
    this.#emit = emit;
    this.#wait = new Stopwatch(clock);
  }

  get repository(): string {
    return this.home.fullName;
  }

  get workflow(): string {
    return this.workflowFile.file;
  }

  get status(): Status {
    return this.#status;
  }

  get conclusion(): Conclusion | null {
    return this.#conclusion;
  }

  get log(): string {
    return this.#log.join('\n');
  }

  get waiting(): Promise<void> {
    return this.#lifecycle.paused;
  }

  get finished(): Promise<Conclusion> {
    return this.#lifecycle.finished;
  }

  get outputs(): Record<string, Record<string, string>> {
    const outputs: Record<string, Record<string, string>> = {};
    for (const job of this.jobs) outputs[job.key] = { ...outputs[job.key], ...job.outputs };
    return outputs;
  }

  get heldRunnerMs(): number {
    return [...this.#everyJob].reduce((sum, job) => sum + job.heldRunnerMs, 0);
  }

  get waitingMs(): number {
    return this.#wait.total;
  }

  /** Gates at which jobs stand now. */
  get gates(): DeploymentGate[] {
    return this.jobs.flatMap(({ status, gate }) => (status === 'waiting' && gate?.isPending ? [gate] : []));
  }

  get waitingAt(): string[] {
    return [...new Set(this.gates.map(({ environment }) => environment.name))];
  }

  /** Aborted when the run is to be cancelled; `always()` jobs go on. */
  get cancelled(): AbortSignal {
    return this.#cancel.signal;
  }

  /** Aborted when everything is to end at once. */
  get forced(): AbortSignal {
    return this.#force.signal;
  }

  begin(triggeringActor: string): void {
    this.attempt += 1;
    this.triggeringActor = triggeringActor;
    this.ended = null;
    this.#conclusion = null;
    this.#cancel = new AbortController();
    this.#force = new AbortController();
    this.#lifecycle = new BuildLifecycle();
    this.#status = 'queued';
    this.#announce();
  }

  /** Another run has its concurrency group. */
  hold(): void {
    this.#moveTo('pending');
  }

  addJob(job: LiveJob): void {
    this.jobs.push(job);
    this.#everyJob.add(job);
  }

  cancel(): void {
    this.#cancel.abort();
  }

  forceCancel(): void {
    this.#force.abort();
    this.#cancel.abort();
  }

  /** Nothing of the attempt runs any more. */
  finish(): void {
    this.ended = this.#clock.now();
    this.#conclusion = conclusionOf(this.jobs, this.cancelled.aborted);
    this.#moveTo('completed');
    this.#lifecycle.finish(
      this.#conclusion,
      `Run ${this.id} ended (${this.#conclusion}) and did not wait. Its log:\n${this.log}`,
    );
  }

  moved(job: LiveJob): void {
    const { status, conclusion } = job;
    this.#emit({ type: 'job', run: this.id, job: job.name, status, conclusion });
    // The run itself is only completed when the attempt is: `finish`.
    const runStatus = statusOf(this.jobs);
    if (runStatus !== 'completed') this.#moveTo(runStatus);
    if (status === 'waiting') this.#lifecycle.pause();
  }

  wrote(job: LiveJob, line: string): void {
    this.#log.push(`${job.name} | ${line}`);
    this.#emit({ type: 'log', run: this.id, job: job.name, line });
  }

  reviewed(environment: string, state: Review['state'], by: string): void {
    this.decidedBy = by;
    this.#emit({ type: 'review', run: this.id, environment, state, by });
  }

  /** @param state null for a status report */
  ruleAnswered(environment: string, app: string, state: Review['state'] | null, comment: string): void {
    if (state !== null) this.decidedBy = app;
    this.#emit({ type: 'protection-rule', run: this.id, environment, app, state, comment });
  }

  /** For what is wrong with the workflow itself. */
  write(line: string): void {
    this.#log.push(line);
    this.#emit({ type: 'log', run: this.id, job: '', line });
  }

  #moveTo(status: Status): void {
    if (this.#status === status) return;
    this.#status = status;
    this.#wait.run(status === 'waiting');
    this.#announce();
  }

  #announce(): void {
    const { id, attempt, status, conclusion } = this;
    this.#emit({ type: 'run', run: id, attempt, status, conclusion });
  }
}
